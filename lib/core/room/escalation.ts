import type { Plan } from "../plan/plan.ts";
import { durationMs } from "../plan/when.ts";
import type { EpochMs } from "../time.ts";
import { alertState, type Alert } from "./alert.ts";

export type Call = { readonly step: number; readonly role: string; readonly at: EpochMs };

/** Who is called next to this alert, and when, should nobody acknowledge it; null where nobody is. Silences are left out. */
export function nextCall(plan: Plan, alert: Alert): Call | null {
  if (alertState(alert) !== "firing" || alert.severity === "low") return null;
  const step = alert.called.length;
  const next = plan.people.escalation[step];
  return next ? { step, role: next.role, at: alert.firedAt + dueAfter(plan, step) } : null;
}

/** `after` of the plan is how long each has before the next is called; the first is called at once. */
function dueAfter(plan: Plan, step: number): number {
  return plan.people.escalation.slice(0, step).reduce((sum, { after }) => sum + durationMs(after), 0);
}
