import { describe, expect, it } from "vitest";
import type { PlanInput } from "#core/plan/plan";
import { aTarget } from "#testing/a-frame";
import { aPlan } from "#testing/a-plan";
import { aWindow, measured } from "#testing/a-window";
import type { SegmentsBody } from "#wire/frame";
import { yardsticksFor, yardsticksOf } from "./readings.ts";
import { segmentsBody } from "./segments-frame.ts";

const NAMED: NonNullable<PlanInput["metrics"]>[number] = {
  id: "apart",
  label: "How far apart",
  unit: "pp",
  better: "lower",
  formula: { kind: "segment_variance", of: "errors" },
};

/** Segments with so many errors of so many requests each. */
function bodyOf(
  segments: Readonly<Record<string, readonly [number, number]>>,
  plan: Partial<PlanInput> = {},
): SegmentsBody {
  const base = aPlan();
  const full = aPlan({
    segments: ["north", "south", "west"].map((id) => ({ id, label: id.toUpperCase() })),
    segmentVariance: { minimumN: 100, metrics: ["errors"] },
    metrics: [...base.metrics, NAMED],
    limits: [...base.limits, { metric: "apart", pass: { op: "<", value: 1 }, fail: { op: ">", value: 5 } }],
    ...plan,
  });
  const window = aWindow(
    Object.entries(segments).map(([segment, [errors, requests]]) =>
      measured({ id: segment, segment }, { errors, requests }),
    ),
  );
  const readings = [
    aTarget({ id: "a", segment: "north" }),
    aTarget({ id: "b", segment: "north", state: "down" }),
    aTarget({ id: "c", segment: "south" }),
    aTarget({ id: "d" }),
  ];
  return segmentsBody(
    { now: () => window, last: () => window, before: () => window, sinceT0: () => null },
    { plan: full, yardsticks: yardsticksOf(full), headlines: yardsticksFor(full, full.headlines), readings },
  );
}

const EVEN = { north: [5, 1_000], south: [5, 1_000], west: [5, 1_000] } as const;
const ONE_BAD = { north: [5, 1_000], south: [5, 1_000], west: [200, 1_000] } as const;

describe("the variance panel", () => {
  it("shows each segment's value and n, and passes when they agree", () => {
    const [panel] = bodyOf(EVEN).panels;
    expect(panel).toMatchObject({ metric: "errors", pooled: 0.005, variance: 0, verdict: "PASS" });
    expect(panel?.cells.map(({ label, value, n, enough }) => [label, value, n, enough])).toEqual([
      ["NORTH", 0.005, 1_000, true],
      ["SOUTH", 0.005, 1_000, true],
      ["WEST", 0.005, 1_000, true],
    ]);
  });

  it("names the worst and judges by the limit that the plan sets on the variance", () => {
    const [panel] = bodyOf(ONE_BAD).panels;
    expect(panel).toMatchObject({ worst: "west", pooled: 0.07, verdict: "FAIL" });
    expect(panel?.variance).toBeCloseTo(0.13);
    expect(panel?.reason).toMatch(/^How far apart is 13 pp, in the failing range, > 5 pp/);
  });

  it("is shown and not judged where the plan sets no limit", () => {
    const base = aPlan();
    const [panel] = bodyOf(ONE_BAD, { metrics: base.metrics, limits: base.limits }).panels;
    expect(panel).toMatchObject({ worst: "west", grade: "observed" });
    expect(panel?.reason).toMatch(/^Segment variance of Error rate is 13 pp; the plan sets no limit/);
  });

  it("leaves out a segment below the minimum n", () => {
    const [panel] = bodyOf({ ...EVEN, west: [1, 99] }).panels;
    expect(panel).toMatchObject({ verdict: "PASS" });
    expect(panel?.cells[2]).toMatchObject({ n: 99, deviation: null, enough: false });
    expect(panel?.worst).not.toBe("west");
  });

  it("is NO_DATA with fewer than two segments to compare", () => {
    expect(bodyOf({ north: [5, 1_000] }).panels[0]).toMatchObject({ variance: null, worst: null, verdict: "NO_DATA" });
    expect(bodyOf({}).panels[0]).toMatchObject({ pooled: null, verdict: "NO_DATA" });
  });
});

describe("the segments", () => {
  it("count their own targets that are up, of those known", () => {
    expect(bodyOf(EVEN).segments).toEqual([
      { id: "north", label: "NORTH", up: 1, total: 2 },
      { id: "south", label: "SOUTH", up: 1, total: 1 },
      { id: "west", label: "WEST", up: 0, total: 0 },
    ]);
  });

  it("hold the headlines over their own targets only", () => {
    const values = bodyOf(ONE_BAD).headlines.map(({ segment, readings }) => [
      segment,
      readings[0]?.value,
      readings[0]?.verdict,
    ]);
    expect(values).toEqual([
      ["north", 0.005, "PASS"],
      ["south", 0.005, "PASS"],
      ["west", 0.2, "FAIL"],
    ]);
  });
});
