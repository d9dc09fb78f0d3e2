import { lintPart, lintPlan } from "#core/plan/lint/lint-plan";
import type { Finding } from "#core/plan/lint/finding";
import type { Plan } from "#core/plan/plan";
import { misfitProblems, type Config } from "#core/config/config";
import { isWhole } from "#core/config/sound-part";
import { planFileOf, SHIPPED_PLAN } from "./load-config.ts";
import { loadPlan, partOf, withProblems, type Loaded } from "./load-plan.ts";
import type { FileProblem, YamlDocument } from "./yaml-document.ts";

/** What a checking command prints, and how it ends: 0 clean, 2 wrong. */
export type CheckReport = { readonly text: string; readonly exitCode: 0 | 2 };

function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? "" : "s"}`;
}

/** `file:line:col: field: sentence`; the field is left out where there is none. */
export function problemLine({ file, line, column, field, message }: FileProblem): string {
  return `${file}:${line}:${column}: ${field === null ? "" : `${field}: `}${message}`;
}

function inFileOrder(problems: readonly FileProblem[]): readonly FileProblem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** How many there are in all; where there are several places, also how many in each. */
function countText(parts: readonly { readonly where: string; readonly count: number }[], one: string): string {
  const some = parts.filter(({ count }) => count > 0);
  const sum = counted(
    some.reduce((total, { count }) => total + count, 0),
    one,
  );
  return some.length < 2 ? sum : `${sum}: ${some.map(({ where, count }) => `${count} in ${where}`).join(", ")}`;
}

/** All problems file by file, in the order of each, one a line, and how many there are. */
export function problemText(problems: readonly FileProblem[]): string {
  const files = [...new Set(problems.map(({ file }) => file))].map((file) => {
    const own = inFileOrder(problems.filter((problem) => problem.file === file));
    return { where: file, count: own.length, lines: own.map(problemLine) };
  });
  return [...files.flatMap(({ lines }) => lines), `${countText(files, "problem")}.`].join("\n");
}

function findingLines(finding: Finding, document: YamlDocument): readonly string[] {
  const places = finding.details.map(({ place, sentence }) => ({
    path: place,
    message: `${sentence} (${finding.rule})`,
  }));
  return document.locate(places).map(problemLine);
}

function acknowledgedLines(finding: Finding, document: YamlDocument): readonly string[] {
  const lines = findingLines(finding, document).map((line) => `    ${line}`);
  return [`  ${finding.rule}: ${finding.acknowledged ?? ""}`, ...lines];
}

/** What was found in one place; `settled` are the findings that the plan acknowledges, and `clean` is said where nothing else is. */
type Found = {
  readonly where: string;
  readonly problems: readonly string[];
  readonly findings: readonly string[];
  readonly settled: readonly string[];
  readonly clean: string;
};

function foundInPlan(loaded: Loaded<Plan>, file: string): Found {
  const rest = partOf(loaded);
  const linted = loaded.ok ? lintPlan(loaded.value) : rest === null ? [] : lintPart(rest.part);
  const lines = (of: (finding: Finding, document: YamlDocument) => readonly string[], isSettled: boolean) =>
    rest === null
      ? []
      : linted
          .filter(({ acknowledged }) => (acknowledged !== null) === isSettled)
          .flatMap((finding) => of(finding, rest.document));
  const count = counted(linted.filter(({ acknowledged }) => acknowledged !== null).length, "acknowledged finding");
  const settled = lines(acknowledgedLines, true);
  return {
    where: file,
    problems: loaded.ok ? [] : inFileOrder(loaded.problems).map(problemLine),
    findings: lines(findingLines, false),
    settled: settled.length > 0 ? [`${count}:`, ...settled] : [],
    clean: `${file}: no problem, ${count}.`,
  };
}

function foundInConfig(loaded: Loaded<Config>, file: string): Found {
  const base = { where: file, findings: [], settled: [] };
  if (!loaded.ok) return { ...base, problems: inFileOrder(loaded.problems).map(problemLine), clean: "" };
  const { targets, push, channels } = loaded.value;
  const held = [counted(targets.length, "target"), counted(push.keys.length, "push key")];
  const told = channels.length > 0 ? [counted(channels.length, "channel")] : [];
  return { ...base, problems: [], clean: `${file}: no problem, ${[...held, ...told].join(", ")}.` };
}

function foundInSettings(settings: readonly string[]): readonly Found[] {
  if (settings.length === 0) return [];
  return [{ where: "the environment", problems: settings, findings: [], settled: [], clean: "" }];
}

const TO_DECIDE = "to decide: change the plan, or acknowledge them with a reason";

/** Everything that was found, and one count of it at the end; where nothing is wrong, what each file holds. */
function report(found: readonly Found[]): CheckReport {
  const raised = found.flatMap(({ problems, findings }) => [...problems, ...findings]);
  if (raised.length === 0)
    return { text: found.flatMap(({ settled, clean }) => [...settled, clean]).join("\n"), exitCode: 0 };
  const of = (kind: "problems" | "findings", one: string): readonly string[] =>
    found.some((part) => part[kind].length > 0)
      ? [
          countText(
            found.map((part) => ({ where: part.where, count: part[kind].length })),
            one,
          ),
        ]
      : [];
  const findings = of("findings", "finding").map((count) => `${count} ${TO_DECIDE}`);
  return { text: [...raised, `${[...of("problems", "problem"), ...findings].join("; ")}.`].join("\n"), exitCode: 2 };
}

/** `holdpoint plan lint FILE`. */
export async function lintPlanFile(file: string): Promise<CheckReport> {
  return report([foundInPlan(await loadPlan(file), file)]);
}

type Files = {
  readonly config: Loaded<Config>;
  readonly plan: Loaded<Plan>;
  /** Null: the plan that Holdpoint ships with. */
  readonly planFile: string | null;
};

/** The configuration that was loaded from `file`, with its plan, and with what does not fit between them. */
export async function withPlan(config: Loaded<Config>, file: string): Promise<Files> {
  const known = partOf(config)?.part;
  const planFile = known === undefined ? null : planFileOf(known.value, file);
  const plan = await loadPlan(planFile ?? SHIPPED_PLAN);
  const fit = partOf(plan)?.part;
  // a plan that cannot be named is not the one that Holdpoint ships with
  if (known === undefined || fit === undefined || !isWhole(known, "plan")) return { config, plan, planFile };
  return { config: withProblems(config, misfitProblems(known, fit)), plan, planFile };
}

/**
 * `holdpoint config check FILE`: what `file` was found to hold, the plan that it names included; `settings` are sentences about
 * the environment that a start would refuse.
 */
export async function checkConfig(
  file: string,
  loaded: Loaded<Config>,
  settings: readonly string[] = [],
): Promise<CheckReport> {
  const { config, plan, planFile } = await withPlan(loaded, file);
  const linted = planFile === null ? [] : [foundInPlan(plan, planFile)];
  return report([...foundInSettings(settings), foundInConfig(config, file), ...linted]);
}
