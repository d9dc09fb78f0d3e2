import type { Plan, PlanInput } from "#core/plan/plan";
import { aRoomPlan } from "./a-room-plan.ts";

/** A room's plan with four success criteria over two hours: measured, counted, typed in an hour late, and asked of the leads. */
export function aCriteriaPlan(overrides: Partial<PlanInput> = {}): Plan {
  return aRoomPlan({
    metrics: [
      { id: "errors", label: "Errors", unit: "%", better: "lower", formula: { kind: "error_rate", source: "traffic" } },
      { id: "tickets", label: "Tickets", unit: "count", better: "lower", formula: { kind: "manual" } },
      { id: "gain", label: "Gain", unit: "%", better: "higher", formula: { kind: "manual" }, maturity: "1h" },
      { id: "sure", label: "Confidence", unit: "%", better: "higher", formula: { kind: "manual", by: "leads" } },
      {
        id: "critical",
        label: "Critical incidents",
        unit: "count",
        better: "lower",
        formula: { kind: "count", of: "critical_incidents" },
      },
    ],
    limits: [
      { metric: "errors", pass: { op: "<", value: 1 }, fail: { op: ">", value: 2 } },
      { metric: "gain", pass: { op: ">=", value: 5.8 }, fail: { op: "<", value: 0 } },
      { metric: "sure", pass: { op: ">=", value: 99 } },
      { metric: "critical", pass: { op: "<=", value: 0 }, fail: { op: ">", value: 0 } },
    ],
    business: ["gain", "tickets"],
    success: {
      criteria: [
        { id: "errors", label: "Errors below 1 %", metrics: ["errors"] },
        { id: "critical", label: "No critical incident", metrics: ["critical"] },
        { id: "gain", label: "Gain of 5.8 %", metrics: ["gain"] },
        { id: "sure", label: "Team confidence", metrics: ["sure"] },
      ],
      whenMet: [{ id: "standard", label: "Move to standard monitoring" }],
    },
    baseline: { recordedAt: "0h", confirmedAt: "24h", figures: [] },
    checklist: [
      {
        id: "day",
        label: "Day",
        at: "0h",
        items: [
          { id: "go", label: "GO of all leads", check: { kind: "go" } },
          { id: "moved", label: "Traffic moved", check: { kind: "line", step: "routing", item: "moved" } },
          { id: "critical", label: "No critical incident", check: { kind: "criteria", criteria: ["critical"] } },
          { id: "summary", label: "Summary sent" },
        ],
      },
    ],
    ...overrides,
  });
}
