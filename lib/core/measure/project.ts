import type { EpochMs } from "../time.ts";
import { EMPTY_SKETCH, type Sketch } from "./sketch.ts";
import { mergeSums, type GaugeSum, type Window, type WindowSum } from "./window.ts";

/**
 * What a window that is still running will hold at `end` if the rest runs as `recent` did:
 *
 *     projected = so far + recent * (end - now) / length of recent
 *
 * counts and sketches each scaled and merged, so that the same evaluator judges it: the straight line into the future of
 * Google's SRE Workbook, chapter 5 (burn rate). Unmeasured time stays unmeasured, in the same share. Events are rounded to whole
 * ones. An end that has passed, or a recent window without length, leaves the window as it is.
 */
export function projectWindow(soFar: Window, recent: Window, end: EpochMs): Window {
  const [left, length] = [end - soFar.range.to, recent.range.to - recent.range.from];
  if (left <= 0 || length <= 0) return soFar;
  const factor = left / length;
  const rest = new Map(recent.targets.map(({ target, sum }) => [target.id, scaleSum(sum, factor)]));
  return {
    range: { from: soFar.range.from, to: end },
    targets: soFar.targets.map(({ target, sum }) => {
      const more = rest.get(target.id);
      return { target, sum: more ? mergeSums(sum, more) : sum };
    }),
  };
}

function scaleSum(sum: WindowSum, factor: number): WindowSum {
  const times = (count: number): number => Math.round(count * factor);
  return {
    ticks: times(sum.ticks),
    upKnown: times(sum.upKnown),
    upTicks: times(sum.upTicks),
    requests: times(sum.requests),
    errors: times(sum.errors),
    latency: scaleSketch(sum.latency, times),
    gauges: Object.fromEntries(Object.entries(sum.gauges).flatMap(([name, one]) => scaleGauge(name, one, factor))),
  };
}

function scaleGauge(name: string, gauge: GaugeSum, factor: number): readonly (readonly [string, GaugeSum])[] {
  const n = Math.round(gauge.n * factor);
  return n === 0 ? [] : [[name, { ...gauge, n, sum: (gauge.sum * n) / gauge.n }]];
}

function scaleSketch(sketch: Sketch, times: (count: number) => number): Sketch {
  const zeros = times(sketch.zeros);
  const kept = sketch.keys.flatMap((key, i) => {
    const count = times(sketch.counts[i] ?? 0);
    return count === 0 ? [] : [{ key, count }];
  });
  const count = kept.reduce((sum, bin) => sum + bin.count, zeros);
  if (count === 0) return EMPTY_SKETCH;
  const sum = (sketch.sum * count) / sketch.count;
  return { ...sketch, count, sum, zeros, keys: kept.map(({ key }) => key), counts: kept.map((bin) => bin.count) };
}
