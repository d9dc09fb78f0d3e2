import { expect, test } from "vitest";
import type { RoomEvent } from "./room-event.ts";
import { BEFORE, ENGINE, happened, logged, roomOf, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { timelineRows } from "./incident-timeline.ts";

const plan = aRoomPlan({ alerts: [{ id: "errors", label: "Errors", kind: "down", severity: "critical" }] });
const fired = (alert: string): RoomEvent => ({
  type: "alert_fired",
  alert,
  rule: "errors",
  subject: null,
  label: "Too many errors",
  severity: "critical",
  since: BEFORE,
  sentence: "2 % fail.",
  evidence: null,
  times: 1,
});
const silenced = (silence: string, rule: string): RoomEvent => ({
  type: "silence_begun",
  silence,
  rule,
  subject: null,
  until: BEFORE + 60_000,
  reason: "Known",
});

test("the log of one alert: its turns, its procedure and its silences, and nobody else's", () => {
  const events: readonly Happened[] = [
    happened(fired("errors-1"), { actor: ENGINE }),
    fired("errors-2"),
    { type: "alert_acknowledged", alert: "errors-2", note: "" },
    { type: "alert_acknowledged", alert: "errors-1", note: "Looking" },
    silenced("s1", "errors"),
    silenced("s2", "other"),
    { type: "silence_ended", silence: "s2", reason: "" },
    happened(
      { type: "traffic_countdown_begun", alert: "errors-1", group: "new", share: 50, until: BEFORE + 60_000 },
      { actor: ENGINE },
    ),
    { type: "traffic_countdown_ended", alert: "errors-2", how: "cancelled", reason: "Known", settles: [] },
    happened({ type: "alert_resolved", alert: "errors-1", sentence: "It is well." }, { actor: ENGINE }),
  ];
  const room = roomOf(...events);
  const alert = room.alerts["errors-1"];
  if (!alert) throw new Error("it did not fire");
  const rows = timelineRows(
    events.map((event, index) => logged(index + 1, event)),
    { plan, alert, room },
  );
  expect(rows.map(({ seq, who, sentence }) => `${seq} ${who}: ${sentence}`)).toEqual([
    "1 Holdpoint: Critical alert: Too many errors. 2 % fail.",
    "4 Ada Osei: Too many errors is acknowledged: Looking",
    "5 Ada Osei: Errors is silenced until 09:01 UTC: Known",
    "8 Holdpoint: new is reduced to 50 % in 1 min for Too many errors, unless a lead cancels it.",
    "10 Holdpoint: Too many errors is over. It is well.",
  ]);
});
