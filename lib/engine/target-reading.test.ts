import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sketchOf } from "#core/measure/sketch";
import type { Sample } from "#core/measure/sample";
import type { TargetKind } from "#core/target";
import { TICK_MS, tickStart } from "#core/time";
import { aTarget } from "#testing/a-frame";
import { aSample, aTargetOf } from "#testing/a-window";
import type { TargetReading } from "#wire/frame";
import { byUrgency, countStates, targetReading } from "./target-reading.ts";

const TICK = 1_000;

function stateAfter(kind: TargetKind, ticks: number, everyMs = TICK_MS): TargetReading["state"] {
  const newest = aSample({ tick: TICK - ticks, up: true });
  return targetReading(aTargetOf({ kind }), newest, { tick: TICK, everyMs }).state;
}

describe("a target", () => {
  it("waits for its first sample", () => {
    expect(targetReading(aTargetOf({ id: "api" }), null, { tick: TICK, everyMs: TICK_MS })).toMatchObject({
      id: "api",
      state: "waiting",
      reason: null,
      lastAt: null,
      latencyMs: null,
    });
  });

  it.each<[TargetKind, number, number]>([
    ["http", TICK_MS, 2],
    ["push", TICK_MS, 6],
    ["http", TICK_MS / 12, 5],
    ["push", TICK_MS / 12, 15],
    ["redis", TICK_MS / 600, 240],
  ])("that is %s, at %s real ms a tick, is up for %s ticks without a sample and silent after", (kind, every, ticks) => {
    expect(stateAfter(kind, 0, every)).toBe("up");
    expect(stateAfter(kind, ticks, every)).toBe("up");
    expect(stateAfter(kind, ticks + 1, every)).toBe("silent");
  });

  it.each<[Partial<Sample>, Partial<TargetReading>]>([
    [
      { up: false, reason: "timeout", errors: 1 },
      { state: "down", reason: "timeout", latencyMs: null, errors: 1 },
    ],
    [
      { up: true, latency: sketchOf([20]), requests: 1 },
      { state: "up", reason: null, requests: 1 },
    ],
    [
      { up: null, requests: 90, errors: 3 },
      { state: "up", requests: 90, errors: 3 },
    ],
  ])("with a newest sample of %o reads so", (sample, reading) => {
    const newest = aSample({ tick: TICK, ...sample });
    const found = targetReading(aTargetOf(), newest, { tick: TICK, everyMs: TICK_MS });
    expect(found).toMatchObject({ ...reading, lastAt: tickStart(TICK) });
  });

  it("that is silent says so, and not what was wrong before", () => {
    const newest = aSample({ tick: TICK - 100, up: false, reason: "timeout" });
    const found = targetReading(aTargetOf(), newest, { tick: TICK, everyMs: TICK_MS });
    expect(found).toMatchObject({ state: "silent", reason: "no sample arrives", lastAt: tickStart(TICK - 100) });
  });
});

describe("the order of targets", () => {
  it("is down, silent, waiting, up; critical ones first; then the slowest", () => {
    const targets = [
      aTarget({ id: "fast", latencyMs: 1 }),
      aTarget({ id: "unmeasured", latencyMs: null }),
      aTarget({ id: "waiting", state: "waiting" }),
      aTarget({ id: "down", state: "down" }),
      aTarget({ id: "slow", latencyMs: 9 }),
      aTarget({ id: "minor-down", state: "down", critical: false }),
      aTarget({ id: "silent", state: "silent" }),
      aTarget({ id: "minor", critical: false, latencyMs: 99 }),
    ];
    expect(targets.toSorted(byUrgency).map(({ id }) => id)).toEqual([
      "down",
      "minor-down",
      "silent",
      "waiting",
      "slow",
      "fast",
      "unmeasured",
      "minor",
    ]);
    expect(countStates(targets)).toEqual({ up: 4, down: 2, silent: 1, waiting: 1 });
  });

  it("is an order: the same from either side, and without rounds", () => {
    const target = fc.record({
      state: fc.constantFrom<TargetReading["state"]>("up", "down", "silent", "waiting"),
      critical: fc.boolean(),
      latencyMs: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
    });
    fc.assert(
      fc.property(target, target, target, (...parts) => {
        const [a, b, c] = parts.map((part) => aTarget(part)) as [TargetReading, TargetReading, TargetReading];
        expect(Math.sign(byUrgency(a, b)) + Math.sign(byUrgency(b, a))).toBe(0);
        if (byUrgency(a, b) <= 0 && byUrgency(b, c) <= 0) expect(byUrgency(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
