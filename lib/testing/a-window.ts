import type { MetricDefinition, MetricFormula, Unit } from "#core/measure/metric";
import type { Sample } from "#core/measure/sample";
import { sketchOf } from "#core/measure/sketch";
import { EMPTY_SUM, type TargetWindow, type Window, type WindowSum } from "#core/measure/window";
import type { Target } from "#core/target";
import { MINUTE_MS, type Range } from "#core/time";

/** 2025-11-02T16:00Z: the shipped plan's T0. */
export const T0 = Date.UTC(2025, 10, 2, 16);
export const FIVE_MINUTES: Range = { from: T0, to: T0 + 5 * MINUTE_MS };

export function aTargetOf(part: Partial<Target> = {}): Target {
  return { id: "web", name: "Web", kind: "push", segment: null, region: null, critical: true, ...part };
}

export function aSample(part: Partial<Sample> = {}): Sample {
  return {
    targetId: "web",
    tick: 0,
    up: null,
    requests: 0,
    errors: 0,
    latency: null,
    gauges: {},
    reason: null,
    ...part,
  };
}

/** A sum that was measured in all 60 ticks of five minutes, but for what is named. */
export function aSum(part: Partial<WindowSum> = {}): WindowSum {
  return { ...EMPTY_SUM, ticks: 60, ...part };
}

/** One target's window, the target named by its id or in parts. */
export function measured(target: Partial<Target>, sum: Partial<WindowSum> = {}): TargetWindow {
  return { target: aTargetOf(target), sum: aSum(sum) };
}

export function aWindow(targets: readonly TargetWindow[], range: Range = FIVE_MINUTES): Window {
  return { range, targets };
}

export function latencies(values: readonly number[]): Pick<WindowSum, "latency"> {
  return { latency: sketchOf(values) };
}

export function aMetric(formula: MetricFormula, unit: Unit = "%"): MetricDefinition {
  return { id: "metric", label: "Error rate", unit, better: "lower", formula };
}
