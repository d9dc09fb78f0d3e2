import { expect, test } from "vitest";
import { CALM, nextLoad, type Load, type LoadReading } from "./load-watch.ts";

const WELL = { heapShare: 0.2, lagMs: 5 };

function after(readings: readonly LoadReading[], from: Load = CALM): boolean {
  return readings.reduce(nextLoad, from).isShedding;
}

test("a heap that fills up sheds at once, and recovers by itself", () => {
  const short = nextLoad(CALM, { heapShare: 0.8, lagMs: 5 });
  expect(short.isShedding).toBe(true);
  expect(after(Array<LoadReading>(9).fill(WELL), short)).toBe(true);
  expect(after(Array<LoadReading>(10).fill(WELL), short)).toBe(false);
});

test("one long pause sheds nothing, two seconds of them do", () => {
  const late = { heapShare: 0.2, lagMs: 1_500 };
  expect(after([late, WELL, late, WELL, late])).toBe(false);
  expect(after([late, late, late, late])).toBe(true);
});

test("between well and too much nothing changes", () => {
  const between = { heapShare: 0.7, lagMs: 500 };
  expect(after(Array<LoadReading>(50).fill(between))).toBe(false);
  const shedding = nextLoad(CALM, { heapShare: 0.9, lagMs: 5 });
  expect(after(Array<LoadReading>(50).fill(between), shedding)).toBe(true);
});
