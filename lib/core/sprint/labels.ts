import type { Plan } from "../plan/plan.ts";

/** A stream's, a task's or a milestone's label; what the plan no longer has keeps its id. */
export function sprintLabel({ sprint }: Plan, id: string): string {
  const streams = sprint?.streams ?? [];
  const known = [...streams, ...streams.flatMap(({ tasks }) => tasks), ...(sprint?.milestones ?? [])];
  return known.find((one) => one.id === id)?.label ?? id;
}
