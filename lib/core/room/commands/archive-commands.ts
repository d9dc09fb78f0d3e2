import { z } from "zod";
import { reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import type { Plan } from "../../plan/plan.ts";
import type { EpochMs } from "../../time.ts";
import { momentWordsFrom } from "../../time-words.ts";
import { finishedAt } from "../archive.ts";
import type { RoomEvent } from "../room-event.ts";
import type { Room } from "../room.ts";

export const archiveInput = z.strictObject({ reason: reasonText });
export type ArchiveInput = z.infer<typeof archiveInput>;

/** `plan` is null for a rollout that does not run here: its end is not known, and matters no more. `noFactor` is of `endFault`. */
export type Archiving = {
  readonly plan: Plan | null;
  readonly t0: EpochMs;
  readonly now: EpochMs;
  readonly noFactor: string | null;
};

/** Puts a rollout away that is over. */
export function decideArchive(room: Room, { reason }: ArchiveInput, about: Archiving): Outcome<readonly RoomEvent[]> {
  if (room.archive) return refuse("conflict", "This rollout is archived already.");
  const { plan, t0, now, noFactor } = about;
  if (noFactor !== null) return refuse("forbidden", noFactor);
  const end = plan && finishedAt(room, { plan, t0 });
  if (end !== null && now < end)
    return refuse(
      "conflict",
      `This rollout runs until ${momentWordsFrom(now, end)}: archive it then, or give it up first.`,
    );
  return accept([{ type: "rollout_archived", reason }]);
}

/** Takes it out again. */
export function decideReopen(room: Room, { reason }: ArchiveInput): Outcome<readonly RoomEvent[]> {
  if (!room.archive) return refuse("conflict", "This rollout is not archived.");
  return accept([{ type: "rollout_reopened", reason }]);
}

/** What every other command of an archived rollout is told; null where it is open. */
export function archivedRefusal(room: Room): Outcome<never> | null {
  return room.archive
    ? refuse("conflict", "This rollout is archived: nothing in it changes until it is reopened.")
    : null;
}
