import { describe, expect, test } from "vitest";
import { aMetric, aWindow, latencies, measured } from "#testing/a-window";
import { chance, drawBinomial, drawExponential, drawPoisson, type Chance } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import type { MetricDefinition } from "./metric.ts";
import { differenceInterval, trendOf, type Trend } from "./trend.ts";
import type { Measure } from "./verdict.ts";
import type { Window, WindowSum } from "./window.ts";

const errorRate = aMetric({ kind: "error_rate", source: "traffic" });
const p99 = aMetric({ kind: "latency_quantile", source: "traffic", quantile: 0.99 }, "ms");
const load = aMetric({ kind: "request_rate", source: "traffic", per: "second" }, "req/s");
const of = (sum: Partial<WindowSum>): Window => aWindow([measured({}, sum)]);

type Draw = (next: Chance, size: number) => Partial<WindowSum>;

const errors: Draw = (next, rate) => ({ requests: 5_000, errors: drawBinomial(next, 5_000, rate) });
const answers: Draw = (next, mean) => latencies(Array.from({ length: 1_000 }, () => 10 + mean * drawExponential(next)));
const requests: Draw = (next, mean) => ({ requests: drawPoisson(next, mean) });

/** How often each trend is seen from one size to another. */
function seen(metric: MetricDefinition, draw: Draw, [before, now]: readonly [number, number]): Record<Trend, number> {
  const next = chance(testSeed());
  const trials = draw === answers ? 600 : 2_000;
  const shares = { stable: 0, rising: 0, falling: 0 };
  for (let i = 0; i < trials; i++)
    shares[trendOf(metric, of(draw(next, before)), of(draw(next, now))) ?? "stable"] += 1 / trials;
  return shares;
}

describe("a trend", () => {
  // The stated 5 % and five standard errors of the trials.
  test.each([
    ["an error rate of 0.05 %", errorRate, errors, 0.0005, 0.05 + 0.025],
    ["an error rate of 2 %", errorRate, errors, 0.02, 0.05 + 0.025],
    ["a P99 of 56 ms", p99, answers, 10, 0.05 + 0.045],
    ["20 requests in a window", load, requests, 20, 0.05 + 0.025],
    ["1,000 requests in a window", load, requests, 1_000, 0.05 + 0.025],
  ] as const)("of %s that stays as it is reads stable in 95 % of cases", (...[, metric, draw, size, most]) => {
    const { rising, falling } = seen(metric, draw, [size, size]);
    expect(rising + falling).toBeLessThan(most);
  });

  test.each([
    ["an error rate that doubles from 1 %", errorRate, errors, [0.01, 0.02]],
    ["a P99 that doubles", p99, answers, [10, 20]],
    ["a load that grows by a fifth", load, requests, [1_000, 1_200]],
  ] as const)("of %s is rising, and falling on the way back, in 95 % of cases", (...[, metric, draw, [low, high]]) => {
    expect(seen(metric, draw, [low, high]).rising).toBeGreaterThan(0.95);
    expect(seen(metric, draw, [high, low]).falling).toBeGreaterThan(0.95);
  });

  test("is not told where a window has no value, or the metric no interval", () => {
    const some = of({ requests: 100, errors: 1 });
    expect(trendOf(errorRate, of({}), some)).toBeNull();
    expect(trendOf(errorRate, some, of({}))).toBeNull();
    const gauge = aMetric({ kind: "gauge", gauge: "g", aggregate: "mean" }, "score");
    const reading = { g: { n: 1, sum: 1, min: 1, max: 1, last: 1, lastTick: 0 } };
    expect(trendOf(gauge, of({ gauges: reading }), of({ gauges: reading }))).toBeNull();
  });
});

describe("the interval of a difference", () => {
  const measure = (value: number, low: number | null, high: number | null): Measure => {
    return { metric: "metric", range: { from: 0, to: 1 }, value, low, high, n: 1, coverage: 1 };
  };

  // Newcombe, "Interval estimation for the difference between independent proportions", 1998, table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 20, 0.6791, 1],
  ])("of %d / %d and %d / %d is the one in Newcombe's table", (...[a, m, b, n, low, high]) => {
    const wilson = (events: number, of: number): Measure => {
      const [z, p] = [1.959963984540054, events / of];
      const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
      const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
      return measure(p, middle - half, middle + half);
    };
    const found = differenceInterval(wilson(b, n), wilson(a, m));
    expect(found?.low).toBeCloseTo(low, 3);
    expect(found?.high).toBeCloseTo(high, 3);
  });

  test("is open on the side where an end is, so that nothing is claimed there", () => {
    expect(differenceInterval(measure(1, 0.5, null), measure(9, 8, null))).toEqual({ low: -Infinity, high: Infinity });
    expect(differenceInterval(measure(1, null, 2), measure(9, 8, null))?.high).toBe(Infinity);
    expect(differenceInterval(measure(1, null, 2), measure(9, 8, null))?.low).toBeCloseTo(8 - Math.SQRT2, 12);
  });
});
