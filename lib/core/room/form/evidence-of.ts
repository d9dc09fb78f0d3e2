import { judge } from "../../measure/judge.ts";
import type { Limit, MetricDefinition } from "../../measure/metric.ts";
import type { Measure } from "../../measure/verdict.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Evidence } from "../evidence.ts";

/** A metric of the plan and the limit it is judged by, if there is one. */
export type Yardstick = { readonly metric: MetricDefinition; readonly limit: Limit | null };

export function yardstickOf(plan: Plan, metricId: string): Yardstick | null {
  const metric = plan.metrics.find(({ id }) => id === metricId);
  if (!metric) return null;
  return { metric, limit: plan.limits.find((limit) => limit.metric === metricId) ?? null };
}

/** A measure, judged: the one way a figure comes into a form, a baseline or a proof. */
export function evidenceOf({ metric, limit }: Yardstick, measure: Measure, minimumCoverage: number): Evidence {
  const { verdict, grade, word, reason } = judge({ metric, measure, limit, minimumCoverage });
  return {
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    from: measure.range.from,
    to: measure.range.to,
    value: measure.value,
    low: measure.low,
    high: measure.high,
    n: measure.n,
    coverage: measure.coverage,
    verdict,
    grade,
    word,
    reason,
  };
}
