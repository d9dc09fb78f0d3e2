import fc from "fast-check";
import { expect, test } from "vitest";
import { differenceSentence, shareDifferences } from "./compare.ts";

const GROUPS = [
  { id: "canary", label: "Canary" },
  { id: "rollout", label: "Rollout" },
];
const groups = GROUPS;

test("a difference names the group and, as it is the other half, the stable version", () => {
  const differences = shareDifferences({ rollout: 50 }, { rollout: 100 }, { groups });
  expect(differences).toEqual([
    { group: "rollout", intended: 50, actual: 100 },
    { group: "stable", intended: 50, actual: 0 },
  ]);
  expect(differenceSentence(differences, { groups, from: "haproxy" })).toBe(
    "Rollout 50 % intended, 100 % read back from haproxy; Stable version 50 % intended, 0 % read back from haproxy.",
  );
});

test("as near as whole weights come is the same", () => {
  const near = shareDifferences({ rollout: 50 }, { rollout: 50.4 }, { groups });
  expect(near).toEqual([]);
  expect(differenceSentence(near, { groups, from: "haproxy" })).toBeNull();
  expect(shareDifferences({ rollout: 50 }, { rollout: 50.4 }, { groups, tolerance: 0.1 })).toHaveLength(2);
});

test("a split never differs from itself, and a difference is the same from both sides", () => {
  const share = fc.integer({ min: 0, max: 50 });
  const split = fc.record({ canary: share, rollout: share });
  fc.assert(
    fc.property(split, split, (one, other) => {
      expect(shareDifferences(one, one, { groups })).toEqual([]);
      const back = shareDifferences(other, one, { groups });
      expect(shareDifferences(one, other, { groups })).toEqual(
        back.map(({ group, intended, actual }) => ({ group, intended: actual, actual: intended })),
      );
    }),
  );
});
