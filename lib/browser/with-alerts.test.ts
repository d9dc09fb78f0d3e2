import { expect, test } from "vitest";
import type { Severity } from "#core/plan/alerts";
import { anOverview } from "#testing/a-frame";
import { BEFORE, roomOf } from "#testing/a-room";
import { withAlerts } from "./with-alerts.ts";

function shown(verdict: "PASS" | "WARN" | "FAIL" | "NO_DATA", severity: Severity, isOver = false): string {
  const { alerts } = roomOf(
    {
      type: "alert_fired",
      alert: "a",
      rule: "errors",
      subject: null,
      label: "Errors",
      severity,
      since: BEFORE,
      sentence: "2 % fail.",
      evidence: null,
      times: 1,
    },
    { type: "alert_acknowledged", alert: "a", note: "" },
    ...(isOver ? [{ type: "alert_resolved" as const, alert: "a", sentence: "" }] : []),
  );
  const body = withAlerts(anOverview({ verdict }), alerts);
  return `${body.verdict}${body.byAlert ? ` by an alert: ${body.sentence}` : ""}`;
}

test("nothing is green while a critical alert is on, acknowledged or not", () => {
  const said = "FAIL by an alert: A critical alert is on: Errors. 2 % fail.";
  expect(shown("PASS", "critical")).toBe(said);
  expect(shown("WARN", "critical")).toBe(said);
  expect(shown("NO_DATA", "critical")).toBe(said);
});

test.each([
  ["FAIL", "critical", false, "FAIL"],
  ["PASS", "critical", true, "PASS"],
  ["PASS", "low", false, "PASS"],
  ["PASS", "high", false, "WARN by an alert: An alert of high severity is on: Errors. 2 % fail."],
  ["WARN", "high", false, "WARN"],
] as const)("%s with a %s alert (over: %s) is %s", (verdict, severity, isOver, words) => {
  expect(shown(verdict, severity, isOver)).toBe(words);
});

test("before the log is known the figures speak alone", () => {
  expect(withAlerts(anOverview(), null)).toMatchObject({ verdict: "PASS", byAlert: false });
});
