import { evaluate } from "./evaluate.ts";
import type { MetricDefinition } from "./metric.ts";
import type { Measure } from "./verdict.ts";
import type { Window } from "./window.ts";

export type SegmentCell = {
  readonly segment: string;
  readonly measure: Measure;
  /** |segment - pooled| / |pooled|, for ratios the difference as a fraction; null without enough data or for a pooled 0. */
  readonly deviation: number | null;
  /** False below the minimum n: greyed, and never the worst. */
  readonly enough: boolean;
};

export type SegmentVariance = {
  readonly pooled: Measure;
  /** What segments are held against: the pooled value, or the segments' mean of a rate; null without data. */
  readonly basis: number | null;
  readonly cells: readonly SegmentCell[];
  readonly worst: string | null;
  /** The variance itself: the worst deviation; null with fewer than two segments to compare. */
  readonly measure: Measure;
};

export type VarianceInput = {
  /** The metric compared, and the name under which the variance is judged. */
  readonly metric: MetricDefinition;
  readonly name: string;
  readonly segments: readonly string[];
  readonly minimumN: number;
};

/**
 * How far the segments of one metric stand apart: the largest deviation of any segment from the pooled value (DESIGN,
 * section 3). Pooled over the segments' own targets, so that a target without a segment bends nothing. A sketch's quantiles
 * are within 1 % each, so the variance of a P99 is within 2 percentage points; all else is exact.
 */
export function segmentVariance(window: Window, { metric, name, segments, minimumN }: VarianceInput): SegmentVariance {
  const of = (wanted: (segment: string | null) => boolean): Window => ({
    range: window.range,
    targets: window.targets.filter(({ target }) => wanted(target.segment)),
  });
  const pooled = evaluate(
    metric,
    of((segment) => segment !== null && segments.includes(segment)),
  );
  const found = segments.map((segment) => ({
    segment,
    measure: evaluate(
      metric,
      of((id) => id === segment),
    ),
  }));
  const basis = basisOf(metric, pooled, found.filter(({ measure }) => measure.value !== null).length);
  const cells = found.map(({ segment, measure }): SegmentCell => {
    const enough = measure.n >= minimumN && measure.value !== null;
    return { segment, measure, enough, deviation: enough ? deviationOf(metric, measure.value ?? 0, basis) : null };
  });
  const compared = cells.filter((cell) => cell.deviation !== null);
  const worst =
    compared.length < 2
      ? null
      : compared.reduce((most, cell) => ((cell.deviation ?? 0) > (most.deviation ?? 0) ? cell : most));
  const measure = { ...pooled, metric: name, value: worst?.deviation ?? null, low: null, high: null };
  return { pooled, basis, cells, worst: worst?.segment ?? null, measure };
}

/** A rate adds up over segments, so that a segment is held against their mean; all else against the pooled value. */
function basisOf(metric: MetricDefinition, pooled: Measure, segments: number): number | null {
  if (pooled.value === null) return null;
  return metric.formula.kind === "request_rate" ? pooled.value / Math.max(1, segments) : pooled.value;
}

function deviationOf({ unit }: MetricDefinition, value: number, basis: number | null): number | null {
  if (basis === null) return null;
  if (unit === "%") return Math.abs(value - basis);
  return basis === 0 ? null : Math.abs((value - basis) / basis);
}
