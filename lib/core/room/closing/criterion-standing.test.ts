import { describe, expect, it } from "vitest";
import { aCriteriaPlan } from "#testing/a-criteria-plan";
import {
  ADA,
  happened,
  HELD,
  NOOR,
  personOf,
  PLAN_T0,
  roomAfter,
  roomOf,
  started,
  type Happened,
} from "#testing/a-room";
import { aWindow, measured } from "#testing/a-window";
import { projectWindow } from "../../measure/project.ts";
import type { Window } from "../../measure/window.ts";
import { HOUR_MS, MINUTE_MS, TICK_MS, type Range } from "../../time.ts";
import type { Room } from "../room.ts";
import { criterionStanding, projectCriterion, settlesAt, type Judging } from "./criterion-standing.ts";
import { figureStanding } from "./figure-standing.ts";

const plan = aCriteriaPlan();
const range: Range = { from: PLAN_T0, to: PLAN_T0 + 2 * HOUR_MS };
const now = PLAN_T0 + HOUR_MS;
const running = roomOf(...HELD, started());
const criterion = (id: string): (typeof plan.success.criteria)[number] => {
  const found = plan.success.criteria.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

/** `errors` of 1,000 requests a minute, measured in every tick. */
function samples({ from, to }: Range, errorsPerMinute: number): Window {
  const minutes = (to - from) / MINUTE_MS;
  const sum = { ticks: (to - from) / TICK_MS, requests: 1_000 * minutes, errors: errorsPerMinute * minutes };
  return aWindow([measured({ kind: "push" }, sum)], { from, to });
}

function judging(room: Room, part: Partial<Judging> = {}): Judging {
  const soFar = samples({ from: PLAN_T0, to: now }, 2);
  return { plan, room, now, range, window: () => soFar, ...part };
}

function stands(id: string, room: Room, part: Partial<Judging> = {}): string {
  const { verdict, grade } = criterionStanding(criterion(id), judging(room, part));
  return `${verdict} ${grade}`;
}

const critical = (at: number): Happened =>
  happened(
    {
      type: "alert_fired",
      alert: `down-${at}`,
      rule: "down",
      subject: null,
      label: "Down",
      severity: "critical",
      since: at,
      sentence: "",
      evidence: null,
      times: 1,
    },
    { at },
  );
const over = (at: number): Happened =>
  happened({ type: "alert_resolved", alert: `down-${at - MINUTE_MS}`, sentence: "It is well." }, { at });
const gain = (value: number, speaksFor: number): Happened =>
  happened({ type: "figure_given", metric: "gain", value, speaksFor, source: "Finance", note: "" }, { at: speaksFor });
const sure = (role: string, percent: number): Happened =>
  happened({
    type: "confidence_given",
    role,
    percent,
    note: "",
    person: personOf(role === "product-lead" ? NOOR : ADA),
  });

describe("a criterion over the fixed window", () => {
  it.each<[string, string, Happened[], string]>([
    ["errors", "measured", [], "PASS demonstrated"],
    ["critical", "no incident", [], "PASS observed"],
    ["critical", "one within", [critical(PLAN_T0 + MINUTE_MS)], "FAIL observed"],
    ["critical", "one that is still on at T0", [critical(PLAN_T0 - MINUTE_MS)], "FAIL observed"],
    ["critical", "one that is over by T0", [critical(PLAN_T0 - MINUTE_MS), over(PLAN_T0)], "PASS observed"],
    ["gain", "nobody said", [], "NO_DATA insufficient"],
    ["gain", "said for before T0", [gain(9, PLAN_T0 - HOUR_MS)], "NO_DATA insufficient"],
    ["gain", "not yet mature", [gain(9, now - HOUR_MS + 1)], "NO_DATA insufficient"],
    ["sure", "one of two", [sure("engineering-lead", 100)], "NO_DATA insufficient"],
    ["sure", "both sure", [sure("engineering-lead", 100), sure("product-lead", 98)], "PASS observed"],
    ["sure", "one unsure", [sure("engineering-lead", 100), sure("product-lead", 90)], "WARN observed"],
  ])("%s, %s", (id, _, events, expected) => {
    expect(stands(id, roomAfter(running, events))).toBe(expected);
  });

  it("counts a late figure from the moment that it is mature, and only then", () => {
    const room = roomAfter(running, [gain(9, PLAN_T0 + MINUTE_MS)]);
    const mature = PLAN_T0 + MINUTE_MS + HOUR_MS;
    expect(stands("gain", room, { now: mature - 1 })).toBe("NO_DATA insufficient");
    expect(stands("gain", room, { now: mature })).toBe("PASS observed");
  });

  it("is never green without samples", () => {
    expect(stands("errors", running, { window: () => null })).toBe("NO_DATA insufficient");
    expect(stands("critical", running, { window: () => null })).toBe("NO_DATA insufficient");
    expect(stands("critical", roomAfter(running, [critical(now - MINUTE_MS)]), { window: () => null })).toBe(
      "FAIL observed",
    );
    expect(stands("critical", roomOf(...HELD))).toBe("NO_DATA insufficient");
  });

  it("settles when its late figures are mature, and at once without any", () => {
    expect(settlesAt(criterion("gain"), plan, range.to)).toBe(range.to + HOUR_MS);
    expect(settlesAt(criterion("errors"), plan, range.to)).toBeNull();
  });
});

describe("what a criterion will be", () => {
  const projected = (id: string, room: Room, perMinute: number): string => {
    const about = judging(room);
    const hour = samples({ from: PLAN_T0, to: now }, perMinute);
    const soFar = about.window({ kind: "availability" }) as Window;
    const projecting = { ...about, projected: () => projectWindow(soFar, hour, range.to) };
    return projectCriterion(criterion(id), projecting).verdict;
  };

  it("follows the last hour: 0.2 % so far passes with the same, and fails with ten times as much", () => {
    expect(projected("errors", running, 2)).toBe("PASS");
    expect(projected("errors", running, 20)).toBe("WARN");
    expect(projected("errors", running, 60)).toBe("FAIL");
  });

  it("foretells more incidents where there were some, and nothing of what people say", () => {
    expect(projected("critical", running, 2)).toBe("PASS");
    expect(projected("critical", roomAfter(running, [critical(now - MINUTE_MS)]), 2)).toBe("FAIL");
    expect(projected("sure", running, 2)).toBe("NO_DATA");
  });

  it("adds counts exactly: an hour more of the same doubles them", () => {
    const soFar = samples({ from: PLAN_T0, to: now }, 3);
    const sum = projectWindow(soFar, soFar, range.to).targets[0]?.sum;
    expect(sum).toMatchObject({ ticks: 1_440, requests: 120_000, errors: 360 });
    expect(projectWindow(soFar, soFar, now)).toBe(soFar);
  });
});

describe("a figure of the business", () => {
  const metric = plan.metrics.find(({ id }) => id === "gain") as (typeof plan.metrics)[number];
  const input = { plan, now, within: null, pushed: null, measured: null };

  it("is the newest, with its source, and stands beside what was said before T0", () => {
    const room = roomAfter(running, [gain(4, PLAN_T0 - HOUR_MS), gain(6, PLAN_T0 + MINUTE_MS)]);
    const found = figureStanding(metric, { ...input, room, now: now + HOUR_MS });
    expect(found).toMatchObject({ kind: "typed", baseline: 0.04, source: "Finance, typed in by Ada Osei" });
    expect(found.evidence).toMatchObject({ value: 0.06, verdict: "PASS" });
  });

  it("may be pushed or queried as a gauge of the same name, and the newer of both counts", () => {
    const tick = (PLAN_T0 + 2 * MINUTE_MS) / TICK_MS;
    const gauges = { gain: { n: 1, sum: 7, min: 7, max: 7, last: 7, lastTick: tick } };
    const pushed = aWindow([measured({ name: "Shop" }, { gauges })]);
    const room = roomAfter(running, [gain(6, PLAN_T0 + MINUTE_MS)]);
    const found = figureStanding(metric, { ...input, room, pushed });
    expect(found).toMatchObject({ kind: "pushed", source: "Shop", speaksFor: tick * TICK_MS });
    const asked = aWindow([measured({ name: "Prometheus", kind: "http" }, { gauges })]);
    expect(figureStanding(metric, { ...input, room, pushed: asked })).toMatchObject({
      kind: "queried",
      source: "Prometheus",
    });
    expect(found.evidence).toMatchObject({ value: 0.07, verdict: "NO_DATA", word: "NOT YET MATURE" });
  });
});
