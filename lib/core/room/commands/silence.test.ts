import { expect, test } from "vitest";
import { BEFORE, briefly, deciding, roomOf, someFacts } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { HOUR_MS } from "../../time.ts";
import { decideSilence } from "./alert-commands.ts";

const rule = "down";
const plan = aRoomPlan({ alerts: [{ kind: "down", id: rule, label: "Down", severity: "high" }] });
const until = BEFORE + HOUR_MS;

test.each([
  ["the whole rule", null, "silence_begun"],
  ["a target", "web", "silence_begun"],
  ["a segment", "north", "silence_begun"],
  ["what an alert was about, though it is configured no more", "gone", "silence_begun"],
  ["something that somebody invented", "my-cousin", "invalid subject"],
  ["a word that every object has", "constructor", "invalid subject"],
])("%s can be silenced, or is refused: %j", (_, subject, expected) => {
  const room = roomOf({
    ...{ type: "alert_fired", alert: "a", rule, subject: "gone", label: "Errors", severity: "high" },
    ...{ since: BEFORE, sentence: "The error rate is 1.5 %.", evidence: null, times: 1 },
  });
  const facts = someFacts({ targets: ["web"] });
  const outcome = decideSilence(room, { rule, subject, until, reason: "Planned." }, deciding({ plan, facts }));
  expect(briefly(outcome)).toBe(expected);
});
