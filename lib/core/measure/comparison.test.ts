import { describe, expect, test } from "vitest";
import { aMetric, measured, T0 } from "#testing/a-window";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { comparisonSentence } from "./comparison-sentence.ts";
import {
  compareMinute,
  restartComparison,
  startComparison,
  type Comparison,
  type ComparisonInput,
} from "./comparison.ts";
import type { MetricDefinition } from "./metric.ts";
import { riskOf } from "./risk.ts";
import { readTest } from "./sequential.ts";
import { sketchOf } from "./sketch.ts";
import { EMPTY_SUM, type Window, type WindowSum } from "./window.ts";

const ERRORS = aMetric({ kind: "error_rate", source: "traffic" });
const AVAILABILITY: MetricDefinition = {
  ...aMetric({ kind: "availability" }),
  label: "Availability",
  better: "higher",
};
const CACHE: MetricDefinition = {
  ...aMetric({ kind: "gauge_share", part: "hits", whole: ["hits", "misses"] }),
  label: "Cache efficiency",
  better: "higher",
};
const P99: MetricDefinition = {
  ...aMetric({ kind: "latency_quantile", source: "traffic", quantile: 0.99 }, "ms"),
  label: "P99 latency",
};

function minute(index: number, sum: Partial<WindowSum>): Window {
  const from = T0 + index * MINUTE_MS;
  return { range: { from, to: from + MINUTE_MS }, targets: [measured({}, { ...EMPTY_SUM, ticks: 12, ...sum })] };
}

function gaugeOf(value: number) {
  return { n: 1, sum: value, min: value, max: value, last: value, lastTick: 0 };
}

function started(metric: MetricDefinition, baseline: Partial<WindowSum>, margin = 0): Comparison {
  const comparison = startComparison(inputOf(metric, baseline, margin));
  if ("incomparable" in comparison) throw new Error(comparison.incomparable);
  return comparison;
}

function inputOf(metric: MetricDefinition, baseline: Partial<WindowSum>, margin = 0): ComparisonInput {
  const minutes = Array.from({ length: 60 }, (_, i) => minute(i - 60, baseline));
  return { metric, baseline: minutes, margin, from: T0, horizon: 2_160, risk: riskOf(1) };
}

