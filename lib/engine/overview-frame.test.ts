import { describe, expect, it } from "vitest";
import type { Limit, MetricDefinition } from "#core/measure/metric";
import type { WindowSum } from "#core/measure/window";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import { aTarget } from "#testing/a-frame";
import { aMetric, aWindow, measured, T0 } from "#testing/a-window";
import type { OverviewBody, TargetReading } from "#wire/frame";
import { overviewBody } from "./overview-frame.ts";
import type { Yardstick } from "./readings.ts";
import type { Moment } from "./windows.ts";

const ERRORS: MetricDefinition = { ...aMetric({ kind: "error_rate", source: "traffic" }), id: "errors" };
const LIMIT: Limit = { metric: "errors", pass: { op: "<", value: 1 }, fail: { op: ">", value: 2 } };
const JUDGED: Yardstick = { metric: ERRORS, limit: LIMIT };
const BUDGET = { target: 0.99, lengthMs: 36 * HOUR_MS };

/** `errors` of 100,000 requests in every window; `sinceT0Ms` long since T0. */
function aMoment(errors: number, part: Partial<WindowSum> = {}, sinceT0Ms: number | null = HOUR_MS): Moment {
  const sum = { requests: 100_000, errors, ...part };
  const five = aWindow([measured({ id: "orders", critical: true }, sum)]);
  const range = { from: T0, to: T0 + (sinceT0Ms ?? 0) };
  const total = aWindow([measured({ id: "orders" }, { ...sum, ticks: (sinceT0Ms ?? 0) / 5_000 })], range);
  return { now: () => five, last: () => five, before: () => five, sinceT0: () => (sinceT0Ms === null ? null : total) };
}

function overview(
  moment: Moment,
  {
    targets = [],
    yardsticks = [JUDGED],
  }: { targets?: readonly TargetReading[]; yardsticks?: readonly Yardstick[] } = {},
): OverviewBody {
  return overviewBody(moment, { yardsticks, minimumCoverage: 0.95, readings: targets, budget: null });
}

describe("the overview's verdict", () => {
  it.each([
    ["a headline inside its limit", aMoment(10), [], "PASS", /inside its limit.*demonstrated at 95 %\.$/],
    ["one not yet demonstrated", aMoment(980), [], "PASS", /; 1 of them not yet demonstrated/],
    ["a headline between its limits", aMoment(1_500), [], "WARN", /^Error rate is 1.5 %, outside < 1 %/],
    ["a headline that fails", aMoment(3_000), [], "FAIL", /^Error rate is 3 %/],
    ["too few ticks", aMoment(10, { ticks: 30 }), [], "NO_DATA", /measured in 50 % of its ticks/],
    ["no samples", aMoment(0, { ticks: 0, requests: 0 }), [], "NO_DATA", /has no data/],
    [
      "a critical target that is down",
      aMoment(10),
      [aTarget({ state: "down", reason: "503" })],
      "FAIL",
      "Store is down: 503.",
    ],
    ["one that is down without a reason", aMoment(10), [aTarget({ state: "down" })], "FAIL", "Store is down."],
    [
      "a critical target that is silent",
      aMoment(1_500),
      [aTarget({ state: "silent", reason: "no sample arrives" })],
      "NO_DATA",
      "Store is silent: no sample arrives.",
    ],
    [
      "a critical target that waits",
      aMoment(10),
      [aTarget({ state: "waiting" })],
      "NO_DATA",
      "Store is waiting: no sample yet.",
    ],
    [
      "a minor target that is down",
      aMoment(10),
      [aTarget({ state: "down", critical: false })],
      "PASS",
      /inside its limit/,
    ],
    [
      "a target that is down, before a headline that fails",
      aMoment(3_000),
      [aTarget({ state: "up" }), aTarget({ name: "API", state: "down" })],
      "FAIL",
      "API is down.",
    ],
  ] as const)("of %s", (...[, moment, targets, verdict, sentence]) => {
    const body = overview(moment, { targets });
    expect(body.verdict).toBe(verdict);
    expect(body.sentence).toMatch(sentence);
  });

  it("is never green where nothing is judged: no headline has a limit", () => {
    const body = overview(aMoment(0), { yardsticks: [{ metric: ERRORS, limit: null }], targets: [aTarget()] });
    expect(body).toMatchObject({ verdict: "NO_DATA", sentence: "No headline has a limit: nothing is judged." });
  });
});

describe("the overview", () => {
  it("shows the worst forty targets, and counts all", () => {
    const targets = Array.from({ length: 60 }, (_, i) => aTarget({ id: `t${i}`, state: i >= 50 ? "down" : "up" }));
    const body = overview(aMoment(10), { targets });
    expect(body.targets).toHaveLength(40);
    expect(body.targets.slice(0, 10).every(({ state }) => state === "down")).toBe(true);
    expect(body).toMatchObject({ targetsTotal: 60, counts: { up: 50, down: 10, silent: 0, waiting: 0 } });
  });

  it("holds each headline now, since T0 and where it goes", () => {
    const [headline] = overview(aMoment(500)).headlines;
    expect(headline).toMatchObject({ now: { value: 0.005, n: 100_000 }, sinceT0: { value: 0.005 }, trend: "stable" });
    expect(overview(aMoment(500, {}, null)).headlines[0]?.sinceT0).toBeNull();
  });
});

describe("the error budget", () => {
  const up = { upKnown: 720, upTicks: 713 };
  const budgetOf = (moment: Moment, budget: typeof BUDGET | null = BUDGET): string | null =>
    overviewBody(moment, { yardsticks: [JUDGED], minimumCoverage: 0.95, readings: [], budget }).budget;

  it("is told in words within its window", () => {
    expect(budgetOf(aMoment(0, up))).toMatch(/of the error budget is left/);
    expect(budgetOf(aMoment(0, up, BUDGET.lengthMs))).toMatch(/error budget/);
  });

  it.each([
    ["before T0", aMoment(0, up, null), BUDGET],
    ["after the end of its window", aMoment(0, up, BUDGET.lengthMs + MINUTE_MS), BUDGET],
    ["where the plan has none", aMoment(0, up), null],
  ])("is not told %s", (_when, moment, budget) => {
    expect(budgetOf(moment, budget)).toBeNull();
  });
});
