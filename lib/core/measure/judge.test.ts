import { describe, expect, test } from "vitest";
import { aMetric, FIVE_MINUTES, T0 } from "#testing/a-window";
import { HOUR_MS } from "../time.ts";
import { rateInterval } from "./interval.ts";
import { judge, worstVerdict } from "./judge.ts";
import type { Limit, MetricDefinition } from "./metric.ts";
import type { Judgement, Measure } from "./verdict.ts";

const errorRate = aMetric({ kind: "error_rate", source: "traffic" });
const errors: Limit = { metric: "metric", pass: { op: "<", value: 0.1 }, fail: { op: ">", value: 0.5 } };
const available: MetricDefinition = { ...aMetric({ kind: "availability" }), label: "Availability", better: "higher" };
const availability: Limit = { metric: "metric", pass: { op: ">", value: 99.99 }, fail: { op: "<", value: 99.95 } };

function aMeasure(part: Partial<Measure>): Measure {
  return { metric: "metric", range: FIVE_MINUTES, value: 0, low: null, high: null, n: 1_000, coverage: 1, ...part };
}

function rated(events: number, n: number, part: Partial<Measure> = {}): Measure {
  return aMeasure({ value: events / n, ...rateInterval(events, n), n, ...part });
}

function ofErrors(measure: Measure, limit: Limit = errors): Judgement {
  return judge({ metric: errorRate, measure, limit });
}

const short = ({ verdict, grade }: Judgement): string => `${verdict} ${grade}`;

describe("a verdict where less is better", () => {
  test.each([
    { value: 0, low: 0, high: 0.0009, says: "PASS demonstrated" },
    { value: 0.0005, low: 0.0002, high: 0.00099, says: "PASS demonstrated" },
    { value: 0.0005, low: 0.0002, high: 0.001, says: "PASS observed" },
    { value: 0.0005, low: 0.0002, high: 0.009, says: "PASS observed" },
    { value: 0.0005, low: null, high: null, says: "PASS observed" },
    { value: 0.0005, low: null, high: 0.0009, says: "PASS demonstrated" },
    { value: 0.0005, low: 0.0002, high: null, says: "PASS observed" },
    { value: 0.001, low: 0.001, high: 0.001, says: "WARN demonstrated" },
    { value: 0.003, low: 0.002, high: 0.004, says: "WARN demonstrated" },
    { value: 0.003, low: 0.0009, high: 0.004, says: "WARN observed" },
    { value: 0.003, low: 0.002, high: 0.006, says: "WARN observed" },
    { value: 0.003, low: 0.002, high: null, says: "WARN observed" },
    { value: 0.005, low: 0.005, high: 0.005, says: "WARN demonstrated" },
    { value: 0.0051, low: 0.00501, high: 0.02, says: "FAIL demonstrated" },
    { value: 0.0051, low: 0.005, high: 0.02, says: "FAIL observed" },
    { value: 0.0051, low: 0.0004, high: null, says: "FAIL observed" },
    { value: 0.0051, low: 0.0051, high: null, says: "FAIL demonstrated" },
  ])("of $value in [$low, $high] is $says", ({ says, ...measure }) => {
    expect(short(ofErrors(aMeasure(measure)))).toBe(says);
  });
});

describe("a verdict where more is better", () => {
  test.each([
    { value: 1, low: 0.99995, high: 1, says: "PASS demonstrated" },
    { value: 0.99995, low: 0.9999, high: 1, says: "PASS observed" },
    { value: 0.9999, low: 0.9999, high: 0.9999, says: "WARN demonstrated" },
    { value: 0.9997, low: 0.9996, high: 0.9998, says: "WARN demonstrated" },
    { value: 0.9997, low: 0.9994, high: 0.9998, says: "WARN observed" },
    { value: 0.9995, low: 0.9995, high: 0.9995, says: "WARN demonstrated" },
    { value: 0.9994, low: 0.99, high: 0.99949, says: "FAIL demonstrated" },
    { value: 0.9994, low: 0.99, high: 0.9995, says: "FAIL observed" },
  ])("of $value in [$low, $high] is $says", ({ says, ...measure }) => {
    expect(short(judge({ metric: available, measure: aMeasure(measure), limit: availability }))).toBe(says);
  });
});

describe("a limit with a PASS bound only", () => {
  const limit: Limit = { metric: "metric", pass: errors.pass };
  test.each([
    { value: 0.9, low: 0.8, high: 1, says: "WARN demonstrated" },
    { value: 0.9, low: 0.8, high: null, says: "WARN demonstrated" },
    { value: 0.002, low: 0.0005, high: 1, says: "WARN observed" },
  ])("never fails: $value in [$low, $high] is $says", ({ says, ...measure }) => {
    expect(short(ofErrors(aMeasure(measure), limit))).toBe(says);
  });
});

describe("no data", () => {
  test("is the verdict below the minimum coverage, however good the value, and not on it", () => {
    expect(ofErrors(rated(0, 100_000, { coverage: 0.9499999 }))).toEqual({
      verdict: "NO_DATA",
      grade: "insufficient",
      word: "NO DATA",
      reason: "Error rate was measured in 94.99999 % of its ticks; a verdict needs 95 %.",
    });
    expect(ofErrors(rated(0, 100_000, { coverage: 0.95 })).verdict).toBe("PASS");
    const strict = { metric: errorRate, measure: rated(0, 100_000, { coverage: 0.95 }), limit: errors };
    expect(judge({ ...strict, minimumCoverage: 0.99 }).reason).toBe(
      "Error rate was measured in 95 % of its ticks; a verdict needs 99 %.",
    );
  });

  test("is the verdict without a value, with or without a limit", () => {
    for (const limit of [errors, null])
      expect(judge({ metric: errorRate, measure: aMeasure({ value: null, n: 0, coverage: 0 }), limit })).toEqual({
        verdict: "NO_DATA",
        grade: "insufficient",
        word: "NO DATA",
        reason: "Error rate has no data.",
      });
  });
});

