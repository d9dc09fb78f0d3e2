import { describe, expect, test } from "vitest";
import type { Plan } from "#core/plan/plan";
import type { Answer, FilledField } from "#core/room/checkpoint";
import { fieldStandings, NO_ANSWER } from "#core/room/form/field-standing";
import { decisionsOf, formOf } from "#core/room/form/form";
import { aPlan, aGate } from "#testing/a-plan";
import { NO_DRAFT, type FormDraft } from "./form-draft.ts";
import { asksOf, decidingFaults, faultsOfRefusal, progressOf, savingFaults } from "./form-faults.ts";

const plan: Plan = aPlan({
  decisionSets: [
    {
      id: "go-on",
      choices: [
        { id: "continue", label: "Continue", upTo: "good" },
        { id: "abort", label: "Abort", needsReason: true, confirm: true },
      ],
    },
  ],
  gates: [
    {
      ...aGate("end", "2h"),
      fields: [
        { id: "errors", kind: "measured", label: "Errors", metric: "errors", window: "since-t0" },
        { id: "mood", kind: "choice", label: "Mood", status: "mood" },
        { id: "tickets", kind: "number", label: "Tickets", unit: "count" },
        { id: "note", kind: "text", label: "Note" },
      ],
    },
  ],
});
const form = formOf(plan, "end")!;
const [carryOn, abort] = decisionsOf(plan, form);

const MEASURED: FilledField = {
  field: "errors",
  evidence: {
    metric: "errors",
    label: "Error rate",
    unit: "%",
    from: 0,
    to: 1,
    value: 0.005,
    low: 0.004,
    high: 0.006,
    n: 100,
    coverage: 1,
    verdict: "PASS",
    grade: "demonstrated",
    word: "PASS",
    reason: "",
  },
  readings: [],
  peakAt: null,
  trend: null,
  before: null,
  status: null,
};

function filled(answers: Readonly<Record<string, Partial<Answer>>>, draft: Partial<FormDraft> = {}) {
  const whole = Object.fromEntries(Object.entries(answers).map(([id, part]) => [id, { ...NO_ANSWER, ...part }]));
  return {
    plan,
    standings: fieldStandings(plan, form, { fields: [MEASURED], answers: whole }),
    draft: { ...NO_DRAFT, ...draft },
  };
}
const ALL = { mood: { status: "fine" }, tickets: { number: 0 } };

describe("what keeps a form from being saved", () => {
  test("is nothing while fields are open: half a form is worth keeping", () => {
    expect(savingFaults(filled({}))).toEqual([]);
  });

  test("is a figure that cannot be read, and a difference without a reason", () => {
    const faults = savingFaults(filled({ errors: { number: 3 } }, { typed: { tickets: "1,200" } }));
    expect(faults.map(({ at }) => at)).toEqual(["answers.errors.reason", "answers.tickets"]);
  });
});

describe("what keeps a decision from being taken", () => {
  test("is every open field, by name, and a decision that was not chosen", () => {
    expect(decidingFaults(filled({}), null)).toEqual([
      { at: "answers.mood", message: "Mood: still open." },
      { at: "answers.tickets", message: "Tickets: still open." },
      { at: "decision.choice", message: "Choose a decision." },
    ]);
  });

  test("is a reason where the decision wants one, and where it goes against the worst field", () => {
    const worse = filled({ ...ALL, tickets: { unknown: true } });
    const places = [
      decidingFaults(filled(ALL), carryOn!),
      decidingFaults(filled(ALL), abort!),
      decidingFaults(worse, carryOn!),
    ];
    expect(places.map((faults) => faults.map(({ at }) => at))).toEqual([[], ["decision.reason"], ["decision.reason"]]);
  });

  test("is nothing once all is there", () => {
    expect(decidingFaults(filled(ALL, { reason: "It burns." }), abort!)).toEqual([]);
  });
});

test("a decision against the worst field asks for a reason and a second lead; one that is grave for the password", () => {
  expect([asksOf(carryOn!, "good"), asksOf(carryOn!, "warn"), asksOf(abort!, "good")]).toEqual([
    { reason: false, second: false, password: false },
    { reason: true, second: true, password: false },
    { reason: true, second: false, password: true },
  ]);
});

test("texts may stay empty: they are not counted", () => {
  expect(progressOf(filled({ mood: { status: "fine" } }).standings)).toEqual({ filled: 2, all: 3 });
});

test("a refusal names its places, or stands for the whole form", () => {
  const place = { path: "answers.mood", message: "Mood: has no such word." };
  expect(faultsOfRefusal({ code: "invalid", message: "No.", places: [place] })).toEqual([
    { at: "answers.mood", message: "Mood: has no such word." },
  ]);
  expect(faultsOfRefusal({ code: "conflict", message: "It is closed." })).toEqual([
    { at: "", message: "It is closed." },
  ]);
});