function after(comparison: Comparison, sums: readonly Partial<WindowSum>[]): Comparison {
  return sums.reduce<Comparison>((so, sum, i) => compareMinute(so, minute(i, sum)), comparison);
}

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe("a comparison with the baseline", () => {
  test("of an error rate alarms at twice the baseline and not at the baseline, and says why", () => {
    const begun = started(ERRORS, { requests: 6_000, errors: 6 }, 0.0005);
    expect(begun.baselineRate).toBeCloseTo(0.001, 12);
    expect(begun.test.nullRate).toBeGreaterThan(0.0015);
    expect(begun.test.nullRate).toBeLessThan(0.0017);
    const now = T0 + 10 * HOUR_MS;
    const quiet = after(begun, times(600, { requests: 6_000, errors: 6 }));
    expect(readTest(quiet.test).verdict).toBe("quiet");
    const loud = after(begun, times(60, { requests: 6_000, errors: 13 }));
    expect(readTest(loud.test).verdict).toBe("alarm");
    expect(comparisonSentence(loud, T0 + HOUR_MS)).toBe(
      "Error rate: 0.217 % of 360,000 requests since 16:00 UTC against 0.1 % at the baseline, margin 0.05 pp: " +
        "this many would be seen by chance at most once in 20 windows.",
    );
    expect(comparisonSentence(quiet, now)).toMatch(
      / requests since .* UTC against 0\.1 % at the baseline, margin 0\.05 pp: not told apart from chance\.$/,
    );
    expect(comparisonSentence(begun, T0)).toBe("Error rate: nothing is measured yet to compare with the baseline.");
    expect(readTest(restartComparison(loud, now).test).verdict).toBe("quiet");
  });

  test("of a metric that is better when higher counts what is missing", () => {
    const up = after(started(AVAILABILITY, { upKnown: 1_200, upTicks: 1_199 }), [{ upKnown: 1_200, upTicks: 1_190 }]);
    expect(up.test).toMatchObject({ n: 1_200, events: 10 });
    expect(comparisonSentence(up, T0)).toContain(
      "0.833 % of 1,200 target-ticks unavailable since 16:00 UTC against 0.0833 %",
    );
    const cache = after(started(CACHE, { gauges: { hits: gaugeOf(95), misses: gaugeOf(5) } }), [
      { gauges: { hits: gaugeOf(80), misses: gaugeOf(20) } },
      { gauges: { hits: gaugeOf(0.5), misses: gaugeOf(0.5) } },
    ]);
    expect(cache.test).toMatchObject({ n: 100, events: 20 });
  });

  test("of a latency quantile counts requests above the line", () => {
    const spread = sketchOf(Array.from({ length: 1_000 }, (_, i) => 1 + i / 20));
    const begun = started(P99, { latency: spread }, 5);
    expect(begun.events).toMatchObject({ kind: "slow", baselineMs: expect.closeTo(50.5, -0.5) });
    expect(begun).toMatchObject({
      baselineRate: expect.closeTo(0.01, 12),
      test: { nullRate: expect.closeTo(0.01, 12) },
    });
    const same = after(begun, times(600, { latency: spread }));
    expect(same.test.events).toBe(0);
    const slower = sketchOf(Array.from({ length: 1_000 }, (_, i) => 1 + i / 15));
    const loud = after(begun, times(30, { latency: slower }));
    expect(readTest(loud.test).verdict).toBe("alarm");
    expect(comparisonSentence(loud, T0)).toMatch(
      /^P99 latency: 1\d(\.\d)? % of 30,000 requests since 16:00 UTC took over 5\d(\.\d)? ms, against 1 % at the baseline of 5\d(\.\d)? ms, margin 5 ms: this many would be seen by chance at most once in 20 windows\.$/,
    );
  });

  test.each([
    [
      { ...ERRORS, better: "neither" as const },
      { requests: 10, errors: 1 },
    ],
    [ERRORS, {}],
    [ERRORS, { requests: 1, errors: 1 }],
    [P99, { latency: sketchOf([1]) }],
    [{ ...P99, better: "higher" as const }, { latency: sketchOf([1]) }],
    [aMetric({ kind: "gauge", gauge: "memory_mb", aggregate: "mean" }, "MB"), {}],
    [aMetric({ kind: "gauge_slope", gauge: "memory_mb", per: "hour" }, "MB/h"), {}],
    [aMetric({ kind: "request_rate", source: "traffic", per: "second" }, "req/s"), {}],
    [aMetric({ kind: "count", of: "incidents" }, "count"), {}],
    [aMetric({ kind: "manual" }, "score"), {}],
    [aMetric({ kind: "segment_variance", of: "p99" }), {}],
  ])("is refused in one sentence where no false alarm could be bounded: %o", (metric, baseline) => {
    const refused = startComparison(inputOf(metric, baseline));
    expect(refused).toEqual({ incomparable: expect.stringMatching(/\.$/) });
  });

  test("is a fold over minutes: the same again from what is stored, and gaps say nothing", () => {
    const begun = started(ERRORS, { requests: 600, errors: 1 });
    const sums = Array.from({ length: 50 }, (_, i) => ({
      requests: i % 7 === 0 ? 0 : 600,
      errors: i % 7 === 0 ? 0 : i % 3,
    }));
    expect(after(begun, sums)).toEqual(after(begun, sums));
    const gapless = sums.filter(({ requests }) => requests > 0);
    expect(after(begun, sums).test.peak).toBe(after(begun, gapless).test.peak);
    expect(() => started(ERRORS, { requests: 600, errors: 1 }, -0.1)).toThrow(RangeError);
  });
});
