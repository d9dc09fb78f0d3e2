import { describe, expect, test } from "vitest";
import { aMetric, aSample, aWindow, FIVE_MINUTES, latencies, measured, T0 } from "#testing/a-window";
import { MINUTE_MS } from "../time.ts";
import { evaluate, evaluateSeries, givenMeasure, peak } from "./evaluate.ts";
import { rateInterval } from "./interval.ts";
import type { MetricFormula, Unit } from "./metric.ts";
import { mergeWindows, sumOf, type Window, type WindowSum } from "./window.ts";

const { gauges } = sumOf([aSample({ gauges: { cpu: 40, hits: 9, misses: 1 } })]);
const window = aWindow([
  measured({ id: "web" }, { requests: 600, errors: 6, gauges, ...latencies([10, 20, 30]) }),
  measured({ id: "probe", kind: "http" }, { requests: 60, errors: 3, upKnown: 60, upTicks: 57, ...latencies([7]) }),
]);

describe("a metric over one window", () => {
  test.each<readonly [MetricFormula, Unit, number | null, number]>([
    [{ kind: "error_rate", source: "traffic" }, "%", 0.01, 600],
    [{ kind: "error_rate", source: "probe" }, "%", 0.05, 60],
    [{ kind: "latency_quantile", source: "traffic", quantile: 0.99 }, "ms", 20, 3],
    [{ kind: "latency_quantile", source: "probe", quantile: 0.5 }, "ms", 7, 1],
    [{ kind: "availability" }, "%", 0.95, 60],
    [{ kind: "request_rate", source: "traffic", per: "second" }, "req/s", 2, 600],
    [{ kind: "request_rate", source: "traffic", per: "minute" }, "req/min", 120, 600],
    [{ kind: "gauge_share", part: "hits", whole: ["hits", "misses"] }, "%", 0.9, 10],
    [{ kind: "gauge", gauge: "cpu", aggregate: "mean" }, "%", 0.4, 1],
    [{ kind: "gauge", gauge: "cpu", aggregate: "max" }, "score", 40, 1],
    [{ kind: "gauge_slope", gauge: "cpu", per: "hour" }, "MB/h", null, 0],
    [{ kind: "count", of: "incidents" }, "count", null, 0],
    [{ kind: "manual" }, "%", null, 0],
    [{ kind: "segment_variance", of: "error_rate" }, "pp", null, 0],
  ])("%j in %s is %d, in base form, of %d", (...[formula, unit, value, n]) => {
    const measure = evaluate(aMetric(formula, unit), window);
    expect(measure).toMatchObject({ metric: "metric", range: FIVE_MINUTES, n });
    if (value === null) expect(measure).toMatchObject({ value, low: null, high: null, coverage: 0 });
    else expect(Math.abs((measure.value ?? NaN) / value - 1)).toBeLessThan(0.01);
  });

  test("carries the interval and the coverage of its formula", () => {
    expect(evaluate(aMetric({ kind: "availability" }), window)).toEqual({
      metric: "metric",
      range: FIVE_MINUTES,
      value: 0.95,
      ...rateInterval(57, 60),
      n: 60,
      // Web reports traffic only and is not asked.
      coverage: 1,
    });
  });
});

/** One-minute windows of one target. */
function minutes(sums: readonly Partial<WindowSum>[]): Window[] {
  return sums.map((sum, i) =>
    aWindow([measured({}, { ticks: 12, ...sum })], { from: T0 + i * MINUTE_MS, to: T0 + (i + 1) * MINUTE_MS }),
  );
}

describe("a metric over consecutive windows", () => {
  const errorRate = aMetric({ kind: "error_rate", source: "traffic" });

  test("is the metric of all of them merged, and no average of theirs", () => {
    const windows = minutes([
      { requests: 10, errors: 5 },
      { requests: 990, errors: 5 },
    ]);
    expect(evaluateSeries(errorRate, windows)).toEqual(evaluate(errorRate, mergeWindows(windows)));
    expect(evaluateSeries(errorRate, windows).value).toBe(0.01);
  });

  test("is a slope per hour for a slope, in base form", () => {
    const windows = minutes([0, 1, 2, 3, 4, 5].map((i) => sumOf([aSample({ tick: 12 * i, gauges: { g: 50 + i } })])));
    const found = (unit: Unit): number | null =>
      evaluateSeries(aMetric({ kind: "gauge_slope", gauge: "g", per: "hour" }, unit), windows).value;
    expect(found("MB/h")).toBeCloseTo(60, 6);
    expect(found("%")).toBeCloseTo(0.6, 8);
  });
});

describe("a peak", () => {
  const load = aMetric({ kind: "request_rate", source: "traffic", per: "minute" }, "req/min");

  test("is the largest window and when it was; the first of equals, and never one without data", () => {
    const windows = minutes([{ requests: 5 }, { requests: 60 }, { ticks: 0 }, { requests: 60 }, { requests: 7 }]);
    expect(peak(load, windows)).toEqual({ value: 60, range: { from: T0 + MINUTE_MS, to: T0 + 2 * MINUTE_MS } });
  });

  test("can be below zero, and does not exist without data", () => {
    const gauge = aMetric({ kind: "gauge", gauge: "g", aggregate: "mean" }, "score");
    const windows = minutes([-9, -3].map((g) => sumOf([aSample({ gauges: { g } })])));
    expect(peak(gauge, windows)?.value).toBe(-3);
    expect([peak(load, minutes([{ ticks: 0 }])), peak(load, [])]).toEqual([null, null]);
  });
});

describe("a figure given by a person", () => {
  const impact = aMetric({ kind: "manual" });

  test("is held in base form, at a moment or over a range, as one full reading without an interval", () => {
    expect(givenMeasure(impact, 5.8, T0)).toEqual({
      metric: "metric",
      range: { from: T0, to: T0 },
      value: 0.058,
      low: null,
      high: null,
      n: 1,
      coverage: 1,
    });
    expect(givenMeasure(impact, -3, FIVE_MINUTES)).toMatchObject({ value: -0.03, range: FIVE_MINUTES });
    expect(givenMeasure(aMetric({ kind: "manual" }, "USD"), 1_200, T0).value).toBe(1_200);
  });

  test("that nobody gave is no data, and not zero", () => {
    expect(givenMeasure(impact, null, T0)).toMatchObject({ value: null, n: 0, coverage: 0 });
    expect(givenMeasure(impact, 0, T0)).toMatchObject({ value: 0, n: 1, coverage: 1 });
  });
});
