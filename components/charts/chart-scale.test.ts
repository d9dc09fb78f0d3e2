import { describe, expect, it } from "vitest";
import { domainFor, gapsIn, ladder, timeTicks } from "./chart-scale.ts";

describe("chart scale", () => {
  it.each([
    [0, 1],
    [0.0011, 0.0015],
    [1, 1],
    [49, 50],
    [51, 75],
    [76, 100],
    [Number.NaN, 1],
  ])("an axis for %d ends at %d", (size, end) => {
    expect(ladder(size)).toBeCloseTo(end, 12);
  });

  it("a value axis holds every value and every limit", () => {
    const [low, high] = domainFor([3, null, 12], [50, 75]);
    expect(low).toBe(0);
    expect(high).toBe(100);
  });

  it("a share that hangs below 1 is shown against its limit, not against zero", () => {
    const [low, high] = domainFor([0.99995, 1], [0.9999, 0.9995], true);
    expect(high).toBe(1);
    expect(low).toBeLessThan(0.9995);
    expect(low).toBeGreaterThan(0.998);
  });

  it("an axis without any value still has a length", () => {
    expect(domainFor([null, null], [null])).toEqual([0, 1]);
  });

  it("gaps are the runs of unknown values", () => {
    expect(gapsIn([null, 1, null, null, 2, null])).toEqual([
      { from: 0, to: 1 },
      { from: 2, to: 4 },
      { from: 5, to: 6 },
    ]);
  });

  it("time ticks fall on whole clock steps inside the range", () => {
    const hour = 3_600_000;
    expect(timeTicks(hour * 10 + 1, hour * 16 - 1, 6)).toEqual([11, 12, 13, 14, 15].map((h) => h * hour));
  });
});
