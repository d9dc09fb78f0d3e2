import { DDSketch } from "@datadog/sketches-js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chance, drawExponential, drawNormal, type Chance } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import {
  EMPTY_SKETCH,
  mergeAllSketches,
  mergeSketches,
  quantile,
  RELATIVE_ACCURACY,
  sketchOf,
  sketchOfHistogram,
  valueAtRank,
  type Sketch,
} from "./sketch.ts";
import { decodeSketch, encodeSketch } from "./sketch-bytes.ts";

const SEED = testSeed();
const QUANTILES = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

function draw(count: number, one: (u: Chance) => number): number[] {
  const next = chance(SEED);
  return Array.from({ length: count }, () => one(next));
}

const distributions: Record<string, readonly number[]> = {
  uniform: draw(20_000, (u) => u() * 100),
  lognormal: draw(20_000, (u) => Math.exp(3 + 0.6 * drawNormal(u))),
  bimodal: draw(20_000, (u) => (u() < 0.9 ? 12 + drawNormal(u) : 240 + 10 * drawNormal(u))),
  constant: draw(5_000, () => 48.3),
  "heavy tail": draw(20_000, (u) => 5 / (1 - u()) ** (1 / 1.2)),
  exponential: draw(20_000, (u) => 20 * drawExponential(u)),
  "with zeros": draw(5_000, (u) => (u() < 0.3 ? 0 : u() * 10)),
};

const value = fc.oneof(
  fc.constant(0),
  fc.double({ min: 1e-5, max: 1e9, noNaN: true }),
  fc.double({ min: 1, max: 500, noNaN: true }),
);
const values = fc.array(value, { maxLength: 60 });
const sketch = values.map(sketchOf);
const check = (property: fc.IProperty<unknown>): void => fc.assert(property, { seed: SEED, numRuns: 300 });

/** Everything but the floating sum, which depends on the order of addition in its last digits. */
function exactly({ sum: _, ...rest }: Sketch): Omit<Sketch, "sum"> {
  return rest;
}

describe("a sketch", () => {
  test.each(Object.entries(distributions))(
    "gives quantiles of a %s distribution within 1 % of the exact value at that rank",
    (_, drawn) => {
      const sorted = [...drawn].sort((a, b) => a - b);
      const of = sketchOf(drawn);
      for (const q of QUANTILES) {
        const exact = sorted[Math.floor(q * (sorted.length - 1))] ?? NaN;
        expect(Math.abs((quantile(of, q) ?? NaN) - exact), `q ${q}, exact ${exact}`).toBeLessThanOrEqual(
          exact * RELATIVE_ACCURACY * 1.000001,
        );
      }
    },
  );

  test.each(Object.entries(distributions))(
    "agrees with Datadog's own sketch on a %s distribution, but for values past the smallest and largest, which ours never gives",
    (_, drawn) => {
      const oracle = new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });
      for (const v of drawn) oracle.accept(v);
      const of = sketchOf(drawn);
      expect(of.count).toBe(oracle.count);
      expect(of.min).toBe(oracle.min);
      expect(of.max).toBe(oracle.max);
      expect(of.sum).toBeCloseTo(oracle.sum, 3);
      for (const q of QUANTILES.slice(1, -1)) {
        const theirs = Math.min(of.max, Math.max(of.min, oracle.getValueAtQuantile(q)));
        expect(Math.abs((quantile(of, q) ?? NaN) - theirs), `q ${q}`).toBeLessThanOrEqual(theirs * 1e-9);
      }
    },
  );

  test("of a few values gives each of them within 1 %, the smallest and largest exactly", () => {
    check(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (few, q) => {
          const sorted = [...few].sort((a, b) => a - b);
          const exact = sorted[Math.floor(q * (few.length - 1))] ?? NaN;
          const of = sketchOf(few);
          expect(Math.abs((quantile(of, q) ?? NaN) - exact)).toBeLessThanOrEqual(exact * RELATIVE_ACCURACY * 1.000001);
          expect([quantile(of, 0), quantile(of, 1)]).toEqual([sorted[0], sorted.at(-1)]);
        },
      ),
    );
  });

  test("of one value answers every quantile with that very value", () => {
    for (const q of QUANTILES) expect(quantile(sketchOf([48.3]), q)).toBe(48.3);
  });

  test("of nothing has no quantile", () => {
    expect(quantile(EMPTY_SKETCH, 0.99)).toBeNull();
    expect(valueAtRank(EMPTY_SKETCH, 0)).toBeNull();
  });

  test.each([-1, NaN, Infinity, 1e16])("refuses the value %s, whether alone or among others", (bad) => {
    expect(() => sketchOf([bad])).toThrow(RangeError);
    expect(() => sketchOf([1, bad, 2])).toThrow(RangeError);
  });

  test("brackets the true value at every rank between the edges of its bin", () => {
    check(
      fc.property(values, (drawn) => {
        const sorted = [...drawn].sort((a, b) => a - b);
        const of = sketchOf(drawn);
        sorted.forEach((exact, rank) => {
          const at = valueAtRank(of, rank);
          expect(at?.low).toBeLessThanOrEqual(exact * (1 + 1e-9));
          expect(at?.high).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
        });
      }),
    );
  });
});

