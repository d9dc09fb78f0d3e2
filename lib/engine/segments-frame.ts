import { judge } from "#core/measure/judge";
import { segmentVariance } from "#core/measure/segment-variance";
import type { MetricDefinition } from "#core/measure/metric";
import type { Plan } from "#core/plan/plan";
import type { SegmentsBody, TargetReading, VariancePanel } from "#wire/frame";
import { forOnePart, readingOf, type Yardstick } from "./readings.ts";
import { windowOf, type Moment } from "./windows.ts";

export type SegmentsInput = {
  readonly plan: Plan;
  readonly yardsticks: ReadonlyMap<string, Yardstick>;
  readonly headlines: readonly Yardstick[];
  readonly readings: readonly TargetReading[];
};

/** The segments side by side over the last five minutes: how far apart they are, and each one's headlines. */
export function segmentsBody(moment: Moment, input: SegmentsInput): SegmentsBody {
  const { plan, yardsticks, headlines, readings } = input;
  const compared = plan.segmentVariance.metrics.flatMap((id) => yardsticks.get(id) ?? []);
  return {
    view: "segments",
    panels: compared.map(({ metric }) => panelOf(moment, metric, input)),
    segments: plan.segments.map(({ id, label }) => {
      const known = readings.filter((target) => target.segment === id);
      return { id, label, up: known.filter((target) => target.state === "up").length, total: known.length };
    }),
    headlines: plan.segments.map(({ id }) => ({
      segment: id,
      readings: headlines.map((yardstick) =>
        readingOf(
          forOnePart(yardstick),
          windowOf(moment.now(yardstick.metric.formula), ({ segment }) => segment === id),
          plan.minimumCoverage,
        ),
      ),
    })),
  };
}

function panelOf(moment: Moment, metric: MetricDefinition, { plan, yardsticks }: SegmentsInput): VariancePanel {
  const { minimumN } = plan.segmentVariance;
  const yardstick = varianceOf(metric, yardsticks);
  const segments = plan.segments.map(({ id }) => id);
  const found = segmentVariance(moment.now(metric.formula), { metric, name: yardstick.metric.id, segments, minimumN });
  const { verdict, grade, reason } = judge({
    ...yardstick,
    measure: found.measure,
    minimumCoverage: plan.minimumCoverage,
  });
  const labels = new Map(plan.segments.map(({ id, label }) => [id, label]));
  return {
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    pooled: found.basis,
    cells: found.cells.map(({ segment, measure: { value, low, high, n }, deviation, enough }) => {
      return { segment, label: labels.get(segment) ?? segment, value, low, high, n, deviation, enough };
    }),
    worst: found.worst,
    variance: found.measure.value,
    verdict,
    grade,
    reason,
  };
}

/** The plan may name the variance of a metric and limit it; without that it is shown and not judged. */
function varianceOf(metric: MetricDefinition, yardsticks: ReadonlyMap<string, Yardstick>): Yardstick {
  for (const yardstick of yardsticks.values()) {
    const { formula } = yardstick.metric;
    if (formula.kind === "segment_variance" && formula.of === metric.id) return yardstick;
  }
  const unnamed: MetricDefinition = {
    id: `${metric.id}_variance`,
    label: `Segment variance of ${metric.label}`,
    unit: metric.unit === "%" ? "pp" : "%",
    better: "lower",
    formula: { kind: "segment_variance", of: metric.id },
  };
  return { metric: unnamed, limit: null };
}
