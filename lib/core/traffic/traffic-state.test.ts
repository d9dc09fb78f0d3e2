import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plan } from "../plan/plan.ts";
import { aPlan } from "#testing/a-plan";
import { checkSplit, shareOf } from "./split.ts";
import {
  holdTraffic,
  reduceTraffic,
  resumeTraffic,
  takeStep,
  trafficAtStart,
  type TrafficState,
} from "./traffic-state.ts";

const PLAN = aPlan({
  traffic: {
    groups: [
      { id: "canary", label: "Canary" },
      { id: "ramp", label: "Ramp" },
      { id: "rollout", label: "Rollout" },
    ],
    steps: [
      { id: "half", label: "Back to half", changes: [{ group: "rollout", from: 100, to: 50 }] },
      {
        id: "full",
        label: "All traffic",
        at: "0h",
        changes: [
          { group: "ramp", from: 10, to: 0 },
          { group: "rollout", from: 0, to: 100 },
        ],
      },
      {
        id: "ten",
        label: "Ten percent",
        at: "-10h",
        changes: [
          { group: "canary", from: 1, to: 0 },
          { group: "ramp", from: 0, to: 10 },
        ],
      },
      { id: "one", label: "One percent", at: "-20h", changes: [{ group: "canary", from: 0, to: 1 }] },
    ],
  },
});
const TRAFFIC = PLAN.traffic as NonNullable<Plan["traffic"]>;
const START = trafficAtStart(PLAN);

function after(state: TrafficState, ...steps: readonly string[]): TrafficState {
  return steps.reduce((reached, id) => {
    const next = takeStep(reached, TRAFFIC, id);
    if (!next.ok) throw new Error(next.refusal.message);
    return next.value;
  }, state);
}

function refusal(outcome: { readonly ok: boolean; readonly refusal?: { code: string; message: string } }): unknown {
  return outcome.refusal && [outcome.refusal.code, outcome.refusal.message];
}

describe("before any step", () => {
  test("each group has what its first step in time begins with, a step in reserve last", () => {
    expect(START).toEqual({ intended: { canary: 0, ramp: 0, rollout: 0 }, held: null });
  });
  test("a plan without traffic has no groups", () => {
    expect(trafficAtStart(aPlan())).toEqual({ intended: {}, held: null });
  });
});

test("1, 10 and 100 % follow each other", () => {
  expect(after(START, "one").intended).toEqual({ canary: 1, ramp: 0, rollout: 0 });
  expect(after(START, "one", "ten").intended).toEqual({ canary: 0, ramp: 10, rollout: 0 });
  expect(after(START, "one", "ten", "full")).toEqual({ intended: { canary: 0, ramp: 0, rollout: 100 }, held: null });
});

test("a step that gives out more than there is is refused", () => {
  expect(refusal(takeStep(after(START, "one"), TRAFFIC, "full"))).toEqual([
    "invalid",
    "That gives out 101 % of the traffic: Canary 1 %, Rollout 100 %.",
  ]);
  expect(refusal(takeStep(START, TRAFFIC, "nine"))).toEqual(["not_found", 'The plan has no traffic step "nine".']);
});

describe("a reduction", () => {
  const full = after(START, "one", "ten", "full");
  test("gives what it takes to the stable version, and resume takes it back", () => {
    const half = after(full, "half");
    expect(half).toEqual({ intended: { canary: 0, ramp: 0, rollout: 50 }, held: full.intended });
    expect(resumeTraffic(half)).toEqual({ ok: true, value: full });
  });
  test("may go on, and resume leads to before the first", () => {
    const less = reduceTraffic(after(full, "half"), TRAFFIC, { group: "rollout", share: 5 });
    expect(less).toEqual({ ok: true, value: { intended: { canary: 0, ramp: 0, rollout: 5 }, held: full.intended } });
  });
  test("does not raise, nor leave as it is", () => {
    expect(refusal(reduceTraffic(after(full, "half"), TRAFFIC, { group: "rollout", share: 50 }))).toEqual([
      "invalid",
      "Rollout is at 50 %: it cannot be reduced to 50 %.",
    ]);
    expect(refusal(reduceTraffic(full, TRAFFIC, { group: "beta", share: 1 }))?.toString()).toContain("no group");
  });
});

describe("on hold", () => {
  const held = holdTraffic(after(START, "one"));
  test("a step that raises waits, one that only lowers does not", () => {
    expect(refusal(takeStep(held, TRAFFIC, "ten"))).toEqual([
      "conflict",
      "The traffic is on hold: resume before Ten percent.",
    ]);
    const low = reduceTraffic(held, TRAFFIC, { group: "canary", share: 0.5 });
    expect(low).toMatchObject({ ok: true, value: { intended: { canary: 0.5 }, held: { canary: 1 } } });
  });
  test("to hold again changes nothing; to resume what is not on hold is refused", () => {
    expect(holdTraffic(held)).toEqual(held);
    expect(refusal(resumeTraffic(START))).toEqual(["conflict", "The traffic is not on hold."]);
  });
});

type Act = { readonly kind: "step" | "reduce" | "hold" | "resume"; readonly step: string; readonly share: number };
const anyAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom("step", "reduce", "hold", "resume"),
  step: fc.constantFrom("one", "ten", "full", "half"),
  share: fc.integer({ min: 0, max: 100 }),
});

function act(state: TrafficState, { kind, step, share }: Act): TrafficState {
  if (kind === "hold") return holdTraffic(state);
  if (kind === "resume") return orSame(resumeTraffic(state), state);
  if (kind === "reduce") return orSame(reduceTraffic(state, TRAFFIC, { group: "rollout", share }), state);
  return orSame(takeStep(state, TRAFFIC, step), state);
}

function orSame(outcome: ReturnType<typeof takeStep>, state: TrafficState): TrafficState {
  return outcome.ok ? outcome.value : state;
}

test("whatever is done: never over 100 %, on hold nothing rises, and resume leads to where the hold began", () => {
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 12 }), (acts) => {
      let state = START;
      let begun = state.intended;
      for (const next of acts) {
        const reached = act(state, next);
        if (reached.held && !state.held) begun = state.intended;
        if (state.held && reached.held)
          for (const group of ["canary", "ramp", "rollout"])
            expect(shareOf(reached.intended, group)).toBeLessThanOrEqual(shareOf(state.intended, group));
        expect(checkSplit(reached.intended, TRAFFIC.groups).ok).toBe(true);
        if (reached.held) expect(resumeTraffic(reached)).toEqual({ ok: true, value: { intended: begun, held: null } });
        state = reached;
      }
    }),
  );
});
