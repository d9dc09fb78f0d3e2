import { describe, expect, test } from "vitest";
import { aSprint, aTask } from "#testing/a-plan";
import { ADVANCED, ALL_GO, happened, PLAN_T0, roomOf, started, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { DAY_MS, HOUR_MS } from "../time.ts";
import { figureStanding } from "../room/closing/figure-standing.ts";
import type { RoomEvent } from "../room/room-event.ts";
import { maturityWords, successStandings, type GoalStanding } from "./success.ts";
import { sprintNow } from "./sprint-now.ts";

const gain = (low: number, high: number) => [{ measure: "gain", low, high }];
const sprint = aSprint(
  [
    { ...aTask("one", "2030-05-06", "2030-05-07"), impacts: gain(1, 2) },
    { ...aTask("two", "2030-05-08", "2030-05-09"), impacts: gain(1, 1.5) },
  ],
  {
    measures: [
      { id: "gain", label: "Gain", unit: "%", better: "higher", baseline: 5.8, maturity: "24h" },
      { id: "churn", label: "Churn", unit: "%", better: "lower", metric: "tickets" },
    ],
    goals: [
      { id: "more", label: "More", impact: { measure: "gain", low: 2, high: 3 } },
      { id: "total", label: "Total", impact: { measure: "gain", low: 8, high: 10, basis: "cumulative" } },
      { id: "churn", label: "Churn", impact: { measure: "churn", low: -7, high: -2 } },
      { id: "calm", label: "Calm", check: "no_critical_incident" },
      { id: "done", label: "Done", check: "delivered" },
      { id: "time", label: "Time", check: "on_time" },
      { id: "end", label: "End", check: "by_end" },
      { id: "nice", label: "Nice" },
    ],
  },
);
const plan = aRoomPlan({ sprint });

/** Days after T0, at noon, by the sprint's own goals. */
function standing(days: number, ...events: Happened[]): Readonly<Record<string, GoalStanding>> {
  const now = PLAN_T0 + days * DAY_MS;
  const room = roomOf(ADVANCED, ...ALL_GO, started(), ...events);
  const held = { plan, t0: PLAN_T0, room };
  const about = { plan, room, now, within: null, pushed: null, measured: null };
  const business = plan.metrics.map((metric) => figureStanding(metric, about));
  const [own] = successStandings({ plan, room, now, business, sprint: sprintNow(held) });
  return Object.fromEntries((own?.goals ?? []).map((goal) => [goal.id, goal]));
}
const said = (goal: GoalStanding | undefined) => goal && `${goal.state}: ${goal.actual}`;
const at = (days: number, event: RoomEvent) => happened(event, { at: PLAN_T0 + days * DAY_MS });
const delivered = (task: string, days: number) =>
  at(days, { type: "task_delivered", task, link: "https://a.example", note: "" });
const brought = (task: string, value: number, days: number) =>
  at(days, { type: "task_impact", task, measure: "gain", value, note: "" });

describe("a goal with a figure", () => {
  test("is unknown until a task has brought something", () => {
    expect(standing(1)["more"]).toMatchObject({
      state: "unknown",
      expected: "2 to 3 % more",
      range: { low: 2, high: 3, actual: null },
    });
  });

  test("does not count what was measured sooner than a day after delivery", () => {
    const early = standing(2, delivered("one", 1), brought("one", 1.4, 1.5));
    expect(said(early["more"])).toBe("immature: 1.4 %, of 1 of 2 tasks");
    const later = standing(3, delivered("one", 1), brought("one", 1.4, 2));
    expect(said(later["more"])).toBe("so_far: 1.4 %, of 1 of 2 tasks");
  });

  test("adds up what tasks bring, and is held against the range once all are delivered", () => {
    const whole = (second: number) => [
      ...[delivered("one", 1), brought("one", 1.4, 2), delivered("two", 3), brought("two", second, 4)],
    ];
    // 1.4 + 0.8 = 2.2 of 2 to 3; 5.8 + 2.2 = 8 of 8 to 10
    expect(said(standing(5, ...whole(0.8))["more"])).toBe("reached: 2.2 %, of 2 of 2 tasks");
    expect(said(standing(5, ...whole(0.8))["total"])).toBe("reached: 8 %, of 2 of 2 tasks");
    // 1.4 + 0.5 = 1.9; 5.8 + 1.9 = 7.7
    expect(said(standing(5, ...whole(0.5))["more"])).toBe("missed: 1.9 %, of 2 of 2 tasks");
    expect(said(standing(5, ...whole(0.5))["total"])).toBe("missed: 7.7 %, of 2 of 2 tasks");
  });

  test("comes from the business where the plan names its metric, and lower may be better", () => {
    const given = (value: number) =>
      at(1, { type: "figure_given", metric: "tickets", value, speaksFor: PLAN_T0 + DAY_MS, source: "CRM", note: "" });
    expect(standing(2, given(-3))["churn"]).toMatchObject({ state: "reached", expected: "-7 to -2 %" });
    expect(standing(2, given(-1))["churn"]).toMatchObject({ state: "so_far", range: { actual: -1 } });
  });
});

describe("a goal that the room checks itself", () => {
  const fired: RoomEvent = {
    ...{ type: "alert_fired", alert: "a-1", rule: "errors", subject: null, label: "Errors", severity: "critical" },
    ...{ since: PLAN_T0 + HOUR_MS, sentence: "Bad.", evidence: null, times: 1 },
  };

  test("no incident: so far while the days last, reached after them, missed with the first", () => {
    expect(said(standing(1)["calm"])).toBe("so_far: None so far");
    expect(said(standing(5)["calm"])).toBe("reached: None");
    expect(said(standing(1, at(0.5, fired))["calm"])).toBe("missed: 1 incident so far");
    // what fires after the last day is none of the sprint's
    expect(said(standing(6, at(5, fired))["calm"])).toBe("reached: None");
  });

  test("delivered, and in time", () => {
    expect(said(standing(1)["done"])).toBe("so_far: 0 of 2 delivered");
    expect(said(standing(5, delivered("one", 1))["done"])).toBe("missed: 1 of 2 delivered");
    expect(said(standing(3, delivered("one", 1))["time"])).toBe("so_far: Not begun in time: two");
    expect(said(standing(1, delivered("one", 0.5))["time"])).toBe("so_far: On schedule so far");
    expect(said(standing(3, delivered("one", 2.9))["time"])).toBe("missed: Behind: one");
    const both = standing(5, delivered("one", 1), delivered("two", 3));
    expect([said(both["done"]), said(both["time"])]).toEqual([
      "reached: 2 of 2 delivered",
      "reached: All delivered in time",
    ]);
  });

  test("all by the end, each on whichever of its days", () => {
    expect(said(standing(3, delivered("one", 2.9))["end"])).toBe("so_far: 1 late on their own days");
    expect(said(standing(3.4, delivered("one", 2.9), delivered("two", 3.2))["end"])).toBe("reached: All delivered");
    expect(said(standing(5, delivered("one", 2.9))["end"])).toBe("missed: Not by 2030-05-09: two");
  });

  test("one that nothing measures says so", () => {
    expect(said(standing(5)["nice"])).toBe("unknown: Nothing measures it: somebody has to say.");
  });
});

test("what counts when is said in words", () => {
  expect(maturityWords(plan)).toBe(
    "Gain counts when it is measured 24h or more after delivery; Gain stood at 5.8 % before.",
  );
});
