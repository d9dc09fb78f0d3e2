import { evaluate } from "#core/measure/evaluate";
import { judge } from "#core/measure/judge";
import { limitAt, limitWords } from "#core/measure/limit";
import type { Limit, MetricDefinition } from "#core/measure/metric";
import type { Window } from "#core/measure/window";
import type { Plan } from "#core/plan/plan";
import type { Reading } from "#wire/frame";

/** A metric with the limit it is judged by, if the plan sets one. */
export type Yardstick = { readonly metric: MetricDefinition; readonly limit: Limit | null };

/** The plan's yardsticks by metric id. The plan was checked when it was read: every id exists. */
export function yardsticksOf(plan: Plan): ReadonlyMap<string, Yardstick> {
  const limits = new Map(plan.limits.map((limit) => [limit.metric, limit]));
  return new Map(plan.metrics.map((metric) => [metric.id, { metric, limit: limits.get(metric.id) ?? null }]));
}

export function yardsticksFor(plan: Plan, ids: readonly string[]): readonly Yardstick[] {
  const all = yardsticksOf(plan);
  return ids.flatMap((id) => all.get(id) ?? []);
}

/** The same for one part of the whole, a segment or a target: a limit on a total says nothing of a part of it. */
export function forOnePart({ metric, limit }: Yardstick): Yardstick {
  const isTotal = metric.formula.kind === "gauge" && metric.formula.aggregate === "total";
  return { metric, limit: isTotal ? null : limit };
}

/** One metric over one window, judged: the one way a figure comes to a page. */
export function readingOf({ metric, limit }: Yardstick, window: Window, minimumCoverage: number): Reading {
  const measure = evaluate(metric, window);
  const judgement = judge({ metric, measure, limit, minimumCoverage });
  return {
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    value: measure.value,
    low: measure.low,
    high: measure.high,
    n: measure.n,
    coverage: measure.coverage,
    verdict: judgement.verdict,
    grade: judgement.grade,
    word: judgement.word,
    reason: judgement.reason,
    passWords: limit && limitWords(limit.pass, metric.unit),
    failWords: limit?.fail ? limitWords(limit.fail, metric.unit) : null,
    passAt: limit && limitAt(limit.pass, metric.unit),
    failAt: limit?.fail ? limitAt(limit.fail, metric.unit) : null,
  };
}
