import { z } from "zod";
import type { Plan } from "../plan/plan.ts";
import { scheduleOf } from "../plan/schedule.ts";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";
import { isConfirmed, type CloseOut } from "./closing/close-out.ts";
import type { Delays } from "./delay.ts";
import type { PlaybookRuns } from "./playbook-run.ts";
import type { SprintCourse } from "./task.ts";

/** A rollout that is over is put away, and may be taken out again. */
export const archiveEvents = [
  z.object({ type: z.literal("rollout_archived"), reason: z.string() }),
  z.object({ type: z.literal("rollout_reopened"), reason: z.string() }),
] as const;
type ArchiveEvent = z.infer<(typeof archiveEvents)[number]>;

export type Archive = { readonly at: EpochMs; readonly by: Actor; readonly reason: string };

/** Null once it is open again. */
export function applyArchive(event: ArchiveEvent & { readonly at: EpochMs; readonly actor: Actor }): Archive | null {
  return event.type === "rollout_archived" ? { at: event.at, by: event.actor, reason: event.reason } : null;
}

/** What of a room tells its end. */
type Ended = {
  readonly playbooks: PlaybookRuns;
  readonly delays: Delays;
  readonly closing: { readonly closeOut: CloseOut };
  readonly sprint: SprintCourse;
};

/**
 * When the rollout is over: with the last of its phases and tasks, or when it was given up in a procedure before that. Once the
 * stabilisation is confirmed and every task is delivered nothing is left to wait for, and it is over by then.
 */
export function finishedAt(
  { playbooks, delays, closing, sprint }: Ended,
  { plan, t0 }: { readonly plan: Plan; readonly t0: EpochMs },
): EpochMs {
  const schedule = scheduleOf(plan, t0);
  const ends = [...schedule.phases, ...schedule.sprint, ...schedule.sprint.flatMap(({ tasks }) => tasks)];
  const end = Math.max(t0 + schedule.intensiveMs, ...ends.map(({ to }) => to));
  const procedures = [...Object.values(playbooks), ...Object.values(delays).map(({ run }) => run)];
  const givenUp = procedures.flatMap(({ left }) => (left?.exit === "abort" ? [left.at] : []));
  const delivered = schedule.sprint.flatMap(({ tasks }) =>
    tasks.map(({ id }) => sprint.tasks[id]?.delivered?.at ?? null),
  );
  return Math.min(end, doneAt(closing.closeOut, delivered), ...givenUp);
}

/** When the last of it was done; never, while something is not. */
function doneAt(closeOut: CloseOut, delivered: readonly (EpochMs | null)[]): EpochMs {
  const { confirmation } = closeOut;
  if (!confirmation || !isConfirmed(closeOut)) return Infinity;
  return Math.max(confirmation.second?.at ?? confirmation.at, ...delivered.map((at) => at ?? Infinity));
}
