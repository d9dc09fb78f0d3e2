import { expect, test } from "vitest";
import { BEFORE, briefly, carriedOut, deciding, roomOf } from "#testing/a-room";
import { activeAlerts, alertState } from "../alert.ts";
import type { RoomEvent } from "../room-event.ts";
import { acknowledgeAlertsInput, decideAcknowledgeMany } from "./alert-commands.ts";

const fired = (alert: string): RoomEvent => ({
  ...{ type: "alert_fired", alert, rule: "errors", subject: null, label: "Errors", severity: "high" },
  ...{ since: BEFORE, sentence: "The error rate is 1.5 %.", evidence: null, times: 1 },
});
const over = (alert: string): RoomEvent => ({ type: "alert_resolved", alert, sentence: "It is well." });
const taken = (alert: string): RoomEvent => ({ type: "alert_acknowledged", alert, note: "Looking" });
const note = "The database is away.";

test("a storm of 500 is taken in hand with one reason, one event for each", () => {
  const alerts = Array.from({ length: 500 }, (_, i) => `errors-${i + 1}`);
  const storm = roomOf(...alerts.map(fired));
  const outcome = decideAcknowledgeMany(storm, { alerts, note }, deciding());
  expect(outcome).toEqual({ ok: true, value: alerts.map((alert) => ({ ...taken(alert), note })) });
  const room = carriedOut(storm, [decideAcknowledgeMany, { alerts, note }]);
  expect(new Set(activeAlerts(room.alerts).map(alertState))).toEqual(new Set(["acknowledged"]));
});

test("what was over or in hand meanwhile is left as it is, and an id named twice counts once", () => {
  const room = roomOf(...["a", "b", "c"].map(fired), taken("a"), over("b"));
  const outcome = decideAcknowledgeMany(room, { alerts: ["a", "b", "c", "c"], note }, deciding());
  expect(outcome).toEqual({ ok: true, value: [{ ...taken("c"), note }] });
});

test("nothing is left to do where others have them all in hand", () => {
  const room = roomOf(fired("a"), taken("a"));
  expect(decideAcknowledgeMany(room, { alerts: ["a"], note }, deciding())).toEqual({ ok: true, value: [] });
});

test("is refused where all are over, and where one is unknown", () => {
  const room = roomOf(fired("a"), over("a"));
  expect(briefly(decideAcknowledgeMany(room, { alerts: ["a"], note }, deciding()))).toBe("conflict");
  const unknown = decideAcknowledgeMany(room, { alerts: ["a", "x"], note }, deciding());
  expect(briefly(unknown)).toBe("not_found");
});

test.each([
  [{ alerts: [], note }],
  [{ alerts: ["a"], note: "" }],
  [{ alerts: Array.from({ length: 1_001 }, (_, i) => `a-${i}`), note }],
])("is not read without alerts, without a reason, or with too many", (input) => {
  expect(acknowledgeAlertsInput.safeParse(input).success).toBe(false);
});
