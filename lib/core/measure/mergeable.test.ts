import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testSeed } from "#testing/test-seed";
import { MOST_GAUGE, MOST_LATENCY_MS, MOST_REQUESTS } from "./sample-bounds.ts";
import { mergeAllSketches, mergeSketches, quantile, sketchOf, sketchOfHistogram, type Sketch } from "./sketch.ts";
import { decodeSketch, encodeSketch } from "./sketch-bytes.ts";
import { mergeAllSums, sumOf, type WindowSum } from "./window.ts";

const latency = fc.double({ min: 0, max: MOST_LATENCY_MS, noNaN: true });
const bounds = fc.uniqueArray(fc.double({ min: 1e-300, max: MOST_LATENCY_MS, noNaN: true }), {
  minLength: 1,
  maxLength: 20,
});

/** Any sketch that a push can make, and any that a database of an earlier version may hold: counts up to 2^53 - 1. */
const sketch: fc.Arbitrary<Sketch> = fc.oneof(
  fc.array(latency, { maxLength: 50 }).map(sketchOf),
  bounds.chain((drawn) =>
    fc
      .array(
        fc.oneof(
          fc.integer({ min: 0, max: 9 }),
          fc.integer({ min: 0, max: MOST_REQUESTS }),
          fc.integer({ min: 0, max: 2 ** 48 }),
        ),
        {
          minLength: drawn.length + 1,
          maxLength: drawn.length + 1,
        },
      )
      .map((counts) =>
        sketchOfHistogram(
          [...drawn].sort((a, b) => a - b),
          counts,
        ),
      ),
  ),
  fc.constant(sketchOfHistogram([1], [2 ** 52, 2 ** 52 - 1])),
);

const check = <T>(property: fc.IProperty<T>): void => fc.assert(property, { seed: testSeed(), numRuns: 300 });

describe("sketches of any size", () => {
  it("can be merged in any order, stored and read, and give quantiles (push-sum-2^53, push-merge)", () => {
    check(
      fc.property(fc.array(sketch, { maxLength: 12 }), (list) => {
        for (const merged of [mergeAllSketches(list), list.reduceRight(mergeSketches, sketchOf([]))]) {
          expect(decodeSketch(encodeSketch(merged))).toEqual(merged);
          expect(merged.count).toBe(merged.counts.reduce((sum, n) => sum + n, merged.zeros));
          for (const q of [0, 0.5, 0.99, 1]) expect(quantile(merged, q) === null).toBe(merged.count === 0);
        }
      }),
    );
  });

  it("keep their quantiles where their counts no longer fit", () => {
    const large = sketchOfHistogram([10, 100, 1_000], [2 ** 51, 2 ** 51, 2 ** 50, 0]);
    const many = mergeAllSketches(Array.from({ length: 59 }, () => large));
    expect(many.count).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
    for (const q of [0.1, 0.5, 0.9]) expect(quantile(many, q)).toBeCloseTo(quantile(large, q) ?? NaN, -1);
  });
});

describe("sums of accepted samples", () => {
  it("stay whole, finite and consistent, however many are merged", () => {
    const gauge = fc.double({ min: -MOST_GAUGE, max: MOST_GAUGE, noNaN: true });
    const sample = fc.record({
      requests: fc.integer({ min: 0, max: MOST_REQUESTS }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      gauge,
      sketch,
    });
    check(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 0, max: 60 }),
        (drawn, doublings) => {
          let sum: WindowSum = sumOf(
            drawn.map(({ requests, share, gauge: read, sketch: of }, tick) => {
              const errors = Math.floor(requests * share);
              return {
                targetId: "t",
                tick,
                up: null,
                requests,
                errors,
                latency: of,
                gauges: { load: read },
                reason: null,
              };
            }),
          );
          for (let i = 0; i < doublings; i += 1) sum = mergeAllSums([sum, sum]);
          expect(Number.isSafeInteger(sum.requests) && Number.isSafeInteger(sum.errors)).toBe(true);
          expect(sum.errors).toBeLessThanOrEqual(sum.requests);
          expect(Object.values(sum.gauges["load"] ?? {}).every(Number.isFinite)).toBe(true);
          expect(decodeSketch(encodeSketch(sum.latency))).toEqual(sum.latency);
        },
      ),
    );
  });
});
