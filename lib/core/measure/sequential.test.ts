import { describe, expect, test } from "vitest";
import { chance, drawBinomial, drawExponential, type Chance } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import { MINUTE_MS } from "../time.ts";
import { riskOf, riskOfRun, WINDOW_ALPHA } from "./risk.ts";
import { readTest, restartTest, STAKES, startTest, updateTest, type Block, type TestState } from "./sequential.ts";

const HORIZON = 500;
const WINDOWS = 200;
const PLAN = { from: 0, nullRate: 0.01, horizon: HORIZON, risk: 0.1 };

function block(minute: number, n: number, events: number): Block {
  return { from: minute * MINUTE_MS, n, events };
}

function fold(state: TestState, blocks: readonly Block[]): TestState {
  return blocks.reduce(updateTest, state);
}

/** A minute's events: each request by itself, or the minute's rate gamma-distributed with the given shape (fewer: burstier). */
function draw(next: Chance, n: number, { rate, shape }: { rate: number; shape?: number }): number {
  if (shape === undefined) return drawBinomial(next, n, rate);
  let gamma = 0;
  for (let i = 0; i < shape; i++) gamma += drawExponential(next) / shape;
  return drawBinomial(next, n, Math.min(0.5, rate * gamma));
}

/** The share of windows with an alarm at any minute, and the minutes at which they came. */
function alarms(rateAt: (minute: number) => number, how: { n: number; shape?: number; plan?: typeof PLAN }) {
  const next = chance(testSeed());
  const minutes: number[] = [];
  for (let window = 0; window < WINDOWS; window++) {
    let state = startTest(how.plan ?? PLAN);
    for (let minute = 0; minute < HORIZON; minute++) {
      state = updateTest(state, block(minute, how.n, draw(next, how.n, { ...how, rate: rateAt(minute) })));
      if (state.peak < -Math.log(riskOfRun(state.risk, state.run))) continue;
      minutes.push(minute);
      break;
    }
  }
  return { share: minutes.length / WINDOWS, median: minutes.toSorted((a, b) => a - b)[minutes.length >> 1] };
}