describe("merging sketches", () => {
  test("gives the sketch of all values together", () => {
    check(
      fc.property(fc.array(values, { maxLength: 8 }), (parts) => {
        const merged = mergeAllSketches(parts.map(sketchOf));
        const whole = sketchOf(parts.flat());
        expect(exactly(merged)).toEqual(exactly(whole));
        expect(Math.abs(merged.sum - whole.sum)).toBeLessThanOrEqual(1e-9 * whole.sum);
      }),
    );
  });

  test("is associative and commutative, with the empty sketch as identity", () => {
    check(
      fc.property(sketch, sketch, sketch, (a, b, c) => {
        expect(exactly(mergeSketches(mergeSketches(a, b), c))).toEqual(exactly(mergeSketches(a, mergeSketches(b, c))));
        expect(mergeSketches(a, b)).toEqual(mergeSketches(b, a));
        expect(mergeSketches(a, EMPTY_SKETCH)).toEqual(a);
        expect(mergeSketches(EMPTY_SKETCH, a)).toEqual(a);
      }),
    );
  });

  test("leaves what was merged as it was", () => {
    const [a, b] = [sketchOf([1, 2, 3]), sketchOf([2, 400])];
    const before = JSON.stringify([a, b]);
    mergeAllSketches([a, b, a]);
    expect(JSON.stringify([a, b])).toBe(before);
  });

  test("of 720 sketches with a hundred bins each takes milliseconds, not tens", () => {
    const next = chance(SEED);
    const list = Array.from({ length: 720 }, () =>
      sketchOf(Array.from({ length: 700 }, () => 10 * Math.exp(0.5 * drawNormal(next)))),
    );
    const took = Array.from({ length: 30 }, () => {
      const start = performance.now();
      mergeAllSketches(list);
      return performance.now() - start;
    }).sort((a, b) => a - b);
    const bins = list.reduce((sum, { keys }) => sum + keys.length, 0) / list.length;
    expect(bins).toBeGreaterThan(90);
    expect(took[0], `fastest of 30 runs at ${bins.toFixed(0)} bins`).toBeLessThan(3);
  });
});

