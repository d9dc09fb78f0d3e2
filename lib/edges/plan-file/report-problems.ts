import { lintPlan } from "#core/plan/lint/lint-plan";
import type { Finding } from "#core/plan/lint/finding";
import type { Plan } from "#core/plan/plan";
import { misfitProblems, type Config } from "#core/config/config";
import { placesOf } from "#core/config/problems";
import { planFileOf, SHIPPED_PLAN } from "./load-config.ts";
import { loadPlan, type Loaded } from "./load-plan.ts";
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

/** All problems in the order of the file, one a line, and how many there are. */
export function problemText(problems: readonly FileProblem[]): string {
  return [...inFileOrder(problems).map(problemLine), `${counted(problems.length, "problem")}.`].join("\n");
}

function wrong(problems: readonly FileProblem[]): CheckReport {
  return { text: problemText(problems), exitCode: 2 };
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

/** The text for `holdpoint plan lint`: problems, or open findings, or neither; acknowledged findings are listed below. */
function reportPlan(loaded: Loaded<Plan>, file: string): CheckReport {
  if (!loaded.ok) return wrong(loaded.problems);
  const findings = lintPlan(loaded.value);
  const open = findings.filter((finding) => finding.acknowledged === null);
  const settled = findings.filter((finding) => finding.acknowledged !== null);
  const raised = open.flatMap((finding) => findingLines(finding, loaded.document));
  const listed = settled.flatMap((finding) => acknowledgedLines(finding, loaded.document));
  const heading = settled.length > 0 ? [`${counted(settled.length, "acknowledged finding")}:`, ...listed] : [];
  const verdict =
    raised.length > 0
      ? `${file}: ${counted(raised.length, "finding")} to decide: change the plan, or acknowledge them with a reason.`
      : `${file}: no problem, ${counted(settled.length, "acknowledged finding")}.`;
  return { text: [...raised, ...heading, verdict].join("\n"), exitCode: raised.length > 0 ? 2 : 0 };
}

/** The text for `holdpoint config check`. */
function reportConfig(loaded: Loaded<Config>, file: string): CheckReport {
  if (!loaded.ok) return wrong(loaded.problems);
  const { targets, push, channels } = loaded.value;
  const held = [counted(targets.length, "target"), counted(push.keys.length, "push key")];
  const told = channels.length > 0 ? [counted(channels.length, "channel")] : [];
  return { text: `${file}: no problem, ${[...held, ...told].join(", ")}.`, exitCode: 0 };
}

/** `holdpoint plan lint FILE`. */
export async function lintPlanFile(file: string): Promise<CheckReport> {
  return reportPlan(await loadPlan(file), file);
}

/** Places of the configuration that do not fit the plan, with their lines. */
export function misfits(config: Loaded<Config>, plan: Plan): readonly FileProblem[] {
  if (!config.ok) return [];
  return config.document.locate(placesOf(misfitProblems(config.value, plan), config.document.value));
}

/** `holdpoint config check FILE`: what `file` was found to hold, the plan it names included. */
export async function checkConfig(file: string, loaded: Loaded<Config>): Promise<CheckReport> {
  const planFile = loaded.ok ? planFileOf(loaded.value, file) : null;
  const plan = await loadPlan(planFile ?? SHIPPED_PLAN);
  const unfit = plan.ok ? misfits(loaded, plan.value) : [];
  const config = unfit.length > 0 ? wrong(unfit) : reportConfig(loaded, file);
  if (planFile === null) return config;
  const linted = reportPlan(plan, planFile);
  return { text: `${config.text}\n${linted.text}`, exitCode: linted.exitCode === 0 ? config.exitCode : 2 };
}
