import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { plantTree, type PlantedTree } from "#testing/planted-tree";
import { runCommand } from "#testing/run-command";
import architecture from "./architecture.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const manifest = z
  .object({
    imports: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")));

/** Every place of the real layout with an import it is entitled to: nothing here may be reported. */
const ENTITLED: Readonly<Record<string, readonly string[]>> = {
  "lib/core/time.ts": ["zod"],
  "lib/core/verdict.ts": ["./time.ts"],
  "lib/core/verdict.test.ts": ["./verdict.ts", "vitest", "fast-check", "@datadog/sketches-js", "node:fs"],
  "lib/wire/frame.ts": ["#core/time", "zod"],
  "lib/engine/ports.ts": ["#core/time", "#wire/frame"],
  "lib/engine/notify-ports.ts": ["#core/time"],
  "lib/engine/loop.ts": ["./ports.ts", "#core/verdict"],
  "lib/engine/loop.test.ts": ["./loop.ts", "#testing/fixed-clock", "#edges/clock/clock"],
  "lib/edges/clock/clock.ts": ["#engine/ports"],
  "lib/edges/probes/http-probe.ts": ["undici", "pg", "ioredis", "node:fs", "node:net", "#core/time"],
  "lib/edges/sampler/sampler.ts": ["#edges/probes/http-probe", "#edges/clock/clock", "node:child_process"],
  "lib/edges/store/store.ts": ["#engine/ports", "@prisma/client", "pg", "node:fs/promises", "node:child_process"],
  "lib/edges/store/client.ts": ["#prisma/client", "@prisma/adapter-pg"],
  "prisma/schema-engine.mjs": ["pg", "@prisma/adapter-pg", "node:child_process"],
  "lib/edges/realtime/live-server.ts": ["socket.io", "#wire/frame"],
  "lib/edges/notify/queue.ts": ["pg-boss", "nodemailer", "undici", "#engine/notify-ports"],
  "lib/edges/plan-file/load-plan.ts": ["yaml", "node:fs/promises", "#core/time"],
  "lib/edges/log/json-log.ts": ["pino"],
  "lib/edges/web/runtime.ts": ["#engine/ports", "next/server"],
  "lib/browser/use-room.ts": ["react", "@tanstack/react-query", "socket.io-client", "#wire/frame", "#core/time"],
  "lib/demo/analyzer.ts": ["#core/time", "#wire/frame", "#engine/ports", "undici", "ioredis", "node:http", "node:fs"],
  "lib/main.ts": ["#engine/loop", "#edges/store/store", "#edges/sampler/sampler", "#demo/analyzer", "next", "node:fs"],
  "lib/cli/holdpoint.ts": ["../main.ts", "commander", "#edges/plan-file/load-plan", "#demo/analyzer", "node:fs"],
  "lib/testing/fixed-clock.ts": ["#engine/ports", "vitest", "node:fs", "../main.ts"],
  "components/ui/button.tsx": ["react", "lucide-react"],
  "components/charts/time-series.tsx": ["react", "recharts", "#core/time", "../ui/button.tsx"],
  "components/live/badge.tsx": ["#browser/use-room", "../ui/button.tsx"],
  "components/wall/wall.tsx": ["#wire/frame", "../live/badge.tsx", "../charts/time-series.tsx", "next/link"],
  "components/segments/segments.tsx": ["#browser/use-room", "../ui/button.tsx"],
  "app/page.tsx": ["#components/wall/wall", "#components/segments/segments", "#edges/web/runtime", "#core/time"],
  "e2e/start.spec.ts": ["./fixtures.ts"],
  "e2e/fixtures.ts": ["@playwright/test", "#testing/fixed-clock", "#wire/frame", "socket.io-client"],
  "bench/run.ts": ["../lib/main.ts", "pg", "socket.io", "socket.io-client", "#demo/analyzer", "#core/verdict"],
};

type Plant = { readonly rule: string; readonly file: string; readonly imports: readonly string[] };
const plant = (rule: string, file: string, ...imports: readonly string[]): Plant => ({ rule, file, imports });

const PLANTS: readonly Plant[] = [
  plant("core-is-pure", "lib/core/p1.ts", "pino"),
  plant("core-is-pure", "lib/core/p2.ts", "node:fs"),
  plant("core-is-pure", "lib/core/p3.ts", "#wire/frame"),
  plant("wire-speaks-core", "lib/wire/p1.ts", "#engine/ports"),
  plant("wire-speaks-core", "lib/wire/p2.ts", "undici"),
  plant("engine-knows-only-ports", "lib/engine/p1.ts", "#edges/clock/clock"),
  plant("engine-knows-only-ports", "lib/engine/p2.ts", "node:timers"),
  plant("engine-knows-only-ports", "lib/engine/p3.ts", "pg"),
  plant("edges-see-ports-not-engine", "lib/edges/store/p1.ts", "#engine/loop"),
  plant("edges-stay-apart", "lib/edges/web/p1.ts", "#edges/store/store"),
  plant("edges-stay-apart", "lib/edges/probes/p1.ts", "#edges/sampler/sampler"),
  plant("sampler-is-probes-on-a-clock", "lib/edges/sampler/p1.ts", "#edges/store/store"),
  plant("edges-do-not-see-the-root", "lib/edges/web/p2.ts", "#browser/use-room"),
  plant("demo-is-another-system", "lib/demo/p1.ts", "#edges/clock/clock"),
  plant("demo-is-another-system", "lib/demo/p2.ts", "#engine/loop"),
  plant("demo-is-optional", "lib/edges/web/p3.ts", "#demo/analyzer"),
  plant("nobody-imports-main", "lib/edges/web/p4.ts", "../../main.ts"),
  plant("nobody-imports-cli", "lib/edges/web/p5.ts", "../../cli/holdpoint.ts"),
  plant("nobody-imports-app", "components/wall/p1.tsx", "../../app/page.tsx"),
  plant("nobody-imports-bench", "lib/testing/p1.ts", "../../bench/run.ts"),
  plant("nobody-imports-tests", "lib/testing/p2.ts", "#core/verdict.test"),
  plant("test-kit-for-tests-only", "lib/edges/web/p6.ts", "#testing/fixed-clock"),
  plant("e2e-from-outside", "e2e/p1.spec.ts", "#edges/web/runtime"),
  plant("e2e-from-outside", "e2e/p2.spec.ts", "#components/ui/button"),
  plant("browser-layer", "lib/browser/p1.ts", "#components/ui/button"),
  plant("browser-never-reaches-server", "components/live/p1.tsx", "#edges/web/runtime"),
  plant("browser-never-reaches-server", "components/live/p2.tsx", "../../lib/leak.ts"),
  plant("browser-has-no-node", "lib/browser/p2.ts", "node:crypto"),
  plant("browser-has-no-node", "components/wall/p2.tsx", "node:path"),
  plant("features-stay-apart", "components/wall/p3.tsx", "../segments/segments.tsx"),
  plant("ui-knows-no-domain", "components/ui/p1.tsx", "#core/time"),
  plant("ui-knows-no-domain", "components/ui/p2.tsx", "../live/badge.tsx"),
  plant("charts-know-only-core", "components/charts/p1.tsx", "#browser/use-room"),
  plant("app-is-thin", "app/p1.tsx", "#engine/ports"),
  plant("app-is-thin", "app/p2.tsx", "#edges/store/store"),
  plant("prisma-in-store-only", "lib/edges/web/p7.ts", "@prisma/client"),
  plant("prisma-in-store-only", "lib/main-p1.ts", "../prisma/generated/client.ts"),
  plant("prisma-in-store-only", "lib/edges/web/p12.ts", "#prisma/client"),
  plant("pg-in-store-and-its-probe", "lib/edges/web/p8.ts", "pg"),
  plant("redis-in-probes-and-demo", "lib/edges/store/p2.ts", "ioredis"),
  plant("http-client-at-few-edges", "lib/edges/web/p9.ts", "undici"),
  plant("senders-in-notify-only", "lib/edges/web/p14.ts", "nodemailer"),
  plant("socket-server-in-realtime-only", "lib/edges/web/p10.ts", "socket.io"),
  plant("socket-client-in-browser-only", "components/live/p3.tsx", "socket.io-client"),
  plant("yaml-in-files-only", "lib/edges/web/p11.ts", "yaml"),
  plant("log-lines-at-one-edge", "lib/main-p2.ts", "pino"),
  plant("commands-in-cli-only", "lib/main-p3.ts", "commander"),
  plant("next-at-the-rim", "lib/edges/realtime/p1.ts", "next"),
  plant("react-in-ui-only", "lib/edges/realtime/p2.ts", "react"),
  plant("recharts-in-charts-only", "components/wall/p4.tsx", "recharts"),
  plant("icons-in-components-only", "lib/browser/p3.ts", "lucide-react"),
  plant("files-at-the-rim", "lib/edges/realtime/p3.ts", "node:fs/promises"),
  plant("processes-at-the-rim", "lib/edges/realtime/p4.ts", "node:child_process"),
  plant("no-dev-dependency-in-production", "lib/edges/realtime/p5.ts", "fast-check"),
  plant("no-circular", "lib/core/p4.ts", "./p5.ts"),
  plant("no-unresolvable", "lib/core/p6.ts", "./nowhere.ts"),
  plant("no-undeclared-package", "lib/edges/realtime/p6.ts", "left-over"),
  plant("no-orphans", "lib/core/p7.ts"),
];

/** What a plant needs beside it to do its harm. */
const ACCOMPLICES: Readonly<Record<string, readonly string[]>> = {
  "lib/core/p5.ts": ["./p4.ts"],
  "lib/leak.ts": ["#engine/ports"],
  "prisma/generated/client.ts": [],
};

function source(imports: readonly string[]): string {
  return [...imports.map((name, index) => `import * as i${index} from "${name}";`), "export const here = 1;", ""].join(
    "\n",
  );
}

function packageFiles(): Record<string, string> {
  const packages = ["left-over", ...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
  return Object.fromEntries(
    packages.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" })],
      [`node_modules/${name}/index.js`, "module.exports = {};\n"],
      [`node_modules/${name}/server.js`, "module.exports = {};\n"],
      [`node_modules/${name}/link.js`, "module.exports = {};\n"],
    ]),
  );
}

const cruiseSchema = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

describe("the architecture", () => {
  const trees: PlantedTree[] = [];
  const found = new Map<string, Set<string>>();

  beforeAll(async () => {
    const planted = PLANTS.map(({ file, imports }): [string, readonly string[]] => [file, imports]);
    const modules = Object.entries({ ...ENTITLED, ...ACCOMPLICES, ...Object.fromEntries(planted) });
    const tree = await plantTree({
      ...packageFiles(),
      ...Object.fromEntries(modules.map(([file, imports]) => [file, source(imports)])),
      "package.json": JSON.stringify({ ...manifest, type: "module" }),
      "tsconfig.json": readFileSync(path.join(root, "tsconfig.json"), "utf8"),
    });
    trees.push(tree);
    const folders = ["app", "components", "lib", "prisma", "e2e", "bench"].map((name) => path.join(tree.folder, name));
    const run = await runCommand(
      ["node", path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs")].concat(
        ["--config", path.join(root, "lib/architecture.mjs"), "--output-type", "json"],
        folders.map((folder) => path.relative(tree.folder, folder)),
      ),
      { limitMs: 60_000, folder: tree.folder },
    );
    const { summary } = cruiseSchema.parse(JSON.parse(run.output));
    for (const { from, rule } of summary.violations) {
      found.set(from, (found.get(from) ?? new Set()).add(rule.name));
    }
  });

  afterAll(async () => {
    for (const tree of trees) await tree.remove();
  });

  test.each(PLANTS)("$rule is reported in $file, which imports $imports", ({ rule, file }) => {
    expect([...(found.get(file) ?? [])]).toContain(rule);
  });

  test("what a place is entitled to is never reported", () => {
    const blamed = Object.keys(ENTITLED).filter((file) => found.has(file));
    expect(blamed.map((file) => [file, [...(found.get(file) ?? [])]])).toEqual([]);
  });

  test("every rule has a plant, and says why it exists", () => {
    const names = architecture.forbidden.map((rule: { readonly name: string }) => rule.name);
    expect(names.filter((name) => !PLANTS.some((entry) => entry.rule === name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(architecture.forbidden.filter((rule: { readonly comment: string }) => rule.comment.length < 10)).toEqual([]);
  });
});
