import { describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import type { RoomEvent } from "#core/room/room-event";
import { BEFORE, happened, HELD, PLAN_T0, roomOf, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import {
  clockWords,
  earlierRows,
  nextAttempts,
  openProcedures,
  playbookRows,
  runningStep,
  takesWords,
  type PlaybookRows,
} from "./playbook-rows.ts";

const plan = aRoomPlan({
  playbooks: [
    {
      id: "bad",
      severity: "critical",
      label: "Bad",
      trigger: { label: "bad" },
      steps: [
        { id: "look", label: "Find the cause", owner: "engineering-lead", timer: "2h" },
        {
          id: "decide",
          label: "Fix or redesign",
          owner: "on-call",
          options: [
            { id: "fix", label: "Fix", takes: { from: "24h", to: "24h" } },
            { id: "redesign", label: "Redesign", takes: { from: "3d", to: "5d" } },
            { id: "leave", label: "Leave it" },
          ],
        },
      ],
      nextAttempt: ["2030-05-07", "2030-05-10"],
    },
    {
      id: "mild",
      severity: "high",
      label: "Mild",
      trigger: { label: "mild" },
      steps: [{ id: "watch", label: "Watch", owner: "on-call", timer: "1h" }],
    },
  ],
});

const alert = "errors-1";
const begun = (playbook: string, step: string, until: number | null): readonly RoomEvent[] => [
  { type: "playbook_begun", alert, playbook },
  { type: "step_begun", alert, playbook, step, until },
];
const critical = begun("bad", "look", BEFORE + 2 * HOUR_MS);
const standing = (after: number, ...events: Happened[]) => ({
  plan,
  room: roomOf(...HELD, ...events),
  now: BEFORE + after,
});
function rowsOf(held: ReturnType<typeof standing>): PlaybookRows {
  const run = held.room.playbooks[alert];
  const rows = run && playbookRows(held, run);
  if (!rows) throw new Error("no procedure runs");
  return rows;
}
const said = (rows: PlaybookRows): readonly string[] =>
  rows.steps.map(
    ({ step, state, owner, holder, clock, chosen }) =>
      `${step.id} ${state}, ${owner} ${holder?.name ?? "-"}, ${clock ? clockWords(clock) : "no clock"}, ${chosen ?? "-"}`,
  );

describe("a procedure, step by step", () => {
  test("its clock comes from the log, and turns into what is over", () => {
    expect(said(rowsOf(standing(HOUR_MS, ...critical)))).toEqual([
      "look running, Engineering lead Ada Osei, 01:00:00 left, -",
      "decide waiting, On call -, no clock, -",
    ]);
    const late = standing(2 * HOUR_MS + MINUTE_MS, ...critical);
    expect(said(rowsOf(late))[0]).toContain("overdue");
    expect(runningStep(late, alert)).toMatchObject({
      label: "Find the cause",
      clock: { word: "over by", ms: MINUTE_MS },
    });
  });

  test("what was chosen is said in the plan's words", () => {
    const done = (step: string, option: string | null): RoomEvent => ({
      type: "step_done",
      alert,
      playbook: "bad",
      step,
      option,
      note: "",
    });
    const held = standing(HOUR_MS, ...critical, done("look", null), done("decide", "redesign"));
    expect(said(rowsOf(held))).toEqual([
      "look done, Engineering lead Ada Osei, no clock, -",
      "decide done, On call -, no clock, Redesign",
    ]);
    expect(runningStep(held, alert)).toBeNull();
  });

  test("no clock runs any more once it was left", () => {
    const left: RoomEvent = { type: "playbook_left", alert, exit: "resume", reason: "It holds" };
    const held = standing(3 * HOUR_MS, ...critical, happened(left, { at: BEFORE + HOUR_MS }));
    expect(said(rowsOf(held))[0]).toContain("running, Engineering lead Ada Osei, no clock");
    expect(runningStep(held, alert)).toBeNull();
  });

  test("its clock runs on when its alert is over, until somebody leaves it", () => {
    const fired: RoomEvent = {
      type: "alert_fired",
      alert,
      rule: "errors",
      subject: null,
      label: "Errors",
      severity: "critical",
      since: BEFORE,
      sentence: "",
      evidence: null,
      times: 1,
    };
    const over: RoomEvent = { type: "alert_resolved", alert, sentence: "" };
    const left: RoomEvent = { type: "playbook_left", alert, exit: "resume", reason: "It holds" };
    const open = (...events: RoomEvent[]) =>
      openProcedures(standing(HOUR_MS, fired, ...critical, ...events)).map(
        ({ label, alert: { id } }) => `${id} ${label}`,
      );
    expect(open()).toEqual([]);
    expect(open(over)).toEqual(["errors-1 Find the cause"]);
    expect(open(over, left)).toEqual([]);
    // what has no clock comes last
    const other: readonly RoomEvent[] = [
      { ...fired, alert: "errors-0" },
      { type: "playbook_begun", alert: "errors-0", playbook: "bad" },
      { type: "step_begun", alert: "errors-0", playbook: "bad", step: "decide", until: null },
      { type: "alert_resolved", alert: "errors-0", sentence: "" },
    ];
    expect(open(...other, over)).toEqual(["errors-1 Find the cause", "errors-0 Fix or redesign"]);
  });

  test("one that gave way to a worse one stays as it was then", () => {
    const held = standing(
      HOUR_MS,
      ...begun("mild", "watch", BEFORE + HOUR_MS),
      ...critical.map((event) => happened(event, { at: BEFORE + MINUTE_MS })),
    );
    const run = held.room.playbooks[alert];
    const [earlier] = run ? earlierRows(held, run) : [];
    expect(earlier && said(earlier)).toEqual(["watch running, On call -, 00:59:00 left, -"]);
    expect(earlier?.until).toBe(BEFORE + MINUTE_MS);
  });

  test("the days of the next attempt move with T0", () => {
    const { room } = standing(0, ...critical);
    const run = room.playbooks[alert];
    const days = (t0: number) =>
      run && nextAttempts({ plan, t0 }, run).map((at) => new Date(at).toISOString().slice(0, 10));
    expect(days(PLAN_T0)).toEqual(["2030-05-07", "2030-05-10"]);
    expect(days(PLAN_T0 + 24 * HOUR_MS)).toEqual(["2030-05-08", "2030-05-11"]);
  });

  test("how long a choice takes", () => {
    const options = plan.playbooks[0]?.steps[1]?.options ?? [];
    expect(options.map(takesWords)).toEqual(["takes 24 h", "takes 3 d to 5 d", null]);
  });
});
