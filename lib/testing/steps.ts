import path from "node:path";
import { countPlaywright, countVitest, type Counts } from "./counts.ts";

const MINUTE_MS = 60_000;

/** Files that a suite writes its results to, and how to count them. */
type Suite = { readonly report: string; readonly count: (report: unknown) => Counts };

/** One thing that must hold. A step without a suite counts as one test. */
export type Step = {
  readonly name: string;
  /** Commands that all must succeed, run one after another; the program is one of node_modules/.bin. */
  readonly commands: readonly (readonly string[])[];
  readonly limitMs: number;
  readonly suite?: Suite;
  readonly environment?: Readonly<Record<string, string>>;
  /** Shown on the terminal while it runs; the others speak only when they fail. */
  readonly live?: true;
  /** Names of steps without which this one cannot be tried. */
  readonly needs?: readonly string[];
};

const CACHE = "node_modules/.cache";
const FOLDERS = ["app", "components", "lib", "prisma", "e2e", "bench"];

function quick(name: string, ...commands: readonly (readonly string[])[]): Step {
  return { name, commands, limitMs: 5 * MINUTE_MS };
}

/** What a fresh clone lacks, or has of an older schema: Next's own declarations (CSS imports, routes) and the database client. */
export const preparation: Step = quick(
  "route types and database client",
  ["next", "typegen"],
  ["tsx", "prisma/generate.mjs"],
);

/** Lint's cache forgets that types elsewhere may have changed: good enough while typing, not for the last word. */
function lint(cached: boolean): Step {
  const cache = cached ? ["--cache", "--cache-location", `${CACHE}/eslint/`] : [];
  return quick("lint", [
    "eslint",
    "--config",
    "lib/eslint.config.mjs",
    "--max-warnings",
    "0",
    "--no-error-on-unmatched-pattern",
    ...cache,
    ...FOLDERS,
  ]);
}

/** Everything that holds or not without running the program: seconds, no database, no browser. */
export function staticSteps(options: { readonly cached: boolean }): readonly Step[] {
  return [
    lint(options.cached),
    quick("types", ["tsc", "--noEmit", "--tsBuildInfoFile", `${CACHE}/tsc/root.tsbuildinfo`]),
    quick("types of the core", ["tsc", "--noEmit", "-p", "lib/core"]),
    quick("architecture", ["depcruise", ...FOLDERS, "--config", "lib/architecture.mjs"]),
    quick("format", ["prettier", "--check", "--cache", "."]),
    quick("dead code", ["knip"], ["knip", "--production", "--include", "files,dependencies"]),
    quick("document references", ["tsx", "lib/testing/check-doc-references.ts"]),
  ];
}

/** The steps that run the program, in order; their reports go to `folder`. */
export function runningSteps(folder: string): readonly Step[] {
  const unitReport = path.join(folder, "unit.json");
  const e2eReport = path.join(folder, "e2e.json");
  return [
    {
      name: "unit and contract",
      commands: [
        ["vitest", "run", "--config", "lib/testing/vitest.config.ts", "--reporter=default", "--reporter=json"].concat(
          `--outputFile.json=${unitReport}`,
        ),
      ],
      limitMs: 15 * MINUTE_MS,
      suite: { report: unitReport, count: countVitest },
      live: true,
    },
    {
      name: "build",
      commands: [
        ["next", "build"],
        ["tsx", "lib/testing/write-sbom.ts"],
      ],
      limitMs: 8 * MINUTE_MS,
    },
    {
      name: "end to end",
      commands: [["playwright", "test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"]],
      limitMs: 50 * MINUTE_MS,
      suite: { report: e2eReport, count: countPlaywright },
      environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
      live: true,
      needs: ["build", "browser"],
    },
  ];
}
