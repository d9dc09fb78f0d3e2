import { describe, expect, test } from "vitest";
import { aWindow, FIVE_MINUTES, latencies, measured, T0 } from "#testing/a-window";
import { TICK_MS } from "../time.ts";
import { coverageOf } from "./coverage.ts";
import { countInterval, rateInterval } from "./interval.ts";
import { availability, errorRate, latencyQuantile, requestRate } from "./rates.ts";

describe("coverage", () => {
  const ticks = (window: ReturnType<typeof aWindow>): number =>
    coverageOf(window, window.targets, ({ sum }) => sum.ticks);

  test("is target-ticks measured of those expected, over all targets", () => {
    expect(ticks(aWindow([measured({ id: "a" }), measured({ id: "b" }, { ticks: 30 })]))).toBe(0.75);
    expect(ticks(aWindow([measured({ id: "a" }, { ticks: 57 })]))).toBe(0.95);
    expect(ticks(aWindow([measured({ id: "a" }, { ticks: 0 })]))).toBe(0);
  });

  test("is 0 where nothing is expected, and never more than all", () => {
    expect(ticks(aWindow([]))).toBe(0);
    expect(ticks(aWindow([measured({}, { ticks: 0 })], { from: T0, to: T0 }))).toBe(0);
    expect(ticks(aWindow([measured({}, { ticks: 61 })]))).toBe(1);
  });
});

describe("the error rate", () => {
  const window = aWindow([
    measured({ id: "a" }, { requests: 900, errors: 9 }),
    measured({ id: "b" }, { requests: 100, errors: 11, ticks: 30 }),
    measured({ id: "probe", kind: "http" }, { requests: 60, errors: 60 }),
  ]);

  test("pools counts: a busy target weighs as much as it served, and is never an average of rates", () => {
    expect(errorRate(window, "traffic")).toEqual({ value: 0.02, ...rateInterval(20, 1_000), n: 1_000, coverage: 0.75 });
  });

  test("never mixes probes with traffic", () => {
    expect(errorRate(window, "probe")).toMatchObject({ value: 1, n: 60, coverage: 1 });
  });

  test("has no value without requests, however well they were measured", () => {
    const silent = aWindow([measured({ id: "a" })]);
    expect(errorRate(silent, "traffic")).toEqual({ value: null, low: null, high: null, n: 0, coverage: 1 });
    expect(errorRate(silent, "probe")).toEqual({ value: null, low: null, high: null, n: 0, coverage: 0 });
  });
});

describe("availability", () => {
  test("is available of measured target-ticks over the critical targets; an unmeasured tick is neither", () => {
    const window = aWindow([
      measured({ id: "a", kind: "http" }, { upKnown: 60, upTicks: 59 }),
      measured({ id: "b", kind: "tcp" }, { ticks: 40, upKnown: 40, upTicks: 40 }),
      measured({ id: "c", kind: "http", critical: false }, { upKnown: 60, upTicks: 0 }),
    ]);
    expect(availability(window)).toEqual({ value: 0.99, ...rateInterval(99, 100), n: 100, coverage: 100 / 120 });
  });

  test("does not ask a critical target that reports traffic and never says whether it is up", () => {
    const probe = measured({ id: "a", kind: "http" }, { upKnown: 60, upTicks: 60 });
    const quiet = measured({ id: "b" }, { upKnown: 0 });
    const saying = measured({ id: "c" }, { upKnown: 30, upTicks: 0 });
    const silent = measured({ id: "d" }, { ticks: 0 });
    expect(availability(aWindow([probe, quiet]))).toMatchObject({ value: 1, coverage: 1 });
    expect(availability(aWindow([probe, saying]))).toMatchObject({ value: 60 / 90, coverage: 0.75 });
    expect(availability(aWindow([probe, silent]))).toMatchObject({ value: 1, coverage: 0.5 });
  });

  test("has no value without a critical target", () => {
    const window = aWindow([measured({ id: "a", kind: "http", critical: false }, { upKnown: 60, upTicks: 60 })]);
    expect(availability(window)).toEqual({ value: null, low: null, high: null, n: 0, coverage: 0 });
  });
});

