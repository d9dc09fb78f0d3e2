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
      const { placed } = criticalPath(activities);
      const all = [...(placed?.values() ?? [])];
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
  const { placed } = criticalPath([
    { id: "long", lengthMs: 5, notBefore: 0, needs: [] },
    { id: "short", lengthMs: 2, notBefore: 0, needs: [] },
    { id: "end", lengthMs: 1, notBefore: 0, needs: ["long", "short"] },
  ]);
  expect(placed?.get("short")).toMatchObject({ earlyFrom: 0, slackMs: 3, critical: false });
  expect(placed?.get("end")).toMatchObject({ earlyFrom: 5, slackMs: 0, critical: true });
});

test("a cycle is named instead of dates", () => {
  const round = (id: string, need: string): Activity => ({ id, lengthMs: 1, notBefore: 0, needs: [need] });
  expect(criticalPath([round("a", "b"), round("b", "c"), round("c", "b")])).toEqual({
    cycle: ["b", "c"],
    placed: null,
  });
});
