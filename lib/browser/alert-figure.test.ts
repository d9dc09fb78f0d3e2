import { expect, test } from "vitest";
import type { Alert } from "#core/room/alert";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import { BEFORE } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { alertFigure } from "./alert-figure.ts";

const plan = aRoomPlan({
  alerts: [
    {
      id: "errors",
      label: "Errors",
      kind: "threshold",
      metric: "errors",
      levels: [
        { severity: "critical", when: { op: ">", value: 0.5 } },
        { severity: "high", when: { op: ">=", value: 0.1 } },
      ],
    },
    { id: "down", label: "Down", kind: "down", severity: "critical" },
  ],
});
const alert = (part: Partial<Alert>): Alert => ({
  id: "a",
  rule: "errors",
  subject: null,
  label: "Errors",
  severity: "critical",
  worst: "critical",
  since: BEFORE - 10_000,
  firedAt: BEFORE,
  times: 1,
  sentence: "",
  evidence: null,
  widened: [],
  acknowledged: null,
  measured: null,
  called: [],
  calling: { from: 0, before: 0 },
  resolved: null,
  ...part,
});

test("the metric is drawn with a line for every severity", () => {
  const figure = alertFigure(plan, alert({}), BEFORE + MINUTE_MS);
  expect(figure).toMatchObject({ metric: "errors", from: BEFORE - 15 * MINUTE_MS - 15_000, to: BEFORE + MINUTE_MS });
  expect(figure?.bounds.map(({ at, label }) => `${label} at ${at}`)).toEqual([
    "critical > 0.5 % at 0.005",
    "high ≥ 0.1 % at 0.001",
  ]);
});

test("it stands still half an hour after it fired", () => {
  const late = [HOUR_MS, 5 * HOUR_MS].map((after) => alertFigure(plan, alert({}), BEFORE + after));
  expect(late[0]).toEqual(late[1]);
  expect(late[0]?.to).toBe(BEFORE + 30 * MINUTE_MS);
});

test("no metric tells why a target is down", () => {
  expect(alertFigure(plan, alert({ rule: "down", subject: "api" }), BEFORE)).toBeNull();
});
