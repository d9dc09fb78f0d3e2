import { formatValue } from "../measure/format.ts";
import { worstVerdict } from "../measure/judge.ts";
import type { Plan } from "../plan/plan.ts";
import { scheduleOf } from "../plan/schedule.ts";
import type { Evidence } from "../room/evidence.ts";
import type { EpochMs } from "../time.ts";
import type { CriterionLine, Joined, TaskLine } from "./inputs.ts";

/**
 * The one place where what other parts know comes into reports and the summary: criteria, the sprint's tasks and what they
 * brought, incidents. What no part knows yet is null, and the report then says that there is no data.
 */
export function joinedOf(
  plan: Plan,
  { t0, figures }: { readonly t0: EpochMs; readonly figures: readonly Evidence[] },
): Joined {
  return {
    criteria: criteriaOf(plan, figures),
    tasks: plannedTasks(plan, t0),
    impacts: null,
    incidents: null,
  };
}

function criteriaOf(plan: Plan, figures: readonly Evidence[]): readonly CriterionLine[] {
  return plan.success.criteria.map(({ id, label, metrics }) => {
    const found = metrics.flatMap((metric) => figures.find((figure) => figure.metric === metric) ?? []);
    const verdict = found.length < metrics.length ? "NO_DATA" : worstVerdict(found.map((figure) => figure.verdict));
    const worst = found.find((figure) => figure.verdict === verdict);
    const measured = found.map(({ value, unit }) => formatValue(value, unit)).join("; ");
    return { id, label, verdict, measured: measured || "no data", reason: worst?.reason ?? "Nothing is measured." };
  });
}

function plannedTasks(plan: Plan, t0: EpochMs): readonly TaskLine[] {
  const spans = new Map(scheduleOf(plan, t0).sprint.flatMap(({ tasks }) => tasks.map((task) => [task.id, task])));
  return (plan.sprint?.streams ?? []).flatMap((stream) =>
    stream.tasks.map(({ id, label, deliverable }) => ({
      ...{ id, label, deliverable, stream: stream.id },
      ...{ from: spans.get(id)?.from ?? t0, to: spans.get(id)?.to ?? t0 },
      ...{ state: null, result: null, link: null },
    })),
  );
}
