import type { EpochMs, Range } from "../time.ts";
import { gauge, gaugeShare } from "./gauges.ts";
import { baseOf, type MetricDefinition, type Unit } from "./metric.ts";
import { availability, errorRate, latencyQuantile, requestRate, type Finding } from "./rates.ts";
import { gaugeSlope } from "./slope.ts";
import type { Measure } from "./verdict.ts";
import { mergeWindows, type Window } from "./window.ts";

const NOTHING: Finding = { value: null, low: null, high: null, n: 0, coverage: 0 };

/**
 * The metric over one window, in base form. A count or a manual figure is not in a window (`givenMeasure` makes its measure),
 * a slope needs a series, a variance needs segments: their value is null here, with n = 0.
 */
export function evaluate(metric: MetricDefinition, window: Window): Measure {
  return { metric: metric.id, range: window.range, ...finding(metric, window) };
}

function finding({ formula, unit }: MetricDefinition, window: Window): Finding {
  switch (formula.kind) {
    case "error_rate":
      return errorRate(window, formula.source);
    case "latency_quantile":
      return latencyQuantile(window, formula);
    case "availability":
      return availability(window);
    case "request_rate":
      return requestRate(window, formula.source, formula.per);
    case "gauge_share":
      return gaugeShare(window, formula);
    case "gauge":
      return inBaseForm(gauge(window, formula), unit);
    case "gauge_slope":
    case "count":
    case "manual":
    case "segment_variance":
      return NOTHING;
    default:
      return formula satisfies never;
  }
}

/** The metric over consecutive windows, oldest first: a slope from their means (one-minute windows), anything else over all of them merged. */
export function evaluateSeries(metric: MetricDefinition, windows: readonly Window[]): Measure {
  if (metric.formula.kind !== "gauge_slope") return evaluate(metric, mergeWindows(windows));
  return {
    metric: metric.id,
    range: mergeWindows(windows).range,
    ...inBaseForm(gaugeSlope(windows, metric.formula.gauge), metric.unit),
  };
}

export type Peak = { readonly value: number; readonly range: Range };

/** The largest value of the metric over any one of the windows, and when: the earliest where several are as large. Null without data. */
export function peak(metric: MetricDefinition, windows: readonly Window[]): Peak | null {
  return windows.reduce<Peak | null>((largest, window) => {
    const { value, range } = evaluate(metric, window);
    return value !== null && (largest === null || value > largest.value) ? { value, range } : largest;
  }, null);
}

/** The measure of a figure that was counted by the room or typed in by a person, as a person writes it (5.8 for 5.8 %). */
export function givenMeasure(metric: MetricDefinition, value: number | null, at: Range | EpochMs): Measure {
  const range = typeof at === "number" ? { from: at, to: at } : at;
  const n = value === null ? 0 : 1;
  return {
    metric: metric.id,
    range,
    value: value === null ? null : baseOf(value, metric.unit),
    low: null,
    high: null,
    n,
    coverage: n,
  };
}

function inBaseForm(found: Finding, unit: Unit): Finding {
  const base = (value: number | null): number | null => (value === null ? null : baseOf(value, unit));
  return { ...found, value: base(found.value), low: base(found.low), high: base(found.high) };
}
