import { describe, expect, it } from "vitest";
import { sketchOf } from "#core/measure/sketch";
import { EMPTY_SUM, type WindowSum } from "#core/measure/window";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import type { Piece } from "./pieces.ts";
import { makeSumCache, type HourPart, type SumCache } from "./sum-cache.ts";
import { ticksOf } from "./time-keys.ts";

const whole = (hour: number): HourPart => ({ hour, ticks: ticksOf(hour), stepMs: HOUR_MS });
const sum: WindowSum = { ...EMPTY_SUM, ticks: 1, requests: 1, latency: sketchOf([12]) };
const pieces = (key: number, hour: number): readonly Piece[] => [{ key, from: hour * HOUR_MS, sum }];

function fill(cache: SumCache, hours: readonly number[], keys: readonly number[]): void {
  const reading = cache.begin();
  for (const hour of hours) reading.keep(whole(hour), new Map(keys.map((key) => [key, pieces(key, hour)])));
  reading.end();
}

function knows(cache: SumCache, part: HourPart, keys: readonly number[]): boolean {
  const reading = cache.begin();
  const known = reading.known(part, keys) !== null;
  reading.end();
  return known;
}

describe("a cache of sums", () => {
  it("knows a part for exactly the targets it was read for", () => {
    const cache = makeSumCache(100);
    fill(cache, [7], [1, 2]);
    fill(cache, [7], [3]);
    expect(knows(cache, whole(7), [1, 2, 3])).toBe(true);
    expect(knows(cache, whole(7), [1, 4])).toBe(false);
    expect(knows(cache, { ...whole(7), ticks: { ...ticksOf(7), from: ticksOf(7).from + 1 } }, [1])).toBe(false);
    expect(knows(cache, { ...whole(7), stepMs: MINUTE_MS }, [1])).toBe(false);
  });

  it("remembers that a target had nothing", () => {
    const cache = makeSumCache(100);
    const reading = cache.begin();
    reading.keep(whole(7), new Map([[1, []]]));
    expect(reading.known(whole(7), [1])?.get(1)).toEqual([]);
  });

  it("forgets the hours that are written to, and no other", () => {
    const cache = makeSumCache(100);
    fill(cache, [6, 7, 8], [1]);
    cache.changed([7]);
    expect([6, 7, 8].map((hour) => knows(cache, whole(hour), [1]))).toEqual([true, false, true]);
  });

  it("does not keep what was read while its hour was written to", () => {
    const cache = makeSumCache(100);
    const reading = cache.begin();
    cache.changed([7]);
    reading.keep(whole(7), new Map([[1, pieces(1, 7)]]));
    reading.keep(whole(8), new Map([[1, pieces(1, 8)]]));
    reading.end();
    expect([7, 8].map((hour) => knows(cache, whole(hour), [1]))).toEqual([false, true]);
  });

  it("keeps nothing of a reading during which it was cleared", () => {
    const cache = makeSumCache(100);
    fill(cache, [6], [1]);
    const reading = cache.begin();
    cache.clear();
    reading.keep(whole(7), new Map([[1, pieces(1, 7)]]));
    expect([6, 7].map((hour) => knows(cache, whole(hour), [1]))).toEqual([false, false]);
  });

  it("makes room by what was not asked for the longest", () => {
    const cache = makeSumCache(6);
    fill(cache, [1, 2, 3], [1, 2]);
    expect(knows(cache, whole(1), [1])).toBe(true);
    fill(cache, [4], [1, 2]);
    expect([1, 2, 3, 4].map((hour) => knows(cache, whole(hour), [1]))).toEqual([true, false, true, true]);
  });

  it("holds nothing that is larger than itself", () => {
    const cache = makeSumCache(3);
    fill(cache, [1], [1, 2, 3, 4]);
    expect(knows(cache, whole(1), [1])).toBe(false);
  });
});
