import { expect, test } from "vitest";
import { aSprint, aTask } from "#testing/a-plan";
import { happened, PLAN_T0, roomOf, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { DAY_MS } from "../time.ts";
import { slackWords } from "./slack-words.ts";
import { lastTurn, sprintNow, taskState, type SprintNow } from "./sprint-now.ts";

const one = aTask("one", "2030-05-07", "2030-05-08");
const two = { ...aTask("two", "2030-05-09", "2030-05-10"), needs: ["half"] };
const milestones = [{ id: "half", label: "Half", at: "2030-05-08T23:59Z", needs: ["one"] }];
const plan = aRoomPlan({ sprint: aSprint([one, two], { to: "2030-05-13", milestones }) });

function after(...events: Happened[]): SprintNow {
  return sprintNow({ plan, t0: PLAN_T0, room: roomOf(...events) });
}

const slackDays = (sprint: SprintNow): unknown =>
  sprint.tasks.map(({ id, slackMs, critical }) => [id, slackMs === null ? null : slackMs / DAY_MS, critical]);

test("slack counts to the sprint's end, along what a milestone needs too", () => {
  expect(slackDays(after())).toEqual([
    ["one", 3, true],
    ["two", 3, true],
  ]);
});

test("what is delivered has no slack, and holds nothing up", () => {
  const done = { type: "task_delivered", task: "one", link: "https://a.example", note: "" } as const;
  expect(slackDays(after(done))).toEqual([
    ["one", null, false],
    ["two", 3, true],
  ]);
});

test("a task that was moved past the sprint's end says by how much", () => {
  const [from, to] = [Date.UTC(2030, 4, 13), Date.UTC(2030, 4, 16)];
  const moved = { type: "task_moved", task: "two", from, to, t0: PLAN_T0, reason: "Late." } as const;
  expect(slackDays(after(moved))).toEqual([
    ["one", 2, false],
    ["two", -2, true],
  ]);
});

test("between two turns no task changes its state", () => {
  const sprint = after(happened({ type: "task_progressed", task: "one", percent: 10, note: "" }));
  const states = (at: number): readonly string[] => sprint.tasks.map((task) => taskState(task, at));
  expect(lastTurn(sprint, PLAN_T0)).toBe(Number.NEGATIVE_INFINITY);
  for (let at = PLAN_T0 - DAY_MS; at < PLAN_T0 + 9 * DAY_MS; at += DAY_MS / 7)
    expect(states(lastTurn(sprint, at))).toEqual(states(at));
});

test.each([
  [0, true, "on the critical path"],
  [2 * DAY_MS, true, "on the critical path, 2 days of slack"],
  [DAY_MS, false, "1 day of slack"],
  [0.9 * DAY_MS, false, "0 days of slack"],
  [-0.5 * DAY_MS, true, "1 day past the sprint's end"],
  [null, false, null],
])("slack of %s ms, critical %s: %s", (slackMs, critical, words) => {
  expect(slackWords({ slackMs, critical })).toBe(words);
});
