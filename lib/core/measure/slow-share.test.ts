import { describe, expect, test } from "vitest";
import { chance, drawExponential } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import { countAbove, edgeAbove, edgesOf, EMPTY_SKETCH, sketchOf, type Sketch } from "./sketch.ts";
import { slowLine } from "./slow-share.ts";

const TERMS = { quantile: 0.99, marginMs: 0, risk: 0.01 };

function minutes(count: number, perMinute: number): Sketch[] {
  const next = chance(testSeed());
  return Array.from({ length: count }, () =>
    sketchOf(Array.from({ length: perMinute }, () => 10 * drawExponential(next))),
  );
}

describe("a sketch cut at a bin's edge", () => {
  test("says exactly how many values lie above, for every edge", () => {
    const next = chance(testSeed());
    const values = Array.from({ length: 2_000 }, () => 10 * drawExponential(next));
    const sketch = sketchOf(values);
    for (const edge of edgesOf(sketch)) {
      expect(edgeAbove(edge)).toBe(edge);
      expect(countAbove(sketch, edge)).toBe(values.filter((value) => value > edge).length);
    }
  });

  test("between edges counts only what is above for certain", () => {
    const sketch = sketchOf([10, 20, 20, 0]);
    expect(countAbove(sketch, 20 * 0.9999)).toBe(0);
    expect(countAbove(sketch, 15)).toBe(2);
    expect(countAbove(sketch, 1)).toBe(3);
    expect(countAbove(EMPTY_SKETCH, 1)).toBe(0);
  });
});

describe("the line from where on a request is slow", () => {
  const P99 = 10 * Math.log(100);

  test("lies a little above the baseline's quantile, by the margin more, and on an edge", () => {
    const baseline = minutes(60, 1_000);
    const line = slowLine(baseline, TERMS);
    const withMargin = slowLine(baseline, { ...TERMS, marginMs: 5 });
    expect(line?.baselineMs).toBeGreaterThan(P99 * 0.96);
    expect(line?.thresholdMs).toBeGreaterThan(line?.baselineMs ?? Infinity);
    expect(line?.thresholdMs).toBeLessThan(P99 * 1.08);
    expect(edgeAbove(line?.thresholdMs ?? NaN)).toBe(line?.thresholdMs);
    expect((withMargin?.thresholdMs ?? NaN) - (line?.thresholdMs ?? NaN)).toBeGreaterThanOrEqual(4);
    expect((withMargin?.thresholdMs ?? NaN) - (line?.thresholdMs ?? NaN)).toBeLessThan(7);
  });

  test("rarely lies below the true quantile", () => {
    const next = chance(testSeed());
    let below = 0;
    for (let i = 0; i < 500; i++) {
      const baseline = Array.from({ length: 20 }, () =>
        sketchOf(Array.from({ length: 100 }, () => 10 * drawExponential(next))),
      );
      if ((slowLine(baseline, TERMS)?.thresholdMs ?? Infinity) < P99) below++;
    }
    expect(below / 500).toBeLessThanOrEqual(0.01 + 5 * Math.sqrt((0.01 * 0.99) / 500));
  });

  test("does not exist for a baseline of too few requests", () => {
    expect(slowLine([], TERMS)).toBeNull();
    expect(slowLine([sketchOf([0, 0])], TERMS)).toBeNull();
    // Nothing above an edge bounds the share by 1 - 0.01^(1/n): 1 % from 459 requests on.
    const same = (n: number): Sketch[] => [sketchOf(Array.from({ length: n }, () => 7))];
    expect(slowLine(same(458), TERMS)).toBeNull();
    expect(slowLine(same(459), TERMS)?.thresholdMs).toBeCloseTo(7, 0);
  });
});
