import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MINUTE_MS } from "../time.ts";
import { aSample, aTargetOf, T0 } from "#testing/a-window";
import type { Sample } from "./sample.ts";
import { sketchOf } from "./sketch.ts";
import {
  addSample,
  EMPTY_SUM,
  mergeAllSums,
  mergeSums,
  mergeWindows,
  sumOf,
  type GaugeSum,
  type WindowSum,
} from "./window.ts";

// Multiples of 1/64 add up without rounding, so that most of what follows can be compared exactly.
const reading = fc.integer({ min: -6_400, max: 6_400 }).map((n) => n / 64);
const gauges = fc.dictionary(fc.constantFrom("cpu", "memory", "constructor", "toString"), reading);
const sample = fc
  .record({
    tick: fc.integer({ min: 0, max: 5 }),
    up: fc.constantFrom(true, false, null),
    requests: fc.integer({ min: 0, max: 50 }),
    errors: fc.integer({ min: 0, max: 9 }),
    latency: fc.option(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 5 }).map(sketchOf)),
    gauges,
  })
  .map(aSample);
const samples = fc.array(sample, { maxLength: 20 });
const sum = samples.map(sumOf);

/** The definition, counted by hand. */
function byHand(all: readonly Sample[]): Omit<WindowSum, "latency"> {
  const names = [...new Set(all.flatMap((one) => Object.keys(one.gauges)))];
  const readings = (name: string): GaugeSum => {
    const giving = all.filter((one) => Object.hasOwn(one.gauges, name));
    const values = giving.map((one) => one.gauges[name] as number);
    const lastTick = Math.max(...giving.map((one) => one.tick));
    const add = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
    return {
      n: values.length,
      sum: add(values),
      min: Math.min(...values),
      max: Math.max(...values),
      last: add(giving.filter((one) => one.tick === lastTick).map((one) => one.gauges[name] as number)),
      lastTick,
    };
  };
  return {
    ticks: all.length,
    upKnown: all.filter((one) => one.up !== null).length,
    upTicks: all.filter((one) => one.up).length,
    requests: all.reduce((total, one) => total + one.requests, 0),
    errors: all.reduce((total, one) => total + one.errors, 0),
    gauges: Object.fromEntries(names.map((name) => [name, readings(name)])),
  };
}

describe("a window's sum", () => {
  test("is what counting its samples by hand gives", () => {
    fc.assert(
      fc.property(samples, (all) => {
        const { latency, ...counted } = sumOf(all);
        expect(counted).toEqual(byHand(all));
        expect(latency.count).toBe(all.reduce((total, one) => total + (one.latency?.count ?? 0), 0));
      }),
    );
  });

  test("is the same whether samples come one by one or all at once", () => {
    fc.assert(
      fc.property(samples, (all) => {
        expect(all.reduce(addSample, EMPTY_SUM)).toEqual(sumOf(all));
      }),
    );
  });

  test("is the same in any order and in any parts", () => {
    const shuffled = samples.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat({ max: 20 })),
    );
    fc.assert(
      fc.property(shuffled, ([all, mixed, cut]) => {
        expect(mergeSums(sumOf(mixed.slice(0, cut)), sumOf(mixed.slice(cut)))).toEqual(sumOf(all));
      }),
    );
  });

  test("merges associatively and commutatively, with the empty sum as identity", () => {
    fc.assert(
      fc.property(sum, sum, sum, (a, b, c) => {
        expect(mergeSums(mergeSums(a, b), c)).toEqual(mergeSums(a, mergeSums(b, c)));
        expect(mergeSums(a, b)).toEqual(mergeSums(b, a));
        expect(mergeSums(a, EMPTY_SUM)).toEqual(a);
        expect(mergeSums(EMPTY_SUM, a)).toEqual(a);
        expect(mergeAllSums([a, EMPTY_SUM, b, c])).toEqual(mergeSums(mergeSums(a, b), c));
      }),
    );
  });

  test("merges gauges of any size up to rounding", () => {
    const any = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const one = fc.tuple(any, fc.nat({ max: 3 })).map(([v, tick]) => sumOf([aSample({ tick, gauges: { v } })]));
    const near = (x: number, y: number): void => expect(Math.abs(x - y)).toBeLessThanOrEqual(1e-3);
    fc.assert(
      fc.property(one, one, one, (a, b, c) => {
        const left = mergeSums(mergeSums(a, b), c).gauges["v"];
        const right = mergeSums(a, mergeSums(b, c)).gauges["v"];
        near(left?.sum ?? NaN, right?.sum ?? NaN);
        near(left?.last ?? NaN, right?.last ?? NaN);
        expect({ ...left, sum: 0, last: 0 }).toEqual({ ...right, sum: 0, last: 0 });
      }),
    );
  });

  test("leaves the sums that it is made of as they were", () => {
    const a = sumOf([aSample({ gauges: { cpu: 1 } })]);
    const before = structuredClone(a);
    mergeSums(a, sumOf([aSample({ tick: 1, gauges: { cpu: 9 } })]));
    expect(a).toEqual(before);
  });
});

describe("consecutive windows as one", () => {
  const [web, shop] = [aTargetOf({ id: "web" }), aTargetOf({ id: "shop" })];
  const minute = (n: number): { from: number; to: number } => ({
    from: T0 + n * MINUTE_MS,
    to: T0 + (n + 1) * MINUTE_MS,
  });

  test("sum each target over all of them, and reach from the earliest to the latest, in any order", () => {
    const [one, two, three] = [1, 2, 3].map((requests) => sumOf([aSample({ requests })])) as [
      WindowSum,
      WindowSum,
      WindowSum,
    ];
    const merged = mergeWindows([
      { range: minute(1), targets: [{ target: web, sum: two }] },
      {
        range: minute(0),
        targets: [
          { target: web, sum: one },
          { target: shop, sum: three },
        ],
      },
    ]);
    expect(merged.range).toEqual({ from: T0, to: T0 + 2 * MINUTE_MS });
    expect(merged.targets.map(({ target, sum: { requests } }) => [target.id, requests])).toEqual([
      ["web", 3],
      ["shop", 3],
    ]);
  });

  test("keep a target that was never measured, so that it goes on lowering coverage", () => {
    const merged = mergeWindows([{ range: minute(0), targets: [{ target: web, sum: EMPTY_SUM }] }]);
    expect(merged.targets).toEqual([{ target: web, sum: EMPTY_SUM }]);
  });

  test("are refused when there are none: no range would be true", () => {
    expect(() => mergeWindows([])).toThrow(RangeError);
  });
});
