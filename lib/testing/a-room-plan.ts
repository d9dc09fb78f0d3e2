import type { Plan, PlanInput } from "#core/plan/plan";
import { aPlan } from "./a-plan.ts";

const ROLES: NonNullable<PlanInput["people"]> = {
  roles: [
    { id: "engineering-lead", label: "Engineering lead", discipline: "engineering", votes: true },
    { id: "product-lead", label: "Product lead", discipline: "product", votes: true },
    { id: "on-call", label: "On call", discipline: "operations" },
  ],
  crews: [{ id: "core", label: "Core crew", roles: ["engineering-lead", "on-call"] }],
  shifts: [{ id: "first", label: "First shift", crews: ["core"], lead: "engineering-lead", from: "0h", to: "2h" }],
  escalation: [
    { role: "on-call", after: "5m" },
    { role: "product-lead", after: "10m" },
    { role: "engineering-lead", after: "15m" },
  ],
};

type GateInput = NonNullable<PlanInput["gates"]>[number];
type SetInput = NonNullable<PlanInput["statusSets"]>[number];
type DecisionsInput = NonNullable<PlanInput["decisionSets"]>[number];

export const VERDICT_SET: SetInput = {
  id: "verdict",
  choices: [
    { id: "pass", label: "PASS", tone: "good" },
    { id: "warn", label: "WARN", tone: "warn" },
    { id: "fail", label: "FAIL", tone: "bad" },
  ],
};
const PATTERNS_SET: SetInput = {
  id: "patterns",
  choices: [
    { id: "none", label: "None", tone: "good" },
    { id: "odd", label: "Odd but known", tone: "neutral" },
    { id: "minor", label: "Minor", tone: "warn" },
    { id: "major", label: "Major", tone: "bad" },
  ],
};
const GO_ON: DecisionsInput = {
  id: "go-on",
  choices: [
    { id: "continue", label: "Continue", upTo: "good" },
    { id: "watch", label: "Monitor closely", upTo: "warn", needsReason: true },
    { id: "abort", label: "Abort", needsReason: true, confirm: true },
  ],
};

/** A gate with a field of each kind: measured, chosen by a person, typed, and free text. */
export function aFormGate(id: string, at: string): GateInput {
  return {
    id,
    label: `Gate ${id}`,
    at,
    fields: [
      { id: "errors", kind: "measured", label: "Errors", metric: "errors", window: "last 15m", status: "verdict" },
      { id: "patterns", kind: "choice", label: "Patterns", status: "patterns" },
      { id: "tickets", kind: "number", label: "Tickets", unit: "count", metric: "tickets" },
      { id: "note", kind: "text", label: "Note" },
    ],
    decisions: "go-on",
    actions: [{ id: "look", label: "Look", owner: "on-call" }],
    recommendation: [
      { when: "all_good", decision: "continue", label: "Continue" },
      { when: "some_warn", decision: "watch", label: "Watch" },
      { when: "any_bad", label: "Talk" },
    ],
  };
}

/** A plan in which everything that a room decides occurs: two votes, three items, a ramp decision, a T0 sequence, two gates. */
export function aRoomPlan(overrides: Partial<PlanInput> = {}): Plan {
  return aPlan({
    metrics: [
      {
        id: "errors",
        label: "Error rate",
        unit: "%",
        better: "lower",
        formula: { kind: "error_rate", source: "traffic" },
      },
      { id: "tickets", label: "Tickets", unit: "count", better: "lower", formula: { kind: "manual" } },
    ],
    limits: [
      { metric: "errors", pass: { op: "<", value: 1 }, fail: { op: ">", value: 2 } },
      { metric: "tickets", pass: { op: "<=", value: 2 }, fail: { op: ">", value: 5 } },
    ],
    statusSets: [VERDICT_SET, PATTERNS_SET],
    decisionSets: [GO_ON],
    people: ROLES,
    preflight: [
      {
        id: "displays",
        kind: "automatic",
        label: "Displays",
        owner: "on-call",
        check: "displays_connected",
        atLeast: 2,
      },
      { id: "briefed", kind: "manual", label: "Support briefed", owner: "product-lead", evidence: "Notes" },
      { id: "final-go", kind: "automatic", label: "GO", owner: "engineering-lead", check: "poll_is_go" },
    ],
    rampDecision: {
      at: "-22h",
      question: "Advance?",
      options: [
        { id: "advance", label: "Advance", phase: "watch" },
        { id: "wait", label: "Reschedule and investigate", delay: "ramp-failed" },
      ],
    },
    t0Sequence: [
      {
        id: "routing",
        label: "Routing",
        items: [
          { id: "moved", label: "Traffic moved" },
          { id: "errors", label: "Errors stay low", metrics: ["errors"] },
          { id: "checks", label: "Checks run", every: "5s" },
        ],
      },
    ],
    gates: [aFormGate("first", "15m"), aFormGate("second", "30m")],
    ...overrides,
  });
}
