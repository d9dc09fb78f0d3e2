import { expect, test } from "vitest";
import { BEFORE } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { alertName } from "./alert-name.ts";
import { eventSentence } from "./event-sentence.ts";
import type { RoomEvent } from "./room-event.ts";

const rule = { kind: "down", severity: "high" } as const;
const PLAN = aRoomPlan({
  segments: [{ id: "eu", label: "Europe" }],
  alerts: [
    { id: "errors", label: "Error rate", ...rule },
    { id: "errors-late", label: "Late errors", ...rule },
  ],
});

test.each([
  ["errors-2", "Error rate (errors-2)"],
  ["errors.web-1-3", "Error rate (errors.web-1-3)"],
  ["errors.eu-1", "Error rate: Europe (errors.eu-1)"],
  ["errors-late-1", "Late errors (errors-late-1)"],
  ["gone-1", "gone-1"],
])("the alert %s is called %s", (id, name) => {
  expect(alertName(PLAN, id)).toBe(name);
});

test.each<[RoomEvent, string]>([
  [{ type: "alert_acknowledged", alert: "errors-2", note: "" }, "Error rate (errors-2) is acknowledged."],
  [
    { type: "silence_begun", silence: "s1", rule: "errors", subject: "eu", until: BEFORE, reason: "Known." },
    "Error rate (Europe) is silenced until 09:00 UTC: Known.",
  ],
  [
    { type: "alert_escalated", alert: "errors-2", role: "on-call", step: 0 },
    "On call is called to Error rate (errors-2).",
  ],
  [
    { type: "traffic_countdown_spared", alert: "errors-2" },
    "Error rate (errors-2) begins no countdown: one was cancelled moments before.",
  ],
])("a sentence names the alert by its rule's label: %j", (event, sentence) => {
  expect(eventSentence({ event, at: BEFORE }, PLAN)).toBe(sentence);
});
