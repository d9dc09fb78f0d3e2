import fc from "fast-check";
import { expect, test } from "vitest";
import { weightsFor, type WeightedGroup } from "./weights.ts";

function group(name: string, share: number, servers = 1): WeightedGroup {
  return { group: name, share, servers: Array.from({ length: servers }, (_, i) => `${name}-${i + 1}`) };
}

function weights(...groups: readonly WeightedGroup[]): Readonly<Record<string, number>> {
  return Object.fromEntries(weightsFor(groups, 256));
}

function worstError(groups: readonly WeightedGroup[], given: ReadonlyMap<string, number>): number {
  const total = [...given.values()].reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    ...groups.map(({ share, servers }) => {
      const weight = servers.reduce((sum, server) => sum + (given.get(server) ?? 0), 0);
      return Math.abs((weight / total) * 100 - share);
    }),
  );
}

test("weights read as percent where they can", () => {
  expect(weights(group("canary", 1), group("ramp", 10), group("stable", 89))).toEqual({
    "canary-1": 1,
    "ramp-1": 10,
    "stable-1": 89,
  });
  expect(weights(group("rollout", 100), group("stable", 0))).toEqual({ "rollout-1": 100, "stable-1": 0 });
});

test("servers of a group get the same where that is as exact", () => {
  expect(weights(group("rollout", 50, 3), group("stable", 50))).toEqual({
    "rollout-1": 17,
    "rollout-2": 17,
    "rollout-3": 17,
    "stable-1": 51,
  });
  const few = weights(group("canary", 1, 2), group("stable", 99, 4));
  expect(few["canary-1"]).toBe(few["canary-2"]);
  expect(few["canary-1"]).toBeGreaterThan(0);
});

test("a share too small for whole weights is 0", () => {
  expect(weights(group("canary", 0.01), group("stable", 99.99))["canary-1"]).toBe(0);
});

const shares = fc
  .tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }))
  .map(([a, b]) => [Math.min(a, b), Math.abs(a - b), 1_000 - Math.max(a, b)].map((tenths) => tenths / 10));

test("no weights at all come nearer, tried out with every one from 0 to 9", () => {
  fc.assert(
    fc.property(shares, fc.integer({ min: 1, max: 2 }), ([a = 0, b = 0, c = 0], servers) => {
      const groups = [group("a", a, servers), group("b", b), group("c", c)];
      const found = worstError(groups, weightsFor(groups, 9));
      for (let wa = 0; wa <= 9 * servers; wa++)
        for (let wb = 0; wb <= 9; wb++)
          for (let wc = wa + wb === 0 ? 1 : 0; wc <= 9; wc++) {
            const total = wa + wb + wc;
            const error = Math.max(
              ...[wa / total - a / 100, wb / total - b / 100, wc / total - c / 100].map((off) => Math.abs(off) * 100),
            );
            if (error < found - 1e-5) throw new Error(`${wa}:${wb}:${wc} is nearer by ${found - error}`);
          }
    }),
    { numRuns: 60 },
  );
});

test("up to 256, a split of three groups is met within a quarter of a point", () => {
  fc.assert(
    fc.property(shares, fc.integer({ min: 1, max: 4 }), ([a = 0, b = 0, c = 0], servers) => {
      const groups = [group("a", a, servers), group("b", b), group("c", c)];
      const given = weightsFor(groups, 256);
      expect([...given.values()].every((weight) => Number.isInteger(weight) && weight >= 0 && weight <= 256)).toBe(
        true,
      );
      expect(worstError(groups, given)).toBeLessThanOrEqual(0.25);
    }),
    { numRuns: 60 },
  );
});
