import { HOUR_MS } from "../time.ts";
import { gaugeCoverage, gaugeOf } from "./gauges.ts";
import { Z_95, type Interval } from "./interval.ts";
import type { Finding } from "./rates.ts";
import { mergeWindows, type Window } from "./window.ts";

export type Point = { readonly at: number; readonly value: number };
/** `slope` per unit of `at`; null with fewer than two points at different times. */
export type Slope = Interval & { readonly slope: number | null };

/** All pairs of all series together; above it, neighbouring points are averaged first. */
const MOST_PAIRS = 60_000;

/**
 * Theil-Sen: the median of the slopes of all pairs of points, with Sen's 95 % interval (1968). Several series are paired
 * each within itself, so that a difference in level between them is no slope. Takes the points' errors as independent.
 */
export function theilSen(seriesList: readonly (readonly Point[])[]): Slope {
  const series = thinned(seriesList);
  const slopes: number[] = [];
  let variance = 0;
  for (const points of series) {
    const n = points.length;
    variance += (n * (n - 1) * (2 * n + 5)) / 18;
    points.forEach((a, i) => {
      for (const b of points.slice(i + 1)) if (b.at !== a.at) slopes.push((b.value - a.value) / (b.at - a.at));
    });
  }
  const sorted = Float64Array.from(slopes).sort();
  const reach = Z_95 * Math.sqrt(variance);
  return {
    slope:
      sorted.length === 0
        ? null
        : (at(sorted, Math.floor((sorted.length - 1) / 2)) + at(sorted, Math.ceil((sorted.length - 1) / 2))) / 2,
    low: sorted[Math.floor((sorted.length - reach) / 2) - 1] ?? null,
    high: sorted[Math.ceil((sorted.length + reach) / 2)] ?? null,
  };
}

function at(sorted: Float64Array, i: number): number {
  return sorted[i] as number;
}

function thinned(seriesList: readonly (readonly Point[])[]): readonly (readonly Point[])[] {
  const pairs = seriesList.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const block = Math.ceil(Math.sqrt(pairs / MOST_PAIRS));
  return block <= 1 ? seriesList : seriesList.map((points) => blockMeans(points, block));
}

function blockMeans(points: readonly Point[], block: number): Point[] {
  return Array.from({ length: Math.ceil(points.length / block) }, (_, i) => {
    const part = points.slice(i * block, (i + 1) * block);
    const mean = (of: (point: Point) => number): number =>
      part.reduce((sum, point) => sum + of(point), 0) / part.length;
    return { at: mean((point) => point.at), value: mean((point) => point.value) };
  });
}

/** Slope of a gauge per hour over the windows' means (one-minute windows, by the plan), each target against itself; n = means. */
export function gaugeSlope(windows: readonly Window[], gauge: string): Finding {
  const whole = mergeWindows(windows);
  const series = whole.targets.map(({ target }) => meansOf(windows, target.id, gauge));
  const { slope, low, high } = theilSen(series);
  const n = series.reduce((sum, points) => sum + points.length, 0);
  return { value: slope, low, high, n, coverage: gaugeCoverage(whole, [gauge]) };
}

function meansOf(windows: readonly Window[], targetId: string, gauge: string): Point[] {
  return windows.flatMap(({ range, targets }) => {
    const target = targets.find((one) => one.target.id === targetId);
    const sum = target ? gaugeOf(target, gauge) : null;
    return sum ? [{ at: (range.from + range.to) / 2 / HOUR_MS, value: sum.sum / sum.n }] : [];
  });
}
