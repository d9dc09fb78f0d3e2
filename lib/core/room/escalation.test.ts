import { expect, test } from "vitest";
import { BEFORE, happened, roomOf } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import type { Severity } from "../plan/alerts.ts";
import { MINUTE_MS } from "../time.ts";
import { alertState } from "./alert.ts";
import { nextCall } from "./escalation.ts";
import type { RoomEvent } from "./room-event.ts";

/** It calls on-call at once, product-lead after 5 min, engineering-lead after 15 min. */
const PLAN = aRoomPlan();

type Turn = Severity | "taken" | "called" | "over";

/** A turn a minute; the first is how it fired. */
function afterTurns([first, ...turns]: readonly [Severity, ...Turn[]]) {
  const common = { alert: "a-1", sentence: "So.", evidence: null };
  const fired = { rule: "a", subject: null, label: "A", since: BEFORE, times: 1 };
  const eventOf = (turn: Turn): RoomEvent => {
    if (turn === "taken") return { type: "alert_acknowledged", alert: "a-1", note: "" };
    if (turn === "called") return { type: "alert_escalated", alert: "a-1", role: "on-call", step: 0 };
    if (turn === "over") return { type: "alert_resolved", alert: "a-1", sentence: "Over." };
    return { type: "alert_changed", severity: turn, ...common };
  };
  const room = roomOf(
    happened({ type: "alert_fired", severity: first, ...common, ...fired }),
    ...turns.map((turn, index) => happened(eventOf(turn), { at: BEFORE + (index + 1) * MINUTE_MS })),
  );
  const alert = room.alerts["a-1"];
  if (!alert) throw new Error("it did not fire");
  const call = nextCall(PLAN, alert);
  const next = call && `${call.role} at ${(call.at - BEFORE) / MINUTE_MS}`;
  return { state: alertState(alert), next };
}

test.each<[string, readonly [Severity, ...Turn[]], string, string | null]>([
  ["fired, the first at once", ["high"], "firing", "on-call at 0"],
  ["called once, the next when the first has had its time", ["high", "called"], "firing", "product-lead at 5"],
  ["in hand, nobody", ["high", "called", "taken"], "acknowledged", null],
  ["worse than it was in hand, the first again", ["high", "called", "taken", "critical"], "firing", "on-call at 3"],
  [
    "worse and called again, the next from then on",
    ["high", "called", "taken", "critical", "called"],
    "firing",
    "product-lead at 8",
  ],
  ["worse and in hand again, nobody", ["high", "taken", "critical", "taken"], "acknowledged", null],
  ["worse, then as it was in hand, nobody", ["high", "taken", "critical", "high"], "acknowledged", null],
  ["worse a second time, from the second", ["high", "taken", "critical", "high", "critical"], "firing", "on-call at 4"],
  ["in hand at its worst, milder and back, nobody", ["critical", "taken", "high", "critical"], "acknowledged", null],
  ["worse while nobody has it, the order goes on", ["high", "called", "critical"], "firing", "product-lead at 5"],
  ["low, nobody", ["low"], "firing", null],
  ["low and then high, the first from then on", ["low", "high"], "firing", "on-call at 1"],
  ["over, nobody", ["critical", "over"], "resolved", null],
])("%s", (_, turns, state, next) => {
  expect(afterTurns(turns)).toEqual({ state, next });
});
