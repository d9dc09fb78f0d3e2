import { describe, expect, test } from "vitest";
import { chance, drawBinomial, drawExponential, drawNormal, drawPoisson, type Chance } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import { binomialAtMost, lnGamma } from "./beta.ts";
import {
  clopperPearson,
  countInterval,
  quantileInterval,
  rateInterval,
  wilson,
  type ClosedInterval,
  type Interval,
} from "./interval.ts";
import { EMPTY_SKETCH, sketchOf } from "./sketch.ts";

const TRIALS = 2_000;
/** Five standard errors of a share near 95 % of so many trials: a right interval fails once in a million runs. */
const NOISE = 5 * Math.sqrt((0.95 * 0.05) / TRIALS);

function holds({ low, high }: Interval, value: number): boolean {
  return (low === null || low <= value) && (high === null || value <= high);
}

/** The share of trials whose interval holds the truth. */
function simulated(truth: number, trial: (next: Chance) => Interval): number {
  const next = chance(testSeed());
  let held = 0;
  for (let i = 0; i < TRIALS; i++) if (holds(trial(next), truth)) held++;
  return held / TRIALS;
}

/** The exact share: every outcome that matters, weighed by its probability. */
function exactly(truth: number, intervals: readonly Interval[], chanceOf: (k: number) => number): number {
  return intervals.reduce((sum, interval, k) => (holds(interval, truth) ? sum + chanceOf(k) : sum), 0);
}

