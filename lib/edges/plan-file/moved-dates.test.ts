import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { DAY_MS, MINUTE_MS } from "#core/time";
import { movedDates } from "#core/plan/moved-dates";
import { planSchema } from "#core/plan/plan";
import { ownT0 } from "#core/plan/schedule";

const FILE = new URL("../../../plans/full-rollout-sprint-3.yaml", import.meta.url);
const PLAN = planSchema.parse(parse(readFileSync(FILE, "utf8")));
const T0 = ownT0(PLAN);

test("everything shifts together, by as much as T0, and every length stays", () => {
  const minutes = fc.integer({ min: -30 * 1_440, max: 400 * 1_440 });
  fc.assert(
    fc.property(minutes, minutes, (first, second) => {
      const [from, to] = [T0 + first * MINUTE_MS, T0 + second * MINUTE_MS];
      const dates = movedDates(PLAN, { from, to }).flatMap((part) => part.dates);
      expect(new Set(dates.map(({ old, next }) => next.from - old.from))).toEqual(new Set([to - from]));
      expect(dates.filter(({ old, next }) => next.to - next.from !== old.to - old.from)).toEqual([]);
    }),
  );
});

test("the shipped plan's phases, gates, shifts, sprint and reports are all there", () => {
  const parts = movedDates(PLAN, { from: T0, to: T0 + DAY_MS });
  expect(parts.map(({ label }) => label)).toEqual(["T0", "Phases", "Gates", "Shifts", "Sprint", "Reports"]);
  const keys = parts.flatMap(({ dates }) => dates.map(({ key }) => key));
  for (const id of ["stream-1", "stream-3", "sprint-complete"]) expect(keys).toContain(id);
  expect(parts[2]?.dates).toHaveLength(PLAN.gates.length);
});
