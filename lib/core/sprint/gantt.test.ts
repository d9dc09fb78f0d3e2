import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aSprint, aTask } from "#testing/a-plan";
import { PLAN_T0 } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { EMPTY_ROOM } from "../room/room.ts";
import { DAY_MS } from "../time.ts";
import { ganttArrows, ganttPlace, ganttRows, ganttSpan, ganttTicks } from "./gantt.ts";
import { dateOf } from "../plan/when.ts";
import { sprintNow } from "./sprint-now.ts";

const one = aTask("one", "2030-05-07", "2030-05-08");
const two = { ...aTask("two", "2030-05-10", "2030-05-11"), needs: ["one", "stable"] };
const milestones = [
  { id: "stable", label: "Stable", at: "2030-05-09T23:59Z", needs: ["one"] },
  { id: "end", label: "End", at: "2030-05-19T23:59Z", needs: ["stable", "two"] },
];
const plan = aRoomPlan({ sprint: aSprint([one, two], { to: "2030-05-19", milestones }) });
const sprint = sprintNow({ plan, t0: PLAN_T0, room: EMPTY_ROOM });
const rows = ganttRows(sprint, plan);

describe("the span holds all dates in whole steps", () => {
  test.each([
    ["day", "2030-05-07", "2030-05-22", 15],
    ["week", "2030-05-06", "2030-05-20", 2],
    ["month", "2030-05-01", "2030-08-01", 3],
  ] as const)("of a %s", (zoom, from, to, ticks) => {
    const span = ganttSpan(sprint, zoom);
    expect([dateOf(span.from), dateOf(span.to)]).toEqual([from, to]);
    const marks = ganttTicks(span, zoom);
    expect(marks).toHaveLength(ticks);
    expect(marks[0]).toBe(span.from);
  });
});

test("weeks begin on Mondays, before the epoch too", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 4e12 }), (from) => {
      const ticks = ganttTicks({ from, to: from + 30 * DAY_MS }, "week");
      expect(ticks.every((at) => new Date(at).getUTCDay() === 1 && at % DAY_MS === 0)).toBe(true);
    }),
  );
});

test("places are shares of the span", () => {
  const span = ganttSpan(sprint, "week");
  expect([span.from, span.to, (span.from + span.to) / 2].map((at) => ganttPlace(span, at))).toEqual([0, 100, 50]);
});

describe("arrows", () => {
  test("go from what comes first to what waits, milestones too", () => {
    const found = ganttArrows(rows, sprint, null).map(({ id, kind, fromRow, toRow, broken }) => [
      id,
      kind,
      fromRow,
      toRow,
      broken,
    ]);
    expect(found).toEqual([
      ["one two", "task-task", 2, 3, false],
      ["stable two", "milestone-task", 0, 3, false],
      ["one stable", "task-milestone", 2, 0, false],
      ["stable end", "milestone-milestone", 0, 0, false],
      ["two end", "task-milestone", 3, 0, false],
    ]);
  });

  test("show which one a preview breaks", () => {
    const [from, to] = [Date.UTC(2030, 4, 8), Date.UTC(2030, 4, 9)];
    const broken = ganttArrows(rows, sprint, { id: "two", from, to }).filter((arrow) => arrow.broken);
    expect(broken.map(({ id }) => id)).toEqual(["one two", "stable two"]);
  });
});
