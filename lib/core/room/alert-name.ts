import type { Plan } from "../plan/plan.ts";

/** "Error rate: Web (errors.web-2)": an alert that a sentence knows by its id alone; the id itself where the plan has no such rule. */
export function alertName(plan: Plan, id: string): string {
  const key = id.replace(/-\d+$/, "");
  const rule = plan.alerts.find((one) => key === one.id || key.startsWith(`${one.id}.`));
  if (!rule) return id;
  const segment = plan.segments.find((one) => key === `${rule.id}.${one.id}`);
  return `${rule.label}${segment ? `: ${segment.label}` : ""} (${id})`;
}