describe("a sequential test", () => {
  // At most the first run's 5 %; five standard errors of 200 windows above it.
  const BOUND = 0.05 + 5 * Math.sqrt((0.05 * 0.95) / WINDOWS);

  test.each([
    { how: "independent requests", n: 300 },
    { how: "few requests", n: 5 },
    { how: "bursts of three times the variance", n: 300, shape: 2 },
    { how: "bursts of seven times the variance", n: 600, shape: 1 },
  ])("at the very rate that it allows rarely alarms at $how, at however many looks", (how) => {
    expect(alarms(() => 0.01, how).share).toBeLessThanOrEqual(BOUND);
  });

  test("alarms at a doubled rate, from the first minute on and from the middle", () => {
    const atOnce = alarms(() => 0.02, { n: 300 });
    expect(atOnce.share).toBeGreaterThan(0.99);
    expect(atOnce.median).toBeLessThan(30);
    const later = alarms((minute) => (minute < 250 ? 0.007 : 0.02), { n: 300 });
    expect(later.share).toBeGreaterThan(0.99);
    expect(later.median).toBeGreaterThanOrEqual(250);
    expect(later.median).toBeLessThan(300);
  });

  // The certainty behind the simulation: one block's mean gain, computed and not drawn.
  test("gains nothing on average from a block at the allowed rate, however its events are spread", () => {
    const n = 100;
    const spreads = [
      [{ events: 1, chance: 1 }],
      [
        { events: 0, chance: 0.99 },
        { events: 100, chance: 0.01 },
      ],
      [
        { events: 0, chance: 0.5 },
        { events: 2, chance: 0.5 },
      ],
    ];
    for (const before of [[], [block(0, 100, 0)], [block(0, 100, 7), block(1, 50, 0)]]) {
      const state = fold(startTest(PLAN), before);
      const eValue = readTest(state).eValue;
      for (const spread of spreads) {
        const mean = spread.reduce(
          (sum, one) => sum + one.chance * readTest(updateTest(state, block(9, n, one.events))).eValue,
          0,
        );
        expect(mean).toBeCloseTo(eValue, 9);
      }
    }
  });

  test("says as much of blocks of one request as Wald's ratio does", () => {
    const first = startTest({ ...PLAN, horizon: 1 });
    const hit = updateTest(first, block(0, 1, 1));
    const ratios = STAKES.map((stake) => (1 + stake) / (1 + stake * 0.01));
    expect(readTest(hit).eValue).toBeCloseTo(ratios.reduce((sum, ratio) => sum + ratio, 0) / STAKES.length, 9);
  });

  test("has as p the reciprocal of the largest e-value so far, and alarms from 1 / the run's risk on", () => {
    let [state, most] = [startTest(PLAN), 1];
    for (const [minute, events] of [0, 3, 1, 4, 2, 5, 1, 3, 4, 3, 0, 0, 3].entries()) {
      state = updateTest(state, block(minute, 100, events));
      const { eValue, p, verdict } = readTest(state);
      most = Math.max(most, eValue);
      expect(p).toBeCloseTo(1 / most, 12);
      expect(verdict).toBe(most >= 1 / riskOfRun(PLAN.risk, 0) ? "alarm" : "quiet");
    }
    expect(readTest(state).verdict).toBe("alarm");
  });

  test("keeps its alarm until it is begun anew, with half of the risk", () => {
    const loud = fold(startTest(PLAN), [
      block(0, 100, 50),
      block(1, 100, 50),
      ...Array.from({ length: 400 }, (_, i) => block(i + 2, 100, 0)),
    ]);
    expect(readTest(loud)).toMatchObject({ verdict: "alarm" });
    expect(readTest(loud).eValue).toBeLessThan(1);
    const anew = restartTest(loud, 402 * MINUTE_MS);
    expect(readTest(anew)).toMatchObject({ verdict: "quiet", p: 1, rate: null, lowerBound: 0 });
    expect(readTest(anew).eValue).toBeCloseTo(1, 12);
    const runs = Array.from({ length: 60 }, (_, run) => riskOfRun(PLAN.risk, run));
    expect(runs.reduce((sum, risk) => sum + risk, 0)).toBeLessThanOrEqual(PLAN.risk);
  });

  test("names the stretch that speaks against the baseline, not all that was quiet before", () => {
    const quiet = Array.from({ length: 300 }, (_, i) => block(i, 1_000, 5));
    const bad = Array.from({ length: 30 }, (_, i) => block(300 + i, 1_000, 30));
    const { verdict, recent, rate } = readTest(fold(startTest(PLAN), [...quiet, ...bad]));
    expect(verdict).toBe("alarm");
    expect(recent).toEqual({ since: 300 * MINUTE_MS, n: 30_000, events: 900 });
    expect(rate).toBeCloseTo(2_400 / 330_000, 12);
  });

  test("bounds the mean rate from below, close to it after a billion requests", () => {
    const next = chance(testSeed());
    let above = 0;
    for (let window = 0; window < WINDOWS; window++) {
      const state = fold(
        startTest(PLAN),
        Array.from({ length: 50 }, (_, minute) => block(minute, 300, draw(next, 300, { rate: 0.02, shape: 2 }))),
      );
      if (readTest(state).lowerBound > 0.02) above++;
    }
    expect(above / WINDOWS).toBeLessThanOrEqual(BOUND);
    const large = fold(
      startTest(PLAN),
      Array.from({ length: HORIZON }, (_, minute) => block(minute, 2_000_000, 40_000)),
    );
    expect(readTest(large)).toMatchObject({ verdict: "alarm", rate: 0.02, eValue: expect.closeTo(large.peak, -400) });
    expect(readTest(large).lowerBound).toBeGreaterThan(0.0195);
    expect(readTest(large).lowerBound).toBeLessThan(0.02);
  });

  test("stays finite after a billion requests without an event, and with nothing else", () => {
    for (const events of [0, 2_000_000]) {
      const state = fold(
        startTest(PLAN),
        Array.from({ length: HORIZON + 10 }, (_, minute) => block(minute, 2_000_000, events)),
      );
      const { eValue, p, lowerBound } = readTest(state);
      for (const value of [eValue, p, lowerBound, state.peak]) expect(Number.isFinite(value)).toBe(true);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }
  });

  test("hears nothing in a minute without requests, and refuses what cannot be", () => {
    const state = startTest(PLAN);
    expect(updateTest(state, block(0, 0, 0))).toBe(state);
    expect(() => updateTest(state, block(0, 1, 2))).toThrow(RangeError);
    expect(() => updateTest(state, block(0, 1, -1))).toThrow(RangeError);
    for (const wrong of [{ nullRate: 0 }, { nullRate: 1 }, { horizon: 0 }, { risk: 0 }])
      expect(() => startTest({ ...PLAN, ...wrong })).toThrow(RangeError);
  });
});

test("tests beside each other share the window's 5 %, each between its baseline and its looks", () => {
  for (const tests of [1, 2, 7]) {
    const { baseline, sequence } = riskOf(tests);
    expect(tests * (baseline + sequence)).toBeCloseTo(WINDOW_ALPHA, 12);
  }
  expect(() => riskOf(0)).toThrow(RangeError);
});
