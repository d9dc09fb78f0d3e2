import { describe, expect, test } from "vitest";
import { aSample, measured, T0 } from "#testing/a-window";
import { chance, drawNormal } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import { MINUTE_MS, tickAt } from "../time.ts";
import { gaugeSlope, theilSen, type Point } from "./slope.ts";
import { sumOf, type Window } from "./window.ts";

function line(length: number, value: (at: number) => number): Point[] {
  return Array.from({ length }, (_, at) => ({ at, value: value(at) }));
}

describe("the Theil-Sen slope", () => {
  test("of points on a line is the line's, with no width", () => {
    expect(theilSen([line(30, (at) => 7 + 3 * at)])).toEqual({ slope: 3, low: 3, high: 3 });
    expect(theilSen([line(30, () => 5)])).toEqual({ slope: 0, low: 0, high: 0 });
  });

  test("is not moved by outliers in a quarter of the points", () => {
    const points = line(40, (at) => (at % 4 === 3 ? 1e6 * (at % 8 === 3 ? 1 : -1) : 100 - 2 * at));
    expect(theilSen([points]).slope).toBe(-2);
  });

  // Pairs of 1, 4, 2, 8 by time: 3, 1/2, 7/3, -2, 2, 6; in order -2, 1/2, 2, 7/3, 3, 6.
  test("is the median of the slopes of all pairs", () => {
    const [a, b, c, d] = [1, 4, 2, 8];
    const points = [a, b, c, d].map((value, at) => ({ at, value }));
    expect(theilSen([points]).slope).toBeCloseTo((2 + 7 / 3) / 2, 12);
    // Sen's C is 1.96 * sqrt(4 * 3 * 13 / 18) = 5.77: no lower rank, and the 6th upper one does not exist either.
    expect(theilSen([points])).toMatchObject({ low: null, high: null });
  });

  test("pairs each series within itself: a difference in level between targets is no slope", () => {
    expect(
      theilSen([line(20, (at) => at), line(20, (at) => 1_000 + at).map((p) => ({ ...p, at: p.at + 20 }))]).slope,
    ).toBe(1);
  });

  test("needs two points at different times", () => {
    const none = { slope: null, low: null, high: null };
    expect(theilSen([])).toEqual(none);
    expect(theilSen([line(1, () => 3)])).toEqual(none);
    expect(
      theilSen([
        [
          { at: 1, value: 2 },
          { at: 1, value: 9 },
        ],
      ]),
    ).toEqual(none);
  });

  test("of more points than can be paired is that of neighbours averaged first", () => {
    // Three hours of ticks, with a swing of seven ticks, wide and narrow by turns, that averages of seven do not see.
    const swing = [3, -1, -4, 2, 5, -6, 1];
    const swinging = line(2_156, (at) => {
      const width = 1 + ((Math.floor(at / 7) * 37) % 101);
      return 100 + 0.25 * at + width * (swing[at % 7] ?? NaN);
    });
    const { slope, low, high } = theilSen([swinging]);
    for (const found of [slope, low, high]) expect(found).toBeCloseTo(0.25, 9);
  });

  test("has an interval that holds the true slope 95 % of the time", () => {
    const next = chance(testSeed());
    const trials = 1_000;
    let held = 0;
    for (let i = 0; i < trials; i++) {
      const { low, high } = theilSen([line(25, (at) => 0.3 * at + 4 * drawNormal(next))]);
      if (low !== null && high !== null && low <= 0.3 && 0.3 <= high) held++;
    }
    const noise = 5 * Math.sqrt((0.95 * 0.05) / trials);
    expect(held / trials).toBeGreaterThan(0.95 - noise);
    expect(held / trials).toBeLessThan(0.99);
  });
});

describe("the slope of a gauge", () => {
  /** One-minute windows in which each target reads its gauge in every tick. */
  function minutes(count: number, read: (minute: number) => Readonly<Record<string, number>>): Window[] {
    return Array.from({ length: count }, (_, minute) => {
      const range = { from: T0 + minute * MINUTE_MS, to: T0 + (minute + 1) * MINUTE_MS };
      const first = tickAt(range.from);
      const targets = Object.entries(read(minute)).map(([id, value]) => {
        const ticks = Array.from({ length: 12 }, (_, i) => aSample({ tick: first + i, gauges: { memory_mb: value } }));
        return measured({ id }, sumOf(ticks));
      });
      return { range, targets };
    });
  }

  test("is per hour, each target against itself", () => {
    const found = gaugeSlope(
      minutes(60, (minute) => ({ a: 500 + minute / 10, b: 9_000 + minute / 10 })),
      "memory_mb",
    );
    expect(found.value).toBeCloseTo(6, 6);
    expect(found).toMatchObject({ n: 120, coverage: 1 });
  });

  test("goes on over a gap, which lowers coverage", () => {
    const found = gaugeSlope(
      minutes(60, (minute) => (minute >= 20 && minute < 35 ? {} : { a: 500 - minute })),
      "memory_mb",
    );
    expect(found.value).toBeCloseTo(-60, 6);
    expect(found).toMatchObject({ n: 45, coverage: 0.75 });
  });

  test("has no value where no target gives the gauge", () => {
    expect(
      gaugeSlope(
        minutes(5, () => ({ a: 1 })),
        "cpu_percent",
      ),
    ).toEqual({
      value: null,
      low: null,
      high: null,
      n: 0,
      coverage: 0,
    });
  });
});
