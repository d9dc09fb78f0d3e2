import { describe, expect, test } from "vitest";
import { aWindow, measured, T0 } from "#testing/a-window";
import { HOUR_MS, TICK_MS } from "../time.ts";
import { budgetSentence, errorBudget, type ErrorBudget } from "./error-budget.ts";
import { availability } from "./rates.ts";
import type { TargetWindow } from "./window.ts";

const PROMISE = { target: 0.9999, lengthMs: 36 * HOUR_MS };
const perHour = HOUR_MS / TICK_MS;

/** A critical probe that was measured in `known` ticks and down in `down` of them. */
function probe(id: string, known: number, down: number): TargetWindow {
  return measured({ id, kind: "http" }, { ticks: known, upKnown: known, upTicks: known - down });
}

function budgetAfter(hours: number, targets: readonly TargetWindow[], promise = PROMISE): ErrorBudget {
  return errorBudget(aWindow(targets, { from: T0, to: T0 + hours * HOUR_MS }), promise);
}

describe("the error budget", () => {
  test("of 99.99 % over 36 h is 12.96 s, all of it left at T0", () => {
    expect(budgetAfter(0, [probe("a", 0, 0)])).toEqual({
      allowedMs: 12_960,
      usedMs: 0,
      remainingShare: 1,
      elapsedShare: 0,
      coverage: 0,
      burnRate: null,
      outlook: { kind: "unmeasured" },
    });
  });

  test("after one tick down in 12 h has lost 5 s of it, burns at 1.16 and is gone at T+31h", () => {
    const budget = budgetAfter(12, [probe("a", 12 * perHour, 1)]);
    expect(budget.usedMs).toBe(5_000);
    expect(budget.remainingShare).toBeCloseTo(1 - 5 / 12.96, 12);
    expect(budget.elapsedShare).toBeCloseTo(1 / 3, 12);
    expect(budget.burnRate).toBeCloseTo(5 / 12.96 / (12 / 36), 12);
    // 5 s in 12 h are 12.96 s in 31.104 h.
    expect(budget.outlook).toEqual({ kind: "gone_at", at: expect.closeTo(T0 + 31.104 * HOUR_MS, 0) });
  });

  test("lasts at a burn rate of 1 or less, and does not above it", () => {
    const promise = { target: 0.999, lengthMs: 10 * HOUR_MS };
    const after5h = (down: number): ErrorBudget =>
      budgetAfter(5, [probe("a", 3_600, down), probe("b", 3_600, 0)], promise);
    expect(after5h(0)).toMatchObject({ burnRate: 0, outlook: { kind: "lasts" } });
    // Half of 36 s may be used in half of the window: 15 s are, and 20 s, averaged over two targets.
    expect(after5h(6)).toMatchObject({ usedMs: 15_000, outlook: { kind: "lasts" } });
    expect(after5h(6).burnRate).toBeCloseTo(15 / 18, 12);
    expect(after5h(8)).toMatchObject({ usedMs: 20_000, outlook: { kind: "gone_at" } });
    expect(after5h(8).burnRate).toBeCloseTo(20 / 18, 12);
  });

  test("used up to the millisecond is gone, and more leaves less than nothing", () => {
    const promise = { target: 0.9999, lengthMs: 50_000_000 };
    expect(budgetAfter(1, [probe("a", 720, 1)], promise)).toMatchObject({
      allowedMs: 5_000,
      remainingShare: 0,
      outlook: { kind: "gone" },
    });
    expect(budgetAfter(1, [probe("a", 720, 2)], promise)).toMatchObject({
      remainingShare: -1,
      outlook: { kind: "gone" },
    });
  });

  test("averages over the critical targets, and asks nobody else", () => {
    const push = measured({ id: "push", kind: "push" }, { ticks: 720, upKnown: 0 });
    const other = measured({ id: "other", kind: "http", critical: false }, { ticks: 720, upKnown: 720, upTicks: 0 });
    expect(budgetAfter(1, [probe("a", 720, 3), probe("b", 720, 1), push, other]).usedMs).toBe(10_000);
    expect(budgetAfter(1, [other])).toMatchObject({ usedMs: 0, burnRate: null, outlook: { kind: "unmeasured" } });
  });

  test("neither uses nor saves unmeasured time: a gap moves no burn rate, only the coverage", () => {
    const whole = budgetAfter(10, [probe("a", 10 * perHour, 1)]);
    const half = budgetAfter(20, [probe("a", 10 * perHour, 1)]);
    expect(half).toMatchObject({ usedMs: whole.usedMs, remainingShare: whole.remainingShare, coverage: 0.5 });
    expect(half.burnRate).toBe(whole.burnRate);
    // What is left is used at the same rate, from now on.
    const left = (budget: ErrorBudget, hours: number): number =>
      budget.outlook.kind === "gone_at" ? budget.outlook.at - T0 - hours * HOUR_MS : NaN;
    expect(left(half, 20)).toBeCloseTo(left(whole, 10), 3);
  });

  test("burns at (1 - availability) / (1 - target), whatever was measured of which target", () => {
    const targets = [probe("a", 700, 3), probe("b", 11, 1), probe("c", 0, 0)];
    const window = aWindow(targets, { from: T0, to: T0 + HOUR_MS });
    const share = 1 - (availability(window).value ?? NaN);
    expect(errorBudget(window, PROMISE).burnRate).toBeCloseTo(share / 0.0001, 6);
  });

  test.each([1, 1.2, -0.1, NaN])("refuses a target of %d", (target) => {
    expect(() => budgetAfter(1, [], { ...PROMISE, target })).toThrow(RangeError);
  });

  test("refuses a window that is longer than what the target is promised for", () => {
    expect(() => budgetAfter(37, [])).toThrow(RangeError);
    expect(budgetAfter(36, [probe("a", 36 * perHour, 0)])).toMatchObject({ elapsedShare: 1, coverage: 1 });
  });
});

test.each([
  [12, 0, 0, "The error budget is 12.96 s; nothing is measured yet."],
  [
    12,
    12 * 720,
    0,
    "100 % of the error budget is left (12.96 s of 12.96 s): at this rate it lasts to the end of the window.",
  ],
  [
    12,
    12 * 720,
    1,
    "61.4 % of the error budget is left (7.96 s of 12.96 s): at this rate the budget is gone at 23:06 UTC.",
  ],
  [1, 720, 1, "61.4 % of the error budget is left (7.96 s of 12.96 s): at this rate the budget is gone at 18:35 UTC."],
  [12, 12 * 720, 3, "The error budget is gone: 15 s used of 12.96 s."],
])("after %d h with %d ticks measured and %d down the page says: %s", (...[hours, known, down, sentence]) => {
  expect(budgetSentence(budgetAfter(hours, [probe("a", known, down)]), T0 + hours * HOUR_MS)).toBe(sentence);
});
