import { describe, expect, test } from "vitest";
import { ADA, briefly, carriedOut, deciding, happened, personOf, PLAN_T0, roomAfter, roomOf } from "#testing/a-room";
import { aSprint, aTask } from "#testing/a-plan";
import { aRoomPlan } from "#testing/a-room-plan";
import { DAY_MS } from "../../time.ts";
import { sprintNow, taskState, type SprintNow, type TaskNow } from "../../sprint/sprint-now.ts";
import { EMPTY_ROOM, type Room } from "../room.ts";
import {
  decideAssignTask,
  decideBlockTask,
  decideConfirmMilestone,
  decideDeliverTask,
  decideMoveTask,
  decideNoteTask,
  decideProgressTask,
  decideRecordImpact,
  decideUnblockTask,
  impactFault,
} from "./task-commands.ts";

const one = { ...aTask("one", "2030-05-07", "2030-05-08"), impacts: [{ measure: "gain", low: 1, high: 2 }] };
const two = { ...aTask("two", "2030-05-10", "2030-05-11"), needs: ["one", "stable"] };
const sprint = aSprint([one, two], { milestones: [{ id: "stable", label: "Stable", at: "2030-05-09T23:59Z" }] });
const plan = aRoomPlan({ sprint });
const about = { plan, now: PLAN_T0 + DAY_MS };
const move = { task: "one", from: "2030-05-08", to: "2030-05-09", reason: "More to do." };
const link = { task: "one", link: "https://example.org/report", note: "" };

function standing(room: Room, t0 = PLAN_T0): SprintNow {
  return sprintNow({ plan, t0, room });
}

function taskOf(room: Room, id: string): TaskNow | undefined {
  return standing(room).tasks.find((task) => task.id === id);
}

test("a moved task keeps its baseline, and moves on with T0", () => {
  const room = carriedOut(EMPTY_ROOM, [decideMoveTask, move], about);
  const task = taskOf(room, "one");
  expect(task).toMatchObject({ from: Date.UTC(2030, 4, 8), to: Date.UTC(2030, 4, 10) });
  expect(task?.baseline).toMatchObject({ from: Date.UTC(2030, 4, 7), to: Date.UTC(2030, 4, 9) });
  const later = standing(room, PLAN_T0 + DAY_MS).tasks[0];
  expect(later?.from).toBe(Date.UTC(2030, 4, 9));
});

describe("a move is refused, and says why", () => {
  test.each([
    ["past what needs it", { ...move, to: "2030-05-10" }, "“two” needs it and begins on 2030-05-10"],
    ["before what it needs", { ...move, task: "two", from: "2030-05-08", to: "2030-05-11" }, "it needs “one”"],
    ["before its milestone", { ...move, task: "two", from: "2030-05-09", to: "2030-05-11" }, "it needs “Stable”"],
    ["to an end before its beginning", { ...move, to: "2030-05-07" }, "is before the first day"],
    ["of no task", { ...move, task: "nine" }, "The plan has no such task."],
  ])("%s", (_, input, words) => {
    const outcome = decideMoveTask(EMPTY_ROOM, input, deciding(about));
    expect(outcome.ok ? "" : outcome.refusal.message).toContain(words);
  });
});

test("a task waits until what it needs is delivered and its milestone is confirmed", () => {
  const start = { task: "two", percent: 10, note: "" };
  expect(briefly(decideProgressTask(EMPTY_ROOM, start, deciding(about)))).toBe("conflict");
  const delivered = carriedOut(EMPTY_ROOM, [decideDeliverTask, link], about);
  const refused = decideProgressTask(delivered, start, deciding(about));
  expect(refused.ok ? "" : refused.refusal.message).toBe("two cannot start: “Stable” is not confirmed.");
  const confirmed = carriedOut(delivered, [decideConfirmMilestone, { milestone: "stable", note: "It holds." }], about);
  expect(briefly(decideProgressTask(confirmed, start, deciding(about)))).toBe("task_progressed");
});

