import path from "node:path";
import { addCounts, NO_COUNTS, readCounts, type Counts } from "./counts.ts";
import { runCommand } from "./run-command.ts";
import type { Step } from "./steps.ts";

type StepOutcome = { readonly counts: Counts; readonly ok: boolean };

export type StepRunner = {
  /** Runs the steps, at most `lanes` at a time, in their order; never rejects because of a failed step. */
  run(steps: readonly Step[], lanes: number): Promise<void>;
  /** Notes a step that was done elsewhere. */
  note(name: string, ok: boolean): void;
  counts(): Counts;
};

export type StepRunnerOptions = {
  readonly root: string;
  readonly print: (text: string) => void;
  /** Names of all steps to come, in order, to say what is left. */
  readonly plan: readonly string[];
};

/** Runs steps of a test run and keeps their score; says each step's name, time and what is left. */
export function stepRunner(options: StepRunnerOptions): StepRunner {
  const { root, print } = options;
  const ended = new Map<string, boolean>();
  const sums: Counts[] = [];

  function tell(step: Step, outcome: StepOutcome | undefined, tookMs: number): void {
    const left = options.plan.filter((name) => !ended.has(name));
    const word = outcome === undefined ? "not run" : outcome.ok ? "ok" : "FAILED";
    const tests = step.suite !== undefined && outcome ? ` (${outcome.counts.passed} of ${total(outcome.counts)})` : "";
    const rest = left.length === 0 ? "" : `; left: ${left.join(", ")}`;
    print(`${word.padEnd(7)} ${step.name}${tests}, ${(tookMs / 1_000).toFixed(1)} s${rest}\n`);
  }

  async function runOne(step: Step): Promise<void> {
    const missing = (step.needs ?? []).filter((name) => ended.get(name) === false);
    if (missing.length > 0) {
      ended.set(step.name, false);
      sums.push({ ...NO_COUNTS, skipped: 1 });
      tell(step, undefined, 0);
      print(`        needs what failed: ${missing.join(", ")}\n`);
      return;
    }
    const startedAt = performance.now();
    if (step.live) print(`------- ${step.name}\n`);
    const result = await runStep(step, root, step.live ? print : undefined);
    ended.set(step.name, result.ok);
    sums.push(result.counts);
    if (!result.ok && !step.live) print(`${result.output.trimEnd()}\n`);
    tell(step, result, performance.now() - startedAt);
  }

  return {
    async run(steps, lanes) {
      const waiting = [...steps];
      const lane = async (): Promise<void> => {
        for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await runOne(step);
      };
      await Promise.all(Array.from({ length: lanes }, lane));
    },
    note(name, ok) {
      ended.set(name, ok);
      sums.push(ok ? { ...NO_COUNTS, passed: 1 } : { ...NO_COUNTS, failed: 1 });
    },
    counts: () => sums.reduce(addCounts, NO_COUNTS),
  };
}

function total(counts: Counts): number {
  return counts.passed + counts.failed + counts.skipped;
}

async function runStep(
  step: Step,
  root: string,
  onOutput: ((text: string) => void) | undefined,
): Promise<StepOutcome & { readonly output: string }> {
  const outputs: string[] = [];
  let ok = true;
  for (const [program, ...parameters] of step.commands) {
    const command = [path.join(root, "node_modules/.bin", program ?? ""), ...parameters];
    const environment = step.environment ?? {};
    const result = await runCommand(command, { limitMs: step.limitMs, environment, ...(onOutput ? { onOutput } : {}) });
    outputs.push(result.output);
    ok &&= result.ok;
  }
  const output = outputs.join("");
  if (step.suite === undefined)
    return { ok, output, counts: ok ? { ...NO_COUNTS, passed: 1 } : { ...NO_COUNTS, failed: 1 } };
  const counts = await readCounts(step.suite.report, step.suite.count, ok);
  return { ok: counts.failed === 0, output, counts };
}
