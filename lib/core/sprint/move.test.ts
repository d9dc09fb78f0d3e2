import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aSprint, aTask } from "#testing/a-plan";
import { ENGINE, happened, PLAN_T0, roomOf, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { DAY_MS } from "../time.ts";
import { daysOn, moveTo, shifted } from "./move.ts";
import { sprintNow, type SprintNow, type TaskNow } from "./sprint-now.ts";

const one = aTask("one", "2030-05-07", "2030-05-08");
const two = { ...aTask("two", "2030-05-10", "2030-05-11"), needs: ["one", "stable"] };
const three = { ...aTask("three", "2030-05-13", "2030-05-14"), needs: ["two"] };
const milestones = [{ id: "stable", label: "Stable", at: "2030-05-09T23:59Z" }];
const plan = aRoomPlan({ sprint: aSprint([one, two, three], { to: "2030-05-20", milestones }) });

function after(...events: Happened[]): SprintNow {
  return sprintNow({ plan, t0: PLAN_T0, room: roomOf(...events) });
}

function taskOf(sprint: SprintNow, id: string): TaskNow {
  const found = sprint.tasks.find((task) => task.id === id);
  if (!found) throw new Error(`no task ${id}`);
  return found;
}

/** The refusal's sentence, or the days on which it then stands. */
function moved(sprint: SprintNow, id: string, by: { readonly from: number; readonly to: number }): unknown {
  const task = taskOf(sprint, id);
  const outcome = moveTo(sprint, task, shifted(daysOn(task), by));
  return outcome.ok ? daysOn(outcome.value) : outcome.refusal.message;
}

const at = (day: number): { readonly at: number; readonly actor: typeof ENGINE } => ({
  at: Date.UTC(2030, 4, day, 12),
  actor: ENGINE,
});
const DELIVERED = { type: "task_delivered", task: "one", link: "https://a.example", note: "" } as const;

describe("a move", () => {
  test("of the end alone is none of the business of what it needs", () => {
    const early = { from: Date.UTC(2030, 4, 8), to: Date.UTC(2030, 4, 12), t0: PLAN_T0, reason: "By hand." };
    const broken = after({ type: "task_moved", task: "two", ...early });
    expect(moved(broken, "two", { from: 0, to: 1 })).toEqual({ from: "2030-05-08", to: "2030-05-12" });
    expect(moved(broken, "two", { from: 1, to: 0 })).toEqual({ from: "2030-05-09", to: "2030-05-11" });
    expect(moved(broken, "two", { from: -1, to: 0 })).toContain("it needs “one”");
  });

  test("may come before the planned end of what was delivered or confirmed early", () => {
    const done = happened(DELIVERED, at(7));
    const sure = happened({ type: "milestone_confirmed", milestone: "stable", note: "It is." }, at(8));
    expect(moved(after(done, sure), "two", { from: -2, to: 0 })).toEqual({ from: "2030-05-08", to: "2030-05-11" });
    expect(moved(after(done, sure), "two", { from: -3, to: 0 })).toContain("which was confirmed on 2030-05-08");
    expect(moved(after(done), "two", { from: -1, to: 0 })).toContain("“Stable”, which is on 2030-05-09");
  });

  test.each([
    ["a delivered task", after(DELIVERED), "one", "is delivered already"],
    ["more than a year", after(), "three", "more than a year off the plan"],
  ])("of %s is refused", (_, sprint, id, words) => {
    expect(moved(sprint, id, { from: 0, to: id === "three" ? 400 : 1 })).toContain(words);
  });

  test("of the first day of a task that has begun is refused", () => {
    const begun = after({ type: "task_progressed", task: "one", percent: 5, note: "" });
    expect(moved(begun, "one", { from: 1, to: 1 })).toContain("the task has begun");
    expect(moved(begun, "one", { from: 0, to: 1 })).toEqual({ from: "2030-05-07", to: "2030-05-09" });
  });
});

test("what is accepted breaks no need, and moves by whole days", () => {
  const days = fc.record({ from: fc.integer({ min: -12, max: 12 }), to: fc.integer({ min: -12, max: 12 }) });
  fc.assert(
    fc.property(fc.constantFrom("one", "two", "three"), days, (id, by) => {
      const sprint = after();
      const task = taskOf(sprint, id);
      const outcome = moveTo(sprint, task, shifted(daysOn(task), by));
      if (!outcome.ok) return;
      const { from, to } = outcome.value;
      expect([from - task.from, to - task.to]).toEqual([by.from * DAY_MS, by.to * DAY_MS]);
      expect(to).toBeGreaterThan(from);
      const ends = new Map([
        ...sprint.tasks.map((one) => [one.id, one.to] as const),
        ["stable", Date.UTC(2030, 4, 9, 23, 59)],
      ]);
      for (const need of task.task.needs) expect(from).toBeGreaterThanOrEqual(ends.get(need) ?? 0);
      for (const next of sprint.tasks) if (next.task.needs.includes(id)) expect(next.from).toBeGreaterThanOrEqual(to);
    }),
  );
});
