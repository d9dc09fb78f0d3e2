import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allShares, checkSplit, percentText, splitText, stableShare, type Split } from "./split.ts";

const GROUPS = [
  { id: "canary", label: "Canary" },
  { id: "ramp", label: "Ramp" },
  { id: "rollout", label: "Rollout" },
];
const share = fc.integer({ min: 0, max: 1_000 }).map((tenths) => tenths / 10);
const anySplit: fc.Arbitrary<Split> = fc.record({ canary: share, ramp: share, rollout: share });

test("what no group has stays on the stable version", () => {
  expect(stableShare({})).toBe(100);
  expect(stableShare({ canary: 1, ramp: 10 })).toBe(89);
  expect(stableShare({ canary: 33.3, rollout: 66.7 })).toBe(0);
});

test("a split that passes gives out 100 % with the stable version, and any other is over 100 %", () => {
  fc.assert(
    fc.property(anySplit, (split) => {
      const all = Object.values(allShares(split, ["canary", "ramp", "rollout"])).reduce((sum, one) => sum + one, 0);
      if (checkSplit(split, GROUPS).ok) expect(all).toBeCloseTo(100, 5);
      else expect(all).toBeGreaterThan(100);
    }),
  );
});

describe("a split that cannot be is refused in words", () => {
  test.each([
    [{ canary: 1, rollout: 100 }, "That gives out 101 % of the traffic: Canary 1 %, Rollout 100 %."],
    [{ beta: 1 }, 'There is no group "beta" to give traffic to.'],
    [{ stable: 50 }, 'There is no group "stable" to give traffic to.'],
    [{ ramp: -1 }, "Ramp cannot have -1 % of the traffic."],
    [{ ramp: 100.5 }, "Ramp cannot have 100.5 % of the traffic."],
    [{ ramp: Number.NaN }, "Ramp needs a share from 0 to 100 %."],
  ])("%j", (split, message) => {
    expect(checkSplit(split, GROUPS)).toEqual({ ok: false, refusal: { code: "invalid", message } });
  });
});

test("a split reads in the plan's order, without groups that have nothing", () => {
  expect(splitText({ rollout: 50, canary: 0 }, GROUPS)).toBe("Rollout 50 %, Stable version 50 %");
  expect(splitText({ rollout: 100 }, GROUPS)).toBe("Rollout 100 %");
});

test.each([
  [50, "50 %"],
  [100 / 3, "33.33 %"],
  [0.1, "0.1 %"],
  [0, "0 %"],
])("%d reads %s", (value, text) => {
  expect(percentText(value)).toBe(text);
});
