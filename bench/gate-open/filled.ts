import type { Plan } from "#core/plan/plan";
import { formOf, type Field } from "#core/room/form/form";
import type { CheckpointOpened } from "./listener.ts";

/** Fields that samples can fill and that came empty. */
export function unfilled(plan: Plan, opened: CheckpointOpened): readonly string[] {
  const fields = formOf(plan, opened.form)?.fields ?? [];
  const filled = new Map(opened.fields.map((field) => [field.field, field]));
  return fields.flatMap((field) => {
    if (!isMeasurable(plan, field)) return [];
    const { evidence, status } = filled.get(field.id) ?? { evidence: null, status: null };
    const isFilled = evidence !== null && evidence.verdict !== "NO_DATA" && evidence.value !== null;
    return isFilled && (field.kind !== "choice" || status !== null) ? [] : [`${opened.checkpoint}.${field.id}`];
  });
}

/** A metric without a limit has no verdict, and what people count or type is not measured. */
function isMeasurable(plan: Plan, field: Field): boolean {
  const metrics = field.kind === "measured" ? [field.metric] : field.kind === "choice" ? field.metrics : [];
  const kinds = metrics.map((id) => plan.metrics.find((metric) => metric.id === id)?.formula.kind ?? "manual");
  return kinds.length > 0 && kinds.every((kind) => kind !== "count" && kind !== "manual");
}
