import { describe, expect, it } from "vitest";
import type { MetricDefinition } from "#core/measure/metric";
import { aPlan } from "#testing/a-plan";
import { aMetric, aWindow, measured } from "#testing/a-window";
import { forOnePart, readingOf, yardsticksFor, yardsticksOf } from "./readings.ts";

const PLAN = aPlan();
const ERRORS = yardsticksOf(PLAN).get("errors");
if (!ERRORS) throw new Error("the small plan has errors");
const LEARNERS: MetricDefinition = {
  ...aMetric({ kind: "gauge", gauge: "learners", aggregate: "total" }, "learners"),
  id: "learners",
};

describe("a plan's yardsticks", () => {
  it("are its metrics, each with its limit if it has one, in the order asked for", () => {
    const plan = aPlan({
      metrics: [...PLAN.metrics, { ...LEARNERS, id: "learners" }],
      headlines: ["learners", "errors"],
    });
    expect([...yardsticksOf(plan).keys()]).toEqual(["errors", "learners"]);
    expect(yardsticksFor(plan, plan.headlines)).toEqual([
      { metric: expect.objectContaining({ id: "learners" }), limit: null },
      { metric: PLAN.metrics[0], limit: PLAN.limits[0] },
    ]);
  });

  it("limit a total for the whole, and not for a part of it", () => {
    const limit = { metric: "learners", pass: { op: ">" as const, value: 1_000 } };
    expect(forOnePart({ metric: LEARNERS, limit })).toEqual({ metric: LEARNERS, limit: null });
    expect(forOnePart(ERRORS)).toEqual(ERRORS);
  });
});

describe("a reading", () => {
  it("carries value, interval, verdict and limits, in words and in base form", () => {
    const window = aWindow([measured({}, { requests: 10_000, errors: 50 })]);
    expect(readingOf(ERRORS, window, 0.95)).toMatchObject({
      metric: "errors",
      unit: "%",
      value: 0.005,
      n: 10_000,
      coverage: 1,
      verdict: "PASS",
      grade: "demonstrated",
      passWords: "< 1 %",
      failWords: "> 2 %",
      passAt: 0.01,
      failAt: 0.02,
    });
  });

  it("of nothing is NO_DATA, never 0 and never green", () => {
    const reading = readingOf(ERRORS, aWindow([measured({}, { ticks: 0 })]), 0.95);
    expect(reading).toMatchObject({ value: null, low: null, high: null, n: 0, verdict: "NO_DATA", word: "NO DATA" });
  });

  it("of too few ticks is NO_DATA, and shows its value all the same", () => {
    const window = aWindow([measured({}, { ticks: 56, requests: 100, errors: 0 })]);
    expect(readingOf(ERRORS, window, 0.95)).toMatchObject({ value: 0, verdict: "NO_DATA" });
    expect(readingOf(ERRORS, window, 0.9)).toMatchObject({ value: 0, verdict: "PASS" });
  });

  it("without a limit has no limit in words", () => {
    const reading = readingOf({ metric: ERRORS.metric, limit: null }, aWindow([measured({}, { requests: 9 })]), 0.95);
    expect(reading).toMatchObject({ word: "no limit", passWords: null, failWords: null, passAt: null, failAt: null });
  });
});