describe("a sketch of a histogram", () => {
  const bounds = [5, 10, 25, 50, 100];

  test("keeps every count, and is off by at most the bucket's width plus 1 %", () => {
    check(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.5, 0.9, 0.99),
        (drawn, q) => {
          const counts = [...bounds, Infinity].map(
            (to, i) => drawn.filter((v) => v <= to && v > (bounds[i - 1] ?? 0)).length,
          );
          const of = sketchOfHistogram(bounds, counts);
          const exact = [...drawn].sort((a, b) => a - b)[Math.floor(q * (drawn.length - 1))] ?? NaN;
          const bucket = bounds.findIndex((to) => exact <= to);
          const read = quantile(of, q) ?? NaN;
          expect(of.count).toBe(drawn.length);
          expect(read).toBeGreaterThanOrEqual((bounds[bucket - 1] ?? 0) * 0.99);
          expect(read).toBeLessThanOrEqual((bounds[bucket] ?? NaN) * 1.01);
        },
      ),
    );
  });

  test("never lets values above the last bound read as inside it", () => {
    for (const last of [50, 49.99, 75, 0.3]) {
      const of = mergeSketches(sketchOfHistogram([10, last], [900, 0, 100]), sketchOf([last * 10]));
      expect(quantile(of, 0.99)).toBeGreaterThan(last);
    }
  });

  test("spreads a bucket as its counts say, not into one point", () => {
    expect(quantile(sketchOfHistogram([100], [1_000, 0]), 0.25)).toBeCloseTo(25, -1);
  });

  test("refuses counts that do not match the bounds", () => {
    expect(() => sketchOfHistogram([1, 2], [1, 2])).toThrow(RangeError);
    expect(() => sketchOfHistogram([], [1])).toThrow(RangeError);
  });
});

describe("the bytes of a sketch", () => {
  test("read back as the same sketch", () => {
    check(
      fc.property(sketch, (of) => {
        expect(decodeSketch(encodeSketch(of))).toEqual(of);
      }),
    );
    const large = sketchOfHistogram([1, 2, 3], [2 ** 40, 5, 0, 2 ** 45]);
    expect(decodeSketch(encodeSketch(large))).toEqual(large);
  });

  test("are 1 for nothing, 9 for a single value, and about two a bin", () => {
    expect(encodeSketch(EMPTY_SKETCH)).toHaveLength(1);
    expect(encodeSketch(sketchOf([48.3]))).toHaveLength(9);
    const of = sketchOf(distributions["lognormal"] ?? []);
    expect(encodeSketch(of).length).toBeLessThan(of.keys.length * 2.5 + 32);
  });

  test("are read from the middle of a longer buffer", () => {
    const of = sketchOf([1, 2, 3]);
    const bytes = encodeSketch(of);
    const longer = new Uint8Array(bytes.length + 7);
    longer.set(bytes, 5);
    expect(decodeSketch(longer.subarray(5, 5 + bytes.length))).toEqual(of);
  });

  test("are refused when cut short at any place, or too long", () => {
    for (const of of [sketchOf([7]), sketchOf([0, 1, 2, 300])]) {
      const bytes = encodeSketch(of);
      for (let length = 0; length < bytes.length; length++)
        expect(() => decodeSketch(bytes.subarray(0, length)), `${length} bytes`).toThrow();
      expect(() => decodeSketch(Uint8Array.of(...bytes, 0))).toThrow("too long");
    }
  });

  test("are refused when they describe no sketch", () => {
    const floats = [...new Uint8Array(24)];
    const whole = [...encodeSketch(sketchOf([1, 2])).slice(-24)];
    expect(() => decodeSketch(Uint8Array.of(9))).toThrow("layout 9");
    expect(() => decodeSketch(Uint8Array.of(2, 0, 2, 0, 0, 1, 1, ...whole))).toThrow("keys");
    expect(() => decodeSketch(Uint8Array.of(2, 0, 1, 0, 0, ...floats))).toThrow("counts");
    expect(() => decodeSketch(Uint8Array.of(2, 0, 255, 127, 0))).toThrow("too many bins");
    expect(() => decodeSketch(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f))).toThrow();
    expect(() => decodeSketch(Uint8Array.of(2, 255, 255, 255, 255, 255, 255, 255, 255, 1))).toThrow("too large");
  });

  test("are never something else than a sketch or a refusal, whatever arrives", () => {
    check(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        let read: Sketch | null = null;
        try {
          read = decodeSketch(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
        if (read !== null) expect(read.count).toBe(read.counts.reduce((sum, n) => sum + n, read.zeros));
      }),
    );
  });
});
