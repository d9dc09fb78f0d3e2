import { MINUTE_MS, TICK_MS } from "../time.ts";
import { sourceOf } from "../target.ts";
import { coverageOf } from "./coverage.ts";
import type { MetricFormula } from "./metric.ts";
import { ratio, type Finding } from "./rates.ts";
import type { GaugeSum, TargetWindow, Window } from "./window.ts";

type GaugeFormula = Extract<MetricFormula, { kind: "gauge" }>;
type ShareFormula = Extract<MetricFormula, { kind: "gauge_share" }>;
type Reading = { readonly target: TargetWindow; readonly gauge: GaugeSum };

/** Up to so many ticks behind the newest, a target's last reading still counts as current. */
const FRESH_TICKS = 2;

/** A target's readings of one gauge; null where it gave none. */
export function gaugeOf({ sum }: TargetWindow, name: string): GaugeSum | null {
  return Object.hasOwn(sum.gauges, name) ? (sum.gauges[name] ?? null) : null;
}

/**
 * Targets that give all the named gauges, and those that report traffic but sent nothing at all: a silent target may have
 * had readings, so it lowers coverage instead of dropping out of sight.
 */
export function gaugeTargets(window: Window, names: readonly string[]): readonly TargetWindow[] {
  const giving = window.targets.filter((target) => names.every((name) => gaugeOf(target, name)));
  if (giving.length === 0) return [];
  const silent = window.targets.filter(({ target, sum }) => sum.ticks === 0 && sourceOf(target.kind) === "traffic");
  return [...giving, ...silent];
}

export function gaugeCoverage(window: Window, names: readonly string[]): number {
  const readings = (target: TargetWindow): number => Math.min(...names.map((name) => gaugeOf(target, name)?.n ?? 0));
  return coverageOf(window, gaugeTargets(window, names), readings);
}

/** A gauge over all targets that give it, in the gauge's own unit; n = readings; no interval. */
export function gauge(window: Window, formula: GaugeFormula): Finding {
  const readings = window.targets.flatMap((target): Reading[] => {
    const of = gaugeOf(target, formula.gauge);
    return of ? [{ target, gauge: of }] : [];
  });
  const n = readings.reduce((sum, reading) => sum + reading.gauge.n, 0);
  const value =
    n === 0
      ? null
      : aggregate(
          readings.map((reading) => reading.gauge),
          formula.aggregate,
        );
  return { value, low: null, high: null, n, coverage: gaugeCoverage(window, [formula.gauge]) };
}

function aggregate(gauges: readonly GaugeSum[], how: GaugeFormula["aggregate"]): number {
  const total = (of: (gauge: GaugeSum) => number): number => gauges.reduce((sum, one) => sum + of(one), 0);
  switch (how) {
    case "mean":
      return total((one) => one.sum) / total((one) => one.n);
    case "total":
      return total((one) => one.sum / one.n);
    case "sum":
      return total((one) => one.sum);
    case "per_minute":
      return total((one) => (one.sum * MINUTE_MS) / (one.n * TICK_MS));
    case "max":
      return Math.max(...gauges.map((one) => one.max));
    case "last":
      return lastOf(gauges);
    default:
      return how satisfies never;
  }
}

/** The targets' last readings added up, without those of targets that fell silent before the newest reading. */
function lastOf(gauges: readonly GaugeSum[]): number {
  const newest = Math.max(...gauges.map((one) => one.lastTick));
  return gauges.filter((one) => one.lastTick >= newest - FRESH_TICKS).reduce((sum, one) => sum + one.last, 0);
}

/**
 * Sum of one gauge / sum of all gauges of `whole`, as a fraction, over the targets that give every one of them.
 * With an interval where the gauges are counts (whole numbers); n = their sum, else the number of readings.
 */
export function gaugeShare(window: Window, formula: ShareFormula): Finding {
  const names = [...new Set([formula.part, ...formula.whole])];
  const giving = window.targets.filter((target) => names.every((name) => gaugeOf(target, name)));
  const sumOfGauge = (name: string): number =>
    giving.reduce((sum, target) => sum + (gaugeOf(target, name)?.sum ?? 0), 0);
  const part = sumOfGauge(formula.part);
  const whole = formula.whole.reduce((sum, name) => sum + sumOfGauge(name), 0);
  const coverage = gaugeCoverage(window, names);
  const counts = Number.isSafeInteger(part) && Number.isSafeInteger(whole) && part >= 0 && part <= whole;
  if (counts) return ratio(part, whole, coverage);
  const n = giving.reduce((sum, target) => sum + (gaugeOf(target, formula.part)?.n ?? 0), 0);
  return { value: whole === 0 ? null : part / whole, low: null, high: null, n, coverage };
}
