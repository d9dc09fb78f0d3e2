import { describe, expect, test } from "vitest";
import { aMetric, aSample, aWindow, latencies, measured } from "#testing/a-window";
import { segmentVariance, type SegmentVariance } from "./segment-variance.ts";
import type { MetricDefinition } from "./metric.ts";
import { sumOf, type TargetWindow, type WindowSum } from "./window.ts";

const SEGMENTS = ["a", "b", "c"];
const errorRate = aMetric({ kind: "error_rate", source: "traffic" });
const p99 = aMetric({ kind: "latency_quantile", source: "traffic", quantile: 0.99 }, "ms");
const load = aMetric({ kind: "request_rate", source: "traffic", per: "second" }, "req/s");

const inSegment = (segment: string | null, sum: Partial<WindowSum>): TargetWindow =>
  measured({ id: `in-${segment}`, segment }, sum);

function variance(metric: MetricDefinition, targets: readonly TargetWindow[], minimumN = 100): SegmentVariance {
  return segmentVariance(aWindow(targets), { metric, name: "variance", segments: SEGMENTS, minimumN });
}

/** To twelve decimals. */
function deviations({ cells }: SegmentVariance): (number | null)[] {
  return cells.map(({ deviation }) => deviation && Math.round(deviation * 1e12) / 1e12);
}

describe("segment variance of a rate", () => {
  // 10, 20 and 120 errors of 1,000, 1,000 and 3,000: 1 %, 2 %, 4 %; pooled 150 of 5,000, 3 %.
  const targets = [
    inSegment("a", { requests: 1_000, errors: 10 }),
    inSegment("b", { requests: 1_000, errors: 20 }),
    inSegment("c", { requests: 3_000, errors: 120 }),
  ];

  test("is the largest distance from the pooled rate in percentage points, and names the segment", () => {
    const found = variance(errorRate, targets);
    expect(found.pooled).toMatchObject({ value: 0.03, n: 5_000 });
    expect(deviations(found)).toEqual([0.02, 0.01, 0.01]);
    expect(found.worst).toBe("a");
    expect(found.measure).toMatchObject({ metric: "variance", n: 5_000, coverage: 1, low: null, high: null });
    expect(found.measure.value).toBeCloseTo(0.02, 12);
  });

  test("is bent by no target without a segment, nor by one of a segment that the plan does not have", () => {
    const strangers = [null, "z"].map((id) => inSegment(id, { requests: 90_000, errors: 90_000 }));
    expect(variance(errorRate, [...targets, ...strangers])).toEqual(variance(errorRate, targets));
  });

  test("greys a segment below the minimum n, and never names it the worst", () => {
    const thin = [...targets.slice(1), inSegment("a", { requests: 99, errors: 99 })];
    const found = variance(errorRate, thin);
    expect(found.cells.map(({ enough }) => enough)).toEqual([false, true, true]);
    expect(found.cells[0]).toMatchObject({ deviation: null, measure: { value: 1, n: 99 } });
    expect(found.worst).toBe("b");
    expect(variance(errorRate, thin, 99).worst).toBe("a");
  });

  test("does not exist with fewer than two segments to compare", () => {
    for (const some of [[], targets.slice(0, 1), [...targets.slice(0, 1), inSegment("b", { requests: 5 })]]) {
      const found = variance(errorRate, some);
      expect(found).toMatchObject({ worst: null, measure: { value: null } });
      expect(found.cells).toHaveLength(3);
    }
  });

  test("of no error anywhere is 0, for points need no division", () => {
    const clean = SEGMENTS.map((id) => inSegment(id, { requests: 1_000 }));
    expect(variance(errorRate, clean).measure.value).toBe(0);
  });
});

describe("segment variance of anything else", () => {
  test("is the largest distance relative to the pooled value: P99 from the merged sketch", () => {
    const steady = (ms: number): Partial<WindowSum> => latencies(Array<number>(1_000).fill(ms));
    const found = variance(p99, [inSegment("a", steady(40)), inSegment("b", steady(50)), inSegment("c", steady(50))]);
    const pooled = found.pooled.value ?? NaN;
    expect(Math.abs(pooled / 50 - 1)).toBeLessThan(0.01);
    expect(deviations(found)[0]).toBeCloseTo((pooled - 40) / pooled, 12);
    // A sketch's 1 %, once in the segment and once in the pooled value.
    expect(Math.abs((found.measure.value ?? NaN) - 0.2)).toBeLessThan(0.02);
    expect(found).toMatchObject({ worst: "a", measure: { n: 3_000 } });
  });

  test("of the request rate holds each segment against their mean, for rates add up", () => {
    const found = variance(load, [
      inSegment("a", { requests: 3_000 }),
      inSegment("b", { requests: 2_700 }),
      inSegment("c", { requests: 3_300 }),
    ]);
    // 10, 9 and 11 a second.
    expect(found.pooled.value).toBe(30);
    expect(deviations(found)).toEqual([0, 0.1, 0.1]);
  });

  test("is relative to the size of a pooled value below zero, and does not exist for a pooled 0", () => {
    const metric = aMetric({ kind: "gauge", gauge: "g", aggregate: "mean" }, "score");
    const reading = (segment: string, g: number): TargetWindow =>
      inSegment(segment, sumOf([aSample({ gauges: { g } })]));
    const below = variance(metric, [reading("a", -30), reading("b", -10)], 1);
    expect(below.measure.value).toBeCloseTo(0.5, 12);
    expect(variance(metric, [reading("a", -10), reading("b", 10)], 1).measure.value).toBeNull();
  });
});
