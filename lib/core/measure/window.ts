import type { Range, Tick } from "../time.ts";
import type { Target } from "../target.ts";
import type { Sample } from "./sample.ts";
import { EMPTY_SKETCH, mergeAllSketches, type Sketch } from "./sketch.ts";

/** Readings of one gauge, mergeable in any order. `last` adds up where two targets read the same tick. */
export type GaugeSum = {
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
  readonly lastTick: Tick;
};

/** Merged samples: a commutative monoid under `mergeSums`, with `EMPTY_SUM` as identity. */
export type WindowSum = {
  /** Target-ticks with a sample. */
  readonly ticks: number;
  /** Target-ticks that say whether the target was available, and those that say it was. */
  readonly upKnown: number;
  readonly upTicks: number;
  readonly requests: number;
  readonly errors: number;
  readonly latency: Sketch;
  readonly gauges: Readonly<Record<string, GaugeSum>>;
};

/** One target's samples merged over a range. */
export type TargetWindow = { readonly target: Target; readonly sum: WindowSum };

/** What a metric is computed from: every target's window over one range, unmeasured targets included. */
export type Window = { readonly range: Range; readonly targets: readonly TargetWindow[] };

export const EMPTY_SUM: WindowSum = {
  ticks: 0,
  upKnown: 0,
  upTicks: 0,
  requests: 0,
  errors: 0,
  latency: EMPTY_SKETCH,
  gauges: {},
};

/** `sum` with one more sample in it. */
export function addSample(sum: WindowSum, sample: Sample): WindowSum {
  return mergeSums(sum, sumOfOne(sample));
}

/** All samples merged; each target and tick at most once, by the contract of `Sample`. */
export function sumOf(samples: readonly Sample[]): WindowSum {
  return mergeAllSums(samples.map(sumOfOne));
}

function sumOfOne(sample: Sample): WindowSum {
  return {
    ticks: 1,
    upKnown: sample.up === null ? 0 : 1,
    upTicks: sample.up === true ? 1 : 0,
    requests: sample.requests,
    errors: sample.errors,
    latency: sample.latency ?? EMPTY_SKETCH,
    gauges: gaugesOfOne(sample),
  };
}

function gaugesOfOne({ gauges, tick }: Sample): Record<string, GaugeSum> {
  const sums: Record<string, GaugeSum> = {};
  for (const name in gauges) {
    const value = gauges[name] as number;
    sums[name] = { n: 1, sum: value, min: value, max: value, last: value, lastTick: tick };
  }
  return sums;
}

/** Both sums' samples together. Order and grouping do not matter (floating sums: but for rounding). */
export function mergeSums(a: WindowSum, b: WindowSum): WindowSum {
  if (a.ticks === 0) return b;
  if (b.ticks === 0) return a;
  return mergeAllSums([a, b]);
}

/** `mergeSums` over a list in one pass. */
export function mergeAllSums(list: readonly WindowSum[]): WindowSum {
  if (list.length < 2) return list[0] ?? EMPTY_SUM;
  let [ticks, upKnown, upTicks, requests, errors] = [0, 0, 0, 0, 0];
  const gauges: Record<string, GaugeSum> = {};
  for (const sum of list) {
    ticks += sum.ticks;
    upKnown += sum.upKnown;
    upTicks += sum.upTicks;
    requests += sum.requests;
    errors += sum.errors;
    for (const name in sum.gauges) {
      const gauge = sum.gauges[name] as GaugeSum;
      gauges[name] = Object.hasOwn(gauges, name) ? mergeGauges(gauges[name] as GaugeSum, gauge) : gauge;
    }
  }
  return {
    ticks,
    upKnown,
    upTicks,
    requests: Math.min(Number.MAX_SAFE_INTEGER, requests),
    errors: Math.min(Number.MAX_SAFE_INTEGER, errors),
    latency: mergeAllSketches(list.map((sum) => sum.latency)),
    gauges,
  };
}

function mergeGauges(a: GaugeSum, b: GaugeSum): GaugeSum {
  const [older, newer] = a.lastTick <= b.lastTick ? [a, b] : [b, a];
  return {
    n: a.n + b.n,
    sum: finite(a.sum + b.sum),
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    last: older.lastTick === newer.lastTick ? finite(a.last + b.last) : newer.last,
    lastTick: newer.lastTick,
  };
}

/** Nothing that a sum can become may fail to be stored. */
function finite(value: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, value));
}

/** Consecutive windows as one: each target's sums merged, the range from the earliest to the latest. Empty lists throw. */
export function mergeWindows(windows: readonly Window[]): Window {
  const byTarget = new Map<string, { target: Target; sums: WindowSum[] }>();
  let [from, to] = [Infinity, -Infinity];
  for (const window of windows) {
    from = Math.min(from, window.range.from);
    to = Math.max(to, window.range.to);
    for (const { target, sum } of window.targets) {
      const known = byTarget.get(target.id) ?? { target, sums: [] };
      known.sums.push(sum);
      byTarget.set(target.id, known);
    }
  }
  if (windows.length === 0) throw new RangeError("there is no window to merge");
  return {
    range: { from, to },
    targets: [...byTarget.values()].map(({ target, sums }) => ({ target, sum: mergeAllSums(sums) })),
  };
}
