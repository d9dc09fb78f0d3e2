import { describe, expect, test } from "vitest";
import { ADA, actorOf, BEFORE, happened, logged, opened, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import type { RoomEvent } from "../room/room-event.ts";
import { applyEvent, EMPTY_ROOM, type Room } from "../room/room.ts";
import { MINUTE_MS, SECOND_MS } from "../time.ts";
import { noticesOfEvent } from "./event-notices.ts";
import type { Notice } from "./notice.ts";

const plan = aRoomPlan();
const rollout = { id: "r1", name: plan.name, kind: "production" } as const;

/** All notices of a log, in order. */
function told(...events: readonly Happened[]): readonly Notice[] {
  const state: { room: Room } = { room: EMPTY_ROOM };
  return events.flatMap((event, i) => {
    const row = logged(i + 1, event);
    const before = state.room;
    state.room = applyEvent(before, row);
    return noticesOfEvent(row, { plan, rollout, before, after: state.room });
  });
}

function briefly(notices: readonly Notice[]): readonly string[] {
  return notices.map(({ id, kind, severity }) => `${id} ${kind} ${severity}`);
}

const FIRED: RoomEvent = {
  type: "alert_fired",
  alert: "errors-1",
  rule: "errors",
  subject: null,
  label: "Errors",
  severity: "high",
  since: BEFORE,
  sentence: "The error rate is 1.5 %.",
  evidence: null,
  times: 1,
};
const changed = (severity: "critical" | "high" | "low"): RoomEvent => {
  return { type: "alert_changed", alert: "errors-1", severity, sentence: `Now ${severity}.`, evidence: null };
};
const TAKEN: RoomEvent = { type: "alert_acknowledged", alert: "errors-1", note: "Looking" };
const CALLED: RoomEvent = { type: "alert_escalated", alert: "errors-1", role: "on-call", step: 0 };
const OVER: RoomEvent = { type: "alert_resolved", alert: "errors-1", sentence: "The error rate is 0.1 %." };
const silence = (until: number): RoomEvent => {
  return { type: "silence_begun", silence: "s", rule: "errors", subject: null, until, reason: "Known" };
};

/** A second later. */
const soon = (event: RoomEvent): Happened => happened(event, { at: BEFORE + SECOND_MS });

test("an alert is told from its beginning to its end, growing milder left out", () => {
  const notices = told(FIRED, changed("critical"), changed("high"), CALLED, TAKEN, OVER);
  expect(briefly(notices)).toEqual([
    "r1:event:1 alert high",
    "r1:event:2 alert critical",
    "r1:event:4 escalation high",
    "r1:event:5 acknowledged high",
    "r1:event:6 resolved high",
  ]);
  expect(new Set(notices.map(({ subject }) => subject))).toEqual(new Set(["errors-1"]));
  expect(notices[0]).toMatchObject({
    title: "Errors",
    body: "The error rate is 1.5 %.",
    link: "/alerts#errors-1",
    audience: "on-shift",
    at: BEFORE,
    rollout,
  });
});

test("the role that is called is told, and why", () => {
  const [, call] = told(FIRED, happened(CALLED, { at: BEFORE + 5 * MINUTE_MS }));
  expect(call).toMatchObject({
    audience: { roles: ["on-call"] },
    body: "On call is called: nobody has acknowledged it since 09:00 UTC. The error rate is 1.5 %.",
  });
});

test("who took it in hand is named", () => {
  expect(told(FIRED, happened(TAKEN, { actor: actorOf(ADA) }))[1]?.body).toBe("Ada Osei has it in hand: Looking");
});

describe("what is silenced", () => {
  test("tells nobody, from its beginning to its end", () => {
    expect(told(silence(BEFORE + MINUTE_MS), FIRED, changed("critical"), TAKEN, OVER)).toEqual([]);
  });

  test("is told to be over where its beginning was told", () => {
    expect(briefly(told(FIRED, ...[silence(BEFORE + MINUTE_MS), changed("critical"), OVER].map(soon)))).toEqual([
      "r1:event:1 alert high",
      "r1:event:4 resolved critical",
    ]);
  });

  test("is told to be over where somebody was called after the silence", () => {
    const later = { at: BEFORE + 2 * MINUTE_MS };
    const notices = told(silence(BEFORE + MINUTE_MS), FIRED, happened(CALLED, later), happened(OVER, later));
    expect(notices.map(({ kind }) => kind)).toEqual(["escalation", "resolved"]);
  });
});

test("a checkpoint that opens is due", () => {
  expect(told(opened())).toMatchObject([
    { id: "r1:event:1", kind: "checkpoint_due", severity: "info", title: "Gate first", link: "/checkpoints/first" },
  ]);
});

describe("the countdown of the automatic reduction", () => {
  const begun: RoomEvent = {
    ...{ type: "traffic_countdown_begun", alert: "errors-1", group: "new", share: 50 },
    until: BEFORE + 2 * MINUTE_MS,
  };
  const ended = (how: "done" | "cancelled" | "over"): RoomEvent => {
    return { type: "traffic_countdown_ended", alert: "errors-1", how, reason: "A drill.", settles: [] };
  };

  test("is told once when it begins, as critical, with where to cancel it", () => {
    const [, notice, ...more] = told(FIRED, begun);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ id: "r1:event:2", kind: "alert", severity: "critical", link: "/traffic" });
    expect(notice?.body).toContain("in 2 min for errors-1, unless a lead cancels it.");
  });

  test.each([
    ["done", "The reduction for errors-1 is made: A drill."],
    ["over", "The reduction for errors-1 is not needed: A drill."],
    ["cancelled", "The reduction for errors-1 is cancelled: A drill. Ada Osei decided it."],
  ] as const)("is told once when it is %s, about the same as its beginning", (how, body) => {
    const [first, last, ...more] = told(begun, happened(ended(how), { actor: actorOf(ADA) }));
    expect(more).toEqual([]);
    expect(last).toMatchObject({ kind: "resolved", severity: "critical", body });
    expect(last?.subject).toBe(first?.subject);
  });

  test("leaves the alert's own subject open when it ends", () => {
    const [alert, , end] = told(FIRED, begun, ended("over"));
    expect(end?.subject).not.toBe(alert?.subject);
  });

  test("is told of a silenced alert too: traffic is about to move", () => {
    const notices = told(silence(BEFORE + MINUTE_MS), FIRED, begun, ended("over"));
    expect(briefly(notices)).toEqual(["r1:event:3 alert critical", "r1:event:4 resolved critical"]);
  });
});

test("what concerns the room only tells nobody", () => {
  expect(told({ type: "note_added", text: "Hello", checkpoint: null }, { type: "checked_in", person: ADA })).toEqual(
    [],
  );
});
