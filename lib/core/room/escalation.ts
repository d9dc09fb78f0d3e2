import type { Plan } from "../plan/plan.ts";
import { durationMs } from "../plan/when.ts";
import type { EpochMs } from "../time.ts";
import { callsPeople, type Alert } from "./alert.ts";

export type Call = { readonly step: number; readonly role: string; readonly at: EpochMs };

/**
 * Who is called next to this alert, and when, should nobody acknowledge it; null where nobody is. What grew worse than it was when it was
 * acknowledged calls from the first on again. Silences are left out.
 */
export function nextCall(plan: Plan, alert: Alert): Call | null {
  if (!callsPeople(alert)) return null;
  const { from, before } = alert.calling;
  const step = alert.called.length - before;
  const next = plan.people.escalation[step];
  return next ? { step, role: next.role, at: from + dueAfter(plan, step) } : null;
}

/** `after` of the plan is how long each has before the next is called; the first is called at once. */
function dueAfter(plan: Plan, step: number): number {
  return plan.people.escalation.slice(0, step).reduce((sum, { after }) => sum + durationMs(after), 0);
}
