import fc from "fast-check";
import { expect, test } from "vitest";
import { criticalPath, type Activity } from "./critical-path.ts";

/** Activities that need only earlier ones, so that there is no cycle. */
const networks = fc
  .array(
    fc.record({ lengthMs: fc.integer({ min: 1, max: 50 }), picks: fc.array(fc.nat({ max: 20 }), { maxLength: 3 }) }),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((items) =>
    items.map(({ lengthMs, picks }, i): Activity => {
      const needs = i === 0 ? [] : [...new Set(picks.map((pick) => `a${pick % i}`))];
      return { id: `a${i}`, lengthMs, notBefore: 0, needs };
    }),
  );

test("slack is never negative, and the critical path is as long as the whole", () => {
  fc.assert(
    fc.property(networks, (activities) => {
      const all = [...criticalPath(activities).values()];
      expect(all.every(({ slackMs }) => slackMs >= 0)).toBe(true);
      const finish = Math.max(...all.map(({ earlyTo }) => earlyTo));
      const byId = new Map(activities.map((activity) => [activity.id, activity]));
      let at = all.find(({ critical, earlyTo }) => critical && earlyTo === finish);
      let length = 0;
      while (at) {
        length += byId.get(at.id)?.lengthMs ?? 0;
        const { id, earlyFrom } = at;
        const needs = byId.get(id)?.needs ?? [];
        at = all.find((other) => needs.includes(other.id) && other.critical && other.earlyTo === earlyFrom);
      }
      expect(length).toBe(finish);
    }),
  );
});

test("an activity off the longest chain has what is missing to it as slack", () => {
  const placed = criticalPath([
    { id: "long", lengthMs: 5, notBefore: 0, needs: [] },
    { id: "short", lengthMs: 2, notBefore: 0, needs: [] },
    { id: "end", lengthMs: 1, notBefore: 0, needs: ["long", "short"] },
  ]);
  expect(placed.get("short")).toMatchObject({ earlyFrom: 0, slackMs: 3, critical: false });
  expect(placed.get("end")).toMatchObject({ earlyFrom: 5, slackMs: 0, critical: true });
});

test("what goes round in a circle has no dates, and everything else has", () => {
  const round = (id: string, need: string): Activity => ({ id, lengthMs: 1, notBefore: 0, needs: [need] });
  const placed = criticalPath([round("a", "none"), round("b", "c"), round("c", "b")]);
  expect([...placed.keys()]).toEqual(["a"]);
});

test("slack counts to the end that is wanted, and says by how much it is missed", () => {
  const chain = [
    { id: "first", lengthMs: 5, notBefore: 0, needs: [] },
    { id: "last", lengthMs: 2, notBefore: 0, needs: ["first"] },
    { id: "beside", lengthMs: 1, notBefore: 0, needs: [] },
  ];
  const slack = (end: number): unknown =>
    [...criticalPath(chain, end).values()].map((one) => [one.id, one.slackMs, one.critical]);
  expect(slack(10)).toEqual([
    ["first", 3, true],
    ["beside", 9, false],
    ["last", 3, true],
  ]);
  expect(slack(6)).toEqual([
    ["first", -1, true],
    ["beside", 5, false],
    ["last", -1, true],
  ]);
});

test("a network of 2,000 in one chain is no matter", () => {
  const chain = Array.from({ length: 2_000 }, (_, i): Activity => ({
    id: `a${i}`,
    lengthMs: 1,
    notBefore: 0,
    needs: i === 0 ? [] : [`a${i - 1}`],
  }));
  expect(criticalPath(chain).get("a1999")).toMatchObject({ earlyTo: 2_000, critical: true });
});