function binomial(n: number, p: number): (k: number) => number {
  const ways = (k: number): number => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
  return (k) => Math.exp(ways(k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

const rateIntervals = (n: number): ClosedInterval[] =>
  Array.from({ length: n + 1 }, (_, k) => rateInterval(k, n) ?? { low: NaN, high: NaN });

describe("the interval of a rate", () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, methods 3 and 5.
  test.each([
    { events: 81, n: 263, score: [0.2553, 0.3662], exact: [0.2527, 0.3676] },
    { events: 15, n: 148, score: [0.0624, 0.1605], exact: [0.0578, 0.1617] },
    { events: 0, n: 20, score: [0, 0.1611], exact: [0, 0.1684] },
    { events: 1, n: 29, score: [0.0061, 0.1718], exact: [0.0009, 0.1776] },
  ])("of $events in $n is the one in Newcombe's table", ({ events, n, score, exact }) => {
    const rounded = ({ low, high }: ClosedInterval): number[] => [low, high].map((end) => Math.round(end * 1e4) / 1e4);
    expect(rounded(wilson(events, n))).toEqual(score);
    expect(rounded(clopperPearson(events, n))).toEqual(exact);
  });

  test("is Wilson's, but Clopper and Pearson's below 5 events or non-events", () => {
    for (const events of [0, 1, 4, 996, 999, 1_000])
      expect(rateInterval(events, 1_000)).toEqual(clopperPearson(events, 1_000));
    for (const events of [5, 500, 995]) expect(rateInterval(events, 1_000)).toEqual(wilson(events, 1_000));
  });

  test("does not exist for nothing, and refuses more events than there were", () => {
    expect(rateInterval(0, 0)).toBeNull();
    expect(() => rateInterval(11, 10)).toThrow(RangeError);
    expect(() => rateInterval(-1, 10)).toThrow(RangeError);
  });

  test("after no event reaches from 0 to 1 - 0.025^(1/n), and mirrors for all of n", () => {
    for (const n of [1, 10, 3_688, 1_000_000]) {
      const none = rateInterval(0, n);
      expect(none?.low).toBe(0);
      expect(none?.high).toBeCloseTo(1 - 0.025 ** (1 / n), 10);
      const all = rateInterval(n, n);
      expect(all?.high).toBe(1);
      expect(all?.low).toBeCloseTo(1 - (none?.high ?? NaN), 10);
    }
  });

  test.each([1, 5, 20, 100, 1_000])(
    "of %d samples covers every rate at least 92.5 % of the time, and 95 % on average",
    (n) => {
      const intervals = rateIntervals(n);
      const rates = Array.from({ length: 400 }, (_, i) => (i + 0.5) / 800);
      const fewEvents = rates.map((rate) => (rate * 40) / Math.max(40, n));
      const share = (rate: number): number => exactly(rate, intervals, binomial(n, rate));
      for (const rate of [...rates, ...fewEvents]) expect(share(rate), `rate ${rate}`).toBeGreaterThan(0.925);
      expect(rates.reduce((sum, rate) => sum + share(rate), 0) / rates.length).toBeGreaterThan(0.9495);
    },
  );

  test("by Clopper and Pearson never covers less than 95 %", () => {
    const intervals = Array.from({ length: 61 }, (_, k) => clopperPearson(k, 60));
    for (let i = 1; i < 200; i++) expect(exactly(i / 200, intervals, binomial(60, i / 200))).toBeGreaterThan(0.95);
  });

  test.each([
    [60, 0.99],
    [300, 0.001],
    [1_000, 0.005],
    [1_000, 0.3],
    [5_000, 0.0005],
  ])("covers in %d-sample trials of rate %d as often as it should", (n, rate) => {
    const intervals = rateIntervals(n);
    const covered = simulated(rate, (next) => intervals[drawBinomial(next, n, rate)] ?? { low: 1, high: 0 });
    expect(covered).toBeGreaterThan(0.925 - NOISE);
    expect(Math.abs(covered - exactly(rate, intervals, binomial(n, rate)))).toBeLessThan(NOISE);
  });
});

describe("the interval of a count", () => {
  test("below 5 events leaves exactly 2.5 % on either side", () => {
    const atMost = (k: number, mean: number): number => {
      const terms = Array.from({ length: k + 1 }, (_, i) => Math.exp(i * Math.log(mean) - mean - lnGamma(i + 1)));
      return terms.reduce((sum, term) => sum + term, 0);
    };
    for (let events = 0; events < 5; events++) {
      const { low, high } = countInterval(events);
      expect(atMost(events, high)).toBeCloseTo(0.025, 9);
      if (events === 0) expect(low).toBe(0);
      else expect(1 - atMost(events - 1, low)).toBeCloseTo(0.025, 9);
    }
  });

  test.each([0.1, 4.05, 12, 400])("covers a mean of %d at least 92.5 % of the time", (mean) => {
    const intervals = Array.from({ length: 700 }, (_, k) => countInterval(k));
    const exact = exactly(mean, intervals, (k) => Math.exp(k * Math.log(mean) - mean - lnGamma(k + 1)));
    const covered = simulated(mean, (next) => countInterval(drawPoisson(next, mean)));
    expect(exact).toBeGreaterThan(0.925);
    expect(Math.abs(covered - exact)).toBeLessThan(NOISE);
  });
});

describe("the interval of a quantile", () => {
  // Conover, Practical Nonparametric Statistics, table A3 read at 2.5 %: ranks of the median's interval.
  test.each([
    { n: 6, q: 0.5, lower: 1, upper: 6 },
    { n: 10, q: 0.5, lower: 2, upper: 9 },
    { n: 20, q: 0.5, lower: 6, upper: 15 },
    { n: 100, q: 0.5, lower: 40, upper: 61 },
    { n: 368, q: 0.99, lower: 360, upper: 368 },
  ])("of $n values at $q lies between the ordered values $lower and $upper", ({ n, q, lower, upper }) => {
    // Five per cent apart: further than a bin is wide, so that each value can be told from its neighbours.
    const values = Array.from({ length: n }, (_, i) => 1.05 ** (i + 1));
    const { low, high } = quantileInterval(sketchOf(values), q);
    const rank = (end: number | null): number => Math.log(end ?? NaN) / Math.log(1.05);
    expect(Math.abs(rank(low) - lower)).toBeLessThan(0.5);
    expect(Math.abs(rank(high) - upper)).toBeLessThan(0.5);
  });

  test("has an open end where no value is far enough out", () => {
    const ends = (n: number, q: number): boolean[] => {
      const { low, high } = quantileInterval(sketchOf(Array.from({ length: n }, (_, i) => 1 + i)), q);
      return [low !== null, high !== null];
    };
    expect(ends(367, 0.99)).toEqual([true, false]);
    expect(ends(368, 0.99)).toEqual([true, true]);
    expect(ends(5, 0.5)).toEqual([false, false]);
    expect(ends(1, 0.5)).toEqual([false, false]);
    expect(ends(1, 0.99)).toEqual([true, false]);
    expect(quantileInterval(EMPTY_SKETCH, 0.99)).toEqual({ low: null, high: null });
  });

  test.each([4_000, 40_000])("of %d values, approximated, ends at the exact ranks", (n) => {
    const spread = 400;
    const aside = (n - spread) / 2;
    const middle = Array.from({ length: spread }, (_, i) => 1.05 ** (i + 1));
    const { low, high } = quantileInterval(
      sketchOf([...Array<number>(aside).fill(0.5), ...middle, ...Array<number>(aside).fill(1e12)]),
      0.5,
    );
    const rank = (end: number | null): number => aside + Math.log(end ?? NaN) / Math.log(1.05);
    const first = (share: number): number => {
      let k = 0;
      while (binomialAtMost(k, n, 0.5) < share) k++;
      return k;
    };
    expect(Math.abs(rank(low) - first(0.025))).toBeLessThan(1.5);
    expect(Math.abs(rank(high) - (first(0.975) + 1))).toBeLessThan(1.5);
  });

  const lognormal = (next: Chance): number => Math.exp(3 + 0.6 * drawNormal(next));
  test.each([
    { of: "exponential P50", n: 40, q: 0.5, draw: drawExponential, truth: Math.LN2 },
    { of: "exponential P90", n: 200, q: 0.9, draw: drawExponential, truth: Math.log(10) },
    { of: "exponential P99", n: 400, q: 0.99, draw: drawExponential, truth: Math.log(100) },
    { of: "lognormal P99", n: 600, q: 0.99, draw: lognormal, truth: Math.exp(3 + 0.6 * 2.3263478740408408) },
  ])("covers the $of of $n values 95 % of the time, a little more for the bins' width", ({ n, q, draw, truth }) => {
    const covered = simulated(truth, (next) =>
      quantileInterval(sketchOf(Array.from({ length: n }, () => draw(next))), q),
    );
    expect(covered).toBeGreaterThan(0.95 - NOISE);
    expect(covered).toBeLessThan(0.995);
  });
});
