import { describe, expect, test } from "vitest";
import { aWindow, measured, T0 } from "#testing/a-window";
import { HOUR_MS, MINUTE_MS, SECOND_MS, TICK_MS } from "../time.ts";
import { burnRules, judgeBurn, type Burn, type BurnRule } from "./burn-rate.ts";
import { errorBudget } from "./error-budget.ts";
import type { Window } from "./window.ts";

const PROMISE = { target: 0.999, lengthMs: 36 * HOUR_MS };
const NOW = T0 + 12 * HOUR_MS;
const [FAST, MIDDLE, SLOW] = burnRules(PROMISE.lengthMs) as [BurnRule, BurnRule, BurnRule];

/** The last `lengthMs` before now of 100 critical probes, `down` target-ticks of them unavailable; measured unless said. */
function last(lengthMs: number, down: number, seen = true): Window {
  const ticks = (100 * lengthMs) / TICK_MS;
  const sum = seen ? { ticks, upKnown: ticks, upTicks: ticks - down } : { ticks: 0, upKnown: 0, upTicks: 0 };
  const others = Array.from({ length: 99 }, (_, i) => measured({ id: `p${i}`, kind: "http" }, { ticks: 0 }));
  return aWindow([measured({ id: "a", kind: "http" }, sum), ...others], { from: NOW - lengthMs, to: NOW });
}

function judged(rule: BurnRule, down: { long: number; short: number; before?: number }, seen = true): Burn {
  return judgeBurn({
    rule,
    promise: PROMISE,
    long: last(rule.longMs, down.long, seen),
    short: last(rule.shortMs, down.short, seen),
    budget: errorBudget(last(12 * HOUR_MS, down.before ?? down.long), PROMISE),
  });
}

describe("the workbook's rules", () => {
  test("are its own over 30 days", () => {
    expect(burnRules(720 * HOUR_MS)).toEqual([
      { budgetShare: 0.02, longMs: HOUR_MS, shortMs: 5 * MINUTE_MS, burnRate: expect.closeTo(14.4, 9) },
      { budgetShare: 0.05, longMs: 6 * HOUR_MS, shortMs: 30 * MINUTE_MS, burnRate: expect.closeTo(6, 9) },
      { budgetShare: 0.1, longMs: 72 * HOUR_MS, shortMs: 6 * HOUR_MS, burnRate: expect.closeTo(1, 9) },
    ]);
  });

  test("keep burn rate and budget over 36 h, in a twentieth of the time", () => {
    expect([FAST, MIDDLE, SLOW]).toEqual([
      { budgetShare: 0.02, longMs: 3 * MINUTE_MS, shortMs: 15 * SECOND_MS, burnRate: expect.closeTo(14.4, 9) },
      { budgetShare: 0.05, longMs: 18 * MINUTE_MS, shortMs: 90 * SECOND_MS, burnRate: expect.closeTo(6, 9) },
      { budgetShare: 0.1, longMs: 216 * MINUTE_MS, shortMs: 18 * MINUTE_MS, burnRate: expect.closeTo(1, 9) },
    ]);
  });

  test("of any length use their share of the budget in whole ticks", () => {
    for (const lengthMs of [MINUTE_MS, HOUR_MS, 7 * HOUR_MS, 100 * HOUR_MS])
      for (const { budgetShare, longMs, shortMs, burnRate } of burnRules(lengthMs)) {
        expect((burnRate * longMs) / lengthMs).toBeCloseTo(budgetShare, 12);
        expect([longMs % TICK_MS, shortMs % TICK_MS]).toEqual([0, 0]);
        expect(shortMs).toBeGreaterThan(0);
      }
  });
});

describe("a burn", () => {
  // 3 min of 100 targets are 3,600 target-ticks, of which 0.1 % may fail: 3.6 at a burn rate of 1, 51.84 at 14.4.
  test("fires when both windows burn at the rule's rate, and not when only one does", () => {
    expect(judged(FAST, { long: 52, short: 5 }).firing).toBe(true);
    expect(judged(FAST, { long: 51, short: 5 }).firing).toBe(false);
    expect(judged(FAST, { long: 52, short: 4 }).firing).toBe(false);
    expect(judged(FAST, { long: 72, short: 5 }).long).toBeCloseTo(20, 9);
  });

  test("says what burned, against which rule, and when the budget is gone", () => {
    const burn = judged(FAST, { long: 72, short: 5, before: 432 });
    // 432 of the 2,592 target-ticks allowed are used; what is left lasts 5/6 of 36 h / 20.
    expect(burn.goneAt).toBeCloseTo(NOW + 1.5 * HOUR_MS, 0);
    expect(burn.sentence).toBe(
      "Over the last 3 min the error budget burned at 20 times the rate that lasts (14.4 uses 2 % of it in 3 min): " +
        "at this rate the budget is gone at 05:30 UTC.",
    );
  });

  test("that lasts, or has nothing left to burn, says so", () => {
    expect(judged(SLOW, { long: 0, short: 0 })).toMatchObject({
      firing: false,
      long: 0,
      goneAt: null,
      sentence: expect.stringMatching(/burned at 0 times .*: at this rate it lasts to the end of the window\.$/),
    });
    expect(judged(MIDDLE, { long: 200, short: 20, before: 26_000 })).toMatchObject({
      firing: true,
      goneAt: null,
      sentence: expect.stringContaining(": the budget is gone."),
    });
  });

  test("does not fire where nothing was measured", () => {
    expect(judged(FAST, { long: 0, short: 0 }, false)).toEqual({
      rule: FAST,
      long: null,
      short: null,
      firing: false,
      goneAt: null,
      sentence: "Nothing was measured in the last 3 min: no burn rate.",
    });
  });
});