test("blocked, going on and delivered show in its state", () => {
  const task = taskOf(EMPTY_ROOM, "one");
  expect(task && taskState(task, Date.UTC(2030, 4, 6))).toBe("to_come");
  expect(task && taskState(task, Date.UTC(2030, 4, 7) + DAY_MS)).toBe("late");
  const blocked = carriedOut(EMPTY_ROOM, [decideBlockTask, { task: "one", reason: "No access." }], about);
  const held = taskOf(blocked, "one");
  expect(held && taskState(held, about.now)).toBe("blocked");
  expect(briefly(decideUnblockTask(EMPTY_ROOM, { task: "one", note: "" }, deciding(about)))).toBe("nothing");
  const going = carriedOut(blocked, [decideUnblockTask, { task: "one", note: "" }], about);
  expect(taskOf(going, "one")?.course.blocked).toBeNull();
  const done = carriedOut(going, [decideDeliverTask, link], about);
  expect(taskOf(done, "one")?.course).toMatchObject({ percent: 100, delivered: { link: link.link } });
  expect(briefly(decideMoveTask(done, move, deciding(about)))).toBe("conflict");
});

test.each([
  [{ measure: "gain", value: 1.5 }, "task_impact"],
  [{ measure: "gain", value: 140 }, "invalid value"],
  [{ measure: "other", value: 1 }, "invalid measure"],
])("the impact %j is %s", (said, expected) => {
  expect(briefly(decideRecordImpact(EMPTY_ROOM, { task: "one", note: "", ...said }, deciding(about)))).toBe(expected);
});

test.each([
  [{ unit: "%", basis: "incremental" }, -100, null],
  [{ unit: "%", basis: "incremental" }, -101, "must be from -100 to 100 %"],
  [{ unit: "%", basis: "absolute" }, -1, "must be from 0 to 100 %"],
  [{ unit: "ms", basis: "absolute" }, -1, "cannot be below 0"],
  [{ unit: "ms", basis: "absolute" }, 1e9, null],
  [{ unit: "USD", basis: "incremental" }, -5, null],
] as const)("of %j the value %d is wrong because: %s", (of, value, fault) => {
  expect(impactFault(value, of)).toBe(fault);
});

test("a task is somebody's, and then somebody else's", () => {
  const owned = carriedOut(EMPTY_ROOM, [decideAssignTask, { task: "one", person: ADA.id }], about);
  expect(taskOf(owned, "one")?.course.owner).toEqual(personOf(ADA));
  const same = decideAssignTask(owned, { task: "one", person: ADA.id }, deciding(about));
  expect(briefly(same)).toBe("nothing");
  expect(briefly(decideAssignTask(owned, { task: "one", person: "x" }, deciding(about)))).toBe("invalid person");
  expect(
    taskOf(carriedOut(owned, [decideAssignTask, { task: "one", person: null }], about), "one")?.course.owner,
  ).toBeNull();
});

test("a note can be added to a task that is delivered", () => {
  const done = carriedOut(EMPTY_ROOM, [decideDeliverTask, link], about);
  const noted = carriedOut(done, [decideNoteTask, { task: "one", note: "Mei reads it." }], about);
  expect(taskOf(noted, "one")?.course.notes).toMatchObject([{ text: "Mei reads it.", by: { name: "Ada Osei" } }]);
});

describe("a milestone", () => {
  const needing = { id: "all", label: "All", at: "2030-05-11T23:59Z", needs: ["one", "stable"] };
  const tied = { id: "stable", label: "Stable", at: "2030-05-09T23:59Z", confirmedWith: "stabilisation" as const };
  const withBoth = aRoomPlan({ sprint: aSprint([one, two], { milestones: [tied, needing] }) });
  const here = { ...about, plan: withBoth };

  test("keeps what was missing when it was confirmed all the same", () => {
    const outcome = decideConfirmMilestone(EMPTY_ROOM, { milestone: "all", note: "Enough." }, deciding(here));
    expect(outcome.ok && outcome.value).toMatchObject([{ milestone: "all", missing: ["one", "stable"] }]);
  });

  test("that is the stabilisation is confirmed by it, signed by as many as it takes, and in no other way", () => {
    const other = decideConfirmMilestone(EMPTY_ROOM, { milestone: "stable", note: "It holds." }, deciding(here));
    expect(other.ok ? "" : other.refusal.message).toContain("page Criteria");
    const first = happened(
      { type: "stabilisation_confirmed", reason: "", against: ["x"], needsSecond: true },
      { at: 5 },
    );
    const confirmedAt = (room: Room): number | null | undefined =>
      sprintNow({ plan: withBoth, t0: PLAN_T0, room }).milestones.find(({ id }) => id === "stable")?.confirmedAt;
    const waiting = roomOf(first);
    expect(confirmedAt(waiting)).toBeNull();
    expect(confirmedAt(roomAfter(waiting, [happened({ type: "stabilisation_seconded" }, { at: 9 })]))).toBe(9);
  });
});
