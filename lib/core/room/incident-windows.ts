import { z } from "zod";
import { evaluate } from "../measure/evaluate.ts";
import { errorBudget } from "../measure/error-budget.ts";
import { formatCount } from "../measure/format.ts";
import { baseOf, type MetricFormula } from "../measure/metric.ts";
import type { Window } from "../measure/window.ts";
import type { Plan } from "../plan/plan.ts";
import { durationMs } from "../plan/when.ts";
import { durationWords } from "../time-words.ts";
import { MINUTE_MS, TICK_MS, type EpochMs, type Range } from "../time.ts";
import { evidenceSchema } from "./evidence.ts";
import { evidenceOf, yardstickOf } from "./form/evidence-of.ts";

/** What was measured before, during or after an incident. Times in epoch ms, `[from, to)`. */
export const incidentWindowSchema = z.object({
  part: z.enum(["before", "during", "after"]),
  from: z.number(),
  to: z.number(),
  /** Of all targets, probes and traffic alike. */
  requests: z.number(),
  errors: z.number(),
  /** Unavailable time of a critical target, in ms; null where the plan has no error budget. */
  budgetUsedMs: z.number().nullable(),
  /** What the plan's error budget allows over its whole length, in ms. */
  budgetAllowedMs: z.number().nullable(),
  /** Every metric with a limit that a window can tell. */
  figures: z.array(evidenceSchema),
});
export type IncidentWindow = z.infer<typeof incidentWindowSchema>;
type Part = IncidentWindow["part"];

/** So long before it began, and after it was over. */
export const AROUND_MS = 15 * MINUTE_MS;

/** Whole ticks before, during and after what was so from `since` until `over`. */
export function incidentRanges(since: EpochMs, over: EpochMs): readonly (Range & { readonly part: Part })[] {
  const from = Math.floor(since / TICK_MS) * TICK_MS;
  const to = Math.max(from + TICK_MS, Math.ceil(over / TICK_MS) * TICK_MS);
  return [
    { part: "before", from: from - AROUND_MS, to: from },
    { part: "during", from, to },
    { part: "after", from: to, to: to + AROUND_MS },
  ];
}

/** One of them as it was measured, judged by the plan's limits. Pure. */
export function incidentWindow(plan: Plan, part: Part, window: Window): IncidentWindow {
  const sum = (pick: (of: Window["targets"][number]["sum"]) => number): number =>
    window.targets.reduce((total, one) => total + pick(one.sum), 0);
  const budget = budgetOf(plan, window);
  return {
    part,
    from: window.range.from,
    to: window.range.to,
    requests: sum(({ requests }) => requests),
    errors: sum(({ errors }) => errors),
    budgetUsedMs: budget?.usedMs ?? null,
    budgetAllowedMs: budget?.allowedMs ?? null,
    figures: figuresOf(plan, window),
  };
}

/** What is counted, typed, found between segments or over many minutes is in no single window. */
const ELSEWHERE: ReadonlySet<MetricFormula["kind"]> = new Set(["gauge_slope", "count", "manual", "segment_variance"]);

function figuresOf(plan: Plan, window: Window): IncidentWindow["figures"] {
  return plan.limits.flatMap(({ metric: id }) => {
    const yardstick = yardstickOf(plan, id);
    if (!yardstick || ELSEWHERE.has(yardstick.metric.formula.kind)) return [];
    return [evidenceOf(yardstick, evaluate(yardstick.metric, window), plan.minimumCoverage)];
  });
}

/** The budget's use is that of the window; what it allows is that of its own length. */
function budgetOf(plan: Plan, window: Window): { readonly usedMs: number; readonly allowedMs: number } | null {
  if (!plan.errorBudget) return null;
  const target = baseOf(plan.errorBudget.target, "%");
  const own = durationMs(plan.errorBudget.over);
  const { usedMs } = errorBudget(window, { target, lengthMs: Math.max(own, window.range.to - window.range.from) });
  return { usedMs, allowedMs: Math.round((1 - target) * own * 1_000) / 1_000 };
}

/** "12 of 4,000 requests failed in 3 min 20 s, 6.2 s of the error budget of 12.96 s used". */
export function impactWords(windows: readonly IncidentWindow[]): string {
  const during = windows.find(({ part }) => part === "during");
  if (!during || during.requests === 0) return "nothing was measured";
  const { requests, errors, from, to, budgetUsedMs, budgetAllowedMs } = during;
  const failed = `${formatCount(errors)} of ${formatCount(requests)} requests failed in ${durationWords(to - from)}`;
  if (budgetUsedMs === null || budgetAllowedMs === null) return failed;
  return `${failed}, ${durationWords(budgetUsedMs)} of the error budget of ${durationWords(budgetAllowedMs)} used`;
}
