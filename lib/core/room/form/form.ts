import type { Plan } from "../../plan/plan.ts";
import type { StatusSet } from "../../plan/words.ts";

export type Form = Plan["gates"][number] | NonNullable<Plan["pulse"]> | Plan["recurring"][number];
export type Field = Form["fields"][number];
export type MeasuredField = Extract<Field, { kind: "measured" }>;
export type ChoiceField = Extract<Field, { kind: "choice" }>;
export type DecisionChoice = Plan["decisionSets"][number]["choices"][number];

/** The gate, pulse or recurring check with this id; null for one that the plan no longer has. */
export function formOf(plan: Plan, id: string): Form | null {
  if (plan.pulse?.id === id) return plan.pulse;
  return plan.gates.find((gate) => gate.id === id) ?? plan.recurring.find((check) => check.id === id) ?? null;
}

/** Every form that the plan has. */
export function formsOf({ gates, pulse, recurring }: Plan): readonly Form[] {
  return [...gates, ...(pulse ? [pulse] : []), ...recurring];
}

/** The set of words that a field offers; null for a field without one. */
export function statusSetOf(plan: Plan, field: Field): StatusSet | null {
  if (field.status === undefined) return null;
  return plan.statusSets.find(({ id }) => id === field.status) ?? null;
}

/** What may be decided at this form. */
export function decisionsOf(plan: Plan, form: Form): readonly DecisionChoice[] {
  return plan.decisionSets.find(({ id }) => id === form.decisions)?.choices ?? [];
}
