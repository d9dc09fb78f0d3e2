import { evaluate } from "./evaluate.ts";
import type { MetricDefinition } from "./metric.ts";
import type { Measure } from "./verdict.ts";
import type { Window } from "./window.ts";

export type Trend = "stable" | "rising" | "falling";

/**
 * Where a metric goes from one window to the next: rising or falling when the 95 % interval of the difference leaves out 0.
 * The interval combines those of both windows (Newcombe 1998 for proportions; Zou and Donner 2008 for any estimate). Where
 * nothing changes, one look sees a trend in about 5 % of cases or fewer; looking often sees one more often.
 * Null where either window has no value or no interval.
 */
export function trendOf(metric: MetricDefinition, before: Window, now: Window): Trend | null {
  const difference = differenceInterval(evaluate(metric, before), evaluate(metric, now));
  if (!difference) return null;
  if (difference.low > 0) return "rising";
  return difference.high < 0 ? "falling" : "stable";
}

/** 95 % interval of `now - before`. */
export function differenceInterval(
  before: Measure,
  now: Measure,
): { readonly low: number; readonly high: number } | null {
  if (before.value === null || now.value === null) return null;
  if ([before, now].some(({ low, high }) => low === null && high === null)) return null;
  const difference = now.value - before.value;
  const down = Math.hypot(now.value - (now.low ?? -Infinity), (before.high ?? Infinity) - before.value);
  const up = Math.hypot((now.high ?? Infinity) - now.value, before.value - (before.low ?? -Infinity));
  return { low: difference - down, high: difference + up };
}
