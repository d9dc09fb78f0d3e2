import { expect, test } from "vitest";
import type { Severity } from "#core/plan/alerts";
import type { RoomEvent } from "#core/room/room-event";
import { EMPTY_ROOM } from "#core/room/room";
import { BEFORE, roomAfter } from "#testing/a-room";
import { alertPath, alertTurns, noticesOf } from "./alert-notices.ts";

const fired = (alert: string, severity: Severity = "critical"): RoomEvent => ({
  type: "alert_fired",
  alert,
  rule: "errors",
  subject: null,
  label: `Errors ${alert}`,
  severity,
  since: BEFORE,
  sentence: "Error rate is 2 %.",
  evidence: null,
  times: 1,
});
const over = (alert: string): RoomEvent => ({ type: "alert_resolved", alert, sentence: "Error rate is 0.1 %." });

/** What this device says of `events` in a room in which `known` had happened. */
function said(known: readonly RoomEvent[], events: readonly RoomEvent[]): readonly string[] {
  const before = roomAfter(EMPTY_ROOM, known);
  const room = roomAfter(before, events);
  return noticesOf(alertTurns({ before: before.alerts, room, now: BEFORE })).map(
    ({ title, body }) => `${title} | ${body}`,
  );
}

test("what fires is said once, and once more when it is over", () => {
  expect(said([], [fired("a")])).toEqual(["CRITICAL: Errors a | Error rate is 2 %."]);
  expect(said([fired("a")], [])).toEqual([]);
  expect(said([fired("a")], [over("a")])).toEqual(["Over: Errors a | Error rate is 0.1 %."]);
  expect(said([fired("a"), over("a")], [])).toEqual([]);
});

test("what came and went between two looks is not worth a word", () => {
  expect(said([], [fired("a"), over("a")])).toEqual([]);
});

test("what is silenced tells nobody", () => {
  const silence: RoomEvent = {
    type: "silence_begun",
    silence: "s",
    rule: "errors",
    subject: null,
    until: BEFORE + 1,
    reason: "Known",
  };
  expect(said([], [silence, fired("a")])).toEqual([]);
});

test("a storm is one message", () => {
  expect(said([fired("e")], [fired("a"), fired("b"), fired("c"), over("e")])).toEqual([
    "Alerts: 3 fired, 1 are over | Errors a; Errors b; Errors c",
  ]);
});

test("an alert's address survives whatever its id holds", () => {
  expect(alertPath("down.api/1")).toBe("/alerts/down.api%2F1");
});