describe("a latency quantile", () => {
  test("is taken of all requests together, and is no average of the targets' quantiles", () => {
    const fast = Array.from({ length: 9_900 }, (_, i) => 10 + i / 1_000);
    const slow = Array.from({ length: 100 }, () => 500);
    const window = aWindow([measured({ id: "a" }, latencies(fast)), measured({ id: "b" }, latencies(slow))]);
    const found = latencyQuantile(window, { source: "traffic", quantile: 0.5 });
    expect(found.n).toBe(10_000);
    expect(Math.abs((found.value ?? NaN) / 15 - 1)).toBeLessThan(0.01);
    expect(found.low).toBeLessThanOrEqual(found.value ?? NaN);
    expect(found.high).toBeGreaterThanOrEqual(found.value ?? NaN);
    expect(latencyQuantile(window, { source: "traffic", quantile: 0.995 }).value).toBeCloseTo(500, -1);
  });

  test("may be of targets of one kind only", () => {
    const window = aWindow([
      measured({ id: "a", kind: "http" }, latencies([900])),
      measured({ id: "b", kind: "postgres" }, latencies([5])),
    ]);
    const found = latencyQuantile(window, { source: "probe", quantile: 0.99, targets: "postgres" });
    expect(found).toMatchObject({ value: 5, n: 1 });
    expect(latencyQuantile(window, { source: "probe", quantile: 0.99, targets: "redis" }).value).toBeNull();
  });

  test("has no value where no request was answered, and reads its own source only", () => {
    const window = aWindow([measured({ id: "a" }, latencies([5]))]);
    expect(latencyQuantile(window, { source: "probe", quantile: 0.99 })).toEqual({
      value: null,
      low: null,
      high: null,
      n: 0,
      coverage: 0,
    });
    expect(latencyQuantile(window, { source: "traffic", quantile: 0.99 })).toEqual({
      value: 5,
      low: 5,
      high: null,
      n: 1,
      coverage: 1,
    });
  });
});

describe("the request rate", () => {
  test("adds up each target's rate over the ticks it was measured: a gap is no pause", () => {
    const window = aWindow([
      measured({ id: "a" }, { requests: 3_000 }),
      measured({ id: "b" }, { requests: 1_500, ticks: 30 }),
      measured({ id: "c" }, { requests: 0, ticks: 0 }),
    ]);
    // 3,000 in 300 s and 1,500 in 150 s.
    const found = requestRate(window, "traffic", "second");
    expect(found).toMatchObject({ value: 20, n: 4_500, coverage: 0.5 });
    expect(found.low).toBeCloseTo((20 * countInterval(4_500).low) / 4_500, 12);
    expect(found.high).toBeCloseTo((20 * countInterval(4_500).high) / 4_500, 12);
    expect(requestRate(window, "traffic", "minute").value).toBe(1_200);
  });

  test("is 0 where targets were measured and none came, and has no value where none was measured", () => {
    expect(requestRate(aWindow([measured({})]), "traffic", "second")).toMatchObject({ value: 0, n: 0, coverage: 1 });
    const unmeasured = aWindow([measured({}, { ticks: 0 })]);
    expect(requestRate(unmeasured, "traffic", "second")).toMatchObject({ value: null, n: 0, coverage: 0 });
  });

  test("of probes has no interval: it is set, not found", () => {
    const window = aWindow([measured({ id: "p", kind: "http" }, { requests: 60 })]);
    expect(FIVE_MINUTES.to - FIVE_MINUTES.from).toBe(60 * TICK_MS);
    expect(requestRate(window, "probe", "minute")).toEqual({ value: 12, low: null, high: null, n: 60, coverage: 1 });
  });
});