describe("the reason", () => {
  test.each([
    [rated(40, 100_000), "Error rate is 0.04 %, inside < 0.1 % (n = 100,000), demonstrated at 95 %."],
    [rated(300, 100_000), "Error rate is 0.3 %, outside < 0.1 % (n = 100,000), demonstrated at 95 %."],
    [rated(900, 100_000), "Error rate is 0.9 %, in the failing range, > 0.5 % (n = 100,000), demonstrated at 95 %."],
    [aMeasure({ value: 0.0004 }), "Error rate is 0.04 %, inside < 0.1 % (n = 1,000)."],
    [rated(9, 1_000), "Error rate is 0.9 %, in the failing range, > 0.5 % (n = 1,000), but the 95 % bound is 0.474 %."],
    [rated(2, 1_000), "Error rate is 0.2 %, outside < 0.1 % (n = 1,000), but the 95 % bound is 0.0242 %."],
    // Far outside PASS, near FAIL: the end that matters is the upper one.
    [rated(45, 10_000), "Error rate is 0.45 %, outside < 0.1 % (n = 10,000), but the 95 % bound is 0.602 %."],
    [
      rated(99_999, 100_000_000),
      "Error rate is 0.099999 %, inside < 0.1 % (n = 100,000,000), but the 95 % bound is 0.101 %",
    ],
  ])("names value, limit and n, and the end that comes to another verdict: %#", (measure, sentence) => {
    const { reason } = ofErrors(measure);
    if (sentence.endsWith(".")) expect(reason).toBe(sentence);
    else expect(reason.startsWith(sentence), reason).toBe(true);
  });

  test("says when a rate can be told apart at the earliest, and after how many samples more", () => {
    const measure = rated(0, 1_000);
    const { grade, reason } = ofErrors(measure);
    const found = /bound is 0[.]368 %: cannot be told apart before (\d\d:\d\d) UTC, ([\d,]+) more samples[.]$/.exec(
      reason,
    );
    const more = Number(found?.[2]?.replaceAll(",", ""));
    // 3,688 samples without an error put the upper bound at 0.1 %: 2,688 more, at 200 a minute 13 min 26 s.
    expect(grade).toBe("observed");
    expect(more).toBeGreaterThanOrEqual(2_688);
    expect(more).toBeLessThan(2_700);
    expect(found?.[1]).toBe("16:18");
  });

  test("is right about it: with so many more samples of the same rate the verdict is demonstrated", () => {
    for (const [events, n] of [
      [0, 50],
      [3, 6_000],
      [7, 10_000],
    ] as const) {
      const { reason } = ofErrors(rated(events, n));
      const more = Number(/ ([\d,]+) more samples/.exec(reason)?.[1]?.replaceAll(",", ""));
      const later = n + more;
      expect(short(ofErrors(rated((events / n) * later, later))), reason).toBe("PASS demonstrated");
      const sooner = n + Math.floor(more * 0.99);
      expect(short(ofErrors(rated((events / n) * sooner, sooner))), reason).toBe("PASS observed");
    }
  });

  test("names no time that is further than a year away, and does not fail over it", () => {
    const limit: Limit = { metric: "metric", pass: { op: "<", value: 60.004 } };
    const range = { from: T0, to: T0 + 36 * HOUR_MS };
    expect(ofErrors(rated(6, 10, { range }), limit).reason).toMatch(
      /^Error rate is 60 %, inside < 60.004 % .*: cannot be told apart within a year, [\d,]+ more samples[.]$/,
    );
  });

  test("gives no forecast for a quantile, whose samples are no events", () => {
    const metric = { ...aMetric({ kind: "latency_quantile", source: "probe", quantile: 0.99 }, "ms"), label: "P99" };
    const limit: Limit = { metric: "metric", pass: { op: "<", value: 50 } };
    const measure = aMeasure({ value: 48.31, low: 44, high: 50.004, n: 600 });
    expect(judge({ metric, measure, limit }).reason).toBe(
      "P99 is 48.3 ms, inside < 50 ms (n = 600), but the 95 % bound is 50.004 ms.",
    );
  });

  test("says that the plan sets no limit where it sets none: such a metric passes, as observed", () => {
    expect(judge({ metric: errorRate, measure: rated(9, 10), limit: null })).toEqual({
      verdict: "PASS",
      grade: "observed",
      word: "no limit",
      reason: "Error rate is 90 %; the plan sets no limit.",
    });
  });
});

test("a verdict is called by the plan's words for it", () => {
  const limit: Limit = { ...errors, words: { pass: "OK", warn: "BUILDING", fail: "ISSUE" } };
  expect([0.0001, 0.003, 0.01].map((value) => ofErrors(aMeasure({ value }), limit).word)).toEqual([
    "OK",
    "BUILDING",
    "ISSUE",
  ]);
  expect([0.0001, 0.003, 0.01].map((value) => ofErrors(aMeasure({ value })).word)).toEqual(["PASS", "WARN", "FAIL"]);
});

test("the worst verdict is FAIL before NO_DATA before WARN before PASS, in any order, and NO_DATA of none", () => {
  const order = ["PASS", "WARN", "NO_DATA", "FAIL"] as const;
  order.forEach((worst, i) => {
    const upTo = order.slice(0, i + 1);
    expect(worstVerdict(upTo)).toBe(worst);
    expect(worstVerdict(upTo.toReversed())).toBe(worst);
  });
  expect(worstVerdict([])).toBe("NO_DATA");
});
