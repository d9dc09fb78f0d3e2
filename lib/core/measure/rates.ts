import { SECOND_MS, TICK_MS } from "../time.ts";
import { sourceOf, type Source } from "../target.ts";
import { coverageOf } from "./coverage.ts";
import type { MetricFormula } from "./metric.ts";
import { countInterval, quantileInterval, rateInterval } from "./interval.ts";
import { mergeAllSketches, quantile, type Sketch } from "./sketch.ts";
import type { Measure } from "./verdict.ts";
import type { TargetWindow, Window } from "./window.ts";

/** What a formula finds; the evaluator adds the metric's name and the range. */
export type Finding = Omit<Measure, "metric" | "range">;

const ticksOf = ({ sum }: TargetWindow): number => sum.ticks;

function targetsOf(window: Window, source: Source): readonly TargetWindow[] {
  return window.targets.filter(({ target }) => sourceOf(target.kind) === source);
}

function total(targets: readonly TargetWindow[], of: (target: TargetWindow) => number): number {
  return targets.reduce((sum, target) => sum + of(target), 0);
}

/** Errors / requests over the targets of one source, as a fraction; n = requests. */
export function errorRate(window: Window, source: Source): Finding {
  const targets = targetsOf(window, source);
  const requests = total(targets, ({ sum }) => sum.requests);
  return ratio(
    total(targets, ({ sum }) => sum.errors),
    requests,
    coverageOf(window, targets, ticksOf),
  );
}

/** The critical targets, but for those that report traffic without ever saying whether they are up: they are not asked. */
export function targetsOfAvailability(window: Window): readonly TargetWindow[] {
  return window.targets.filter(
    ({ target, sum }) =>
      target.critical && !(sourceOf(target.kind) === "traffic" && sum.ticks > 0 && sum.upKnown === 0),
  );
}

/**
 * Available / measured target-ticks over the critical targets, as a fraction; n = measured target-ticks. An unmeasured tick
 * is neither up nor down.
 */
export function availability(window: Window): Finding {
  const targets = targetsOfAvailability(window);
  return ratio(
    total(targets, ({ sum }) => sum.upTicks),
    total(targets, ({ sum }) => sum.upKnown),
    coverageOf(window, targets, ({ sum }) => sum.upKnown),
  );
}

/** `part` of `whole` counted events, with its interval; no value where nothing was counted. */
export function ratio(part: number, whole: number, coverage: number): Finding {
  const interval = rateInterval(part, whole);
  return {
    value: interval ? part / whole : null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    n: whole,
    coverage,
  };
}

type LatencyFormula = Extract<MetricFormula, { kind: "latency_quantile" }>;

function targetsOfLatency(
  window: Window,
  { source, targets: kind }: Omit<LatencyFormula, "kind" | "quantile">,
): readonly TargetWindow[] {
  return targetsOf(window, source).filter(({ target }) => kind === undefined || target.kind === kind);
}

/** The latencies of all answered requests of one source, or of its targets of one kind, merged. */
export function latenciesOf(window: Window, of: Omit<LatencyFormula, "kind" | "quantile">): Sketch {
  return mergeAllSketches(targetsOfLatency(window, of).map(({ sum }) => sum.latency));
}

/** A quantile of all answered requests of one source, or of its targets of one kind, in ms, from the merged sketch; n = answered requests. */
export function latencyQuantile(window: Window, formula: Omit<LatencyFormula, "kind">): Finding {
  const merged = latenciesOf(window, formula);
  return {
    value: quantile(merged, formula.quantile),
    ...quantileInterval(merged, formula.quantile),
    n: merged.count,
    coverage: coverageOf(window, targetsOfLatency(window, formula), ticksOf),
  };
}

/**
 * Requests per second or minute: the sum of each target's rate over the ticks it was measured, so that a gap is not a pause.
 * n = requests. Interval for traffic as for a Poisson count; none for probes, whose rate is set and not found.
 */
export function requestRate(window: Window, source: Source, per: "second" | "minute"): Finding {
  const targets = targetsOf(window, source);
  const unitMs = per === "second" ? SECOND_MS : 60 * SECOND_MS;
  const n = total(targets, ({ sum }) => sum.requests);
  const value = total(targets, ({ sum }) => (sum.ticks === 0 ? 0 : (sum.requests * unitMs) / (sum.ticks * TICK_MS)));
  const coverage = coverageOf(window, targets, ticksOf);
  if (total(targets, ticksOf) === 0) return { value: null, low: null, high: null, n: 0, coverage };
  if (source === "probe" || n === 0) return { value, low: null, high: null, n, coverage };
  const { low, high } = countInterval(n);
  return { value, low: (value * low) / n, high: (value * high) / n, n, coverage };
}
