import { z } from "zod";
import { archiveInput } from "#core/room/commands/archive-commands";
import { actorSchema } from "#core/room/actor";

/** `POST /api/v1/rollouts/{id}/archive` and `/reopen`. */
export const archiveBodySchema = archiveInput;
export const MOST_ARCHIVE_BYTES = 8 * 1024;
export type ArchiveBody = z.infer<typeof archiveBodySchema>;

/** One rollout of the database. Times are epoch ms by its own clock. */
export const rolloutLineSchema = z.object({
  id: z.string(),
  name: z.string(),
  planVersion: z.string(),
  kind: z.enum(["production", "rehearsal"]),
  t0: z.number(),
  startedAt: z.number().nullable(),
  /** When it was over or given up; null before. */
  finishedAt: z.number().nullable(),
  archived: z.object({ at: z.number(), by: actorSchema, reason: z.string() }).nullable(),
  /** `elsewhere`: neither archived nor run by this program. */
  state: z.enum(["running", "elsewhere", "archived"]),
  /** The one that this program runs, archived or not. */
  isHere: z.boolean(),
  /** False where its plan was not kept. */
  isReplayable: z.boolean(),
  /** Moment of its last event; null for none. */
  last: z.number().nullable(),
});
export type RolloutLine = z.infer<typeof rolloutLineSchema>;

/** `GET /api/v1/rollouts`, the newest first. */
export const rolloutsSchema = z.object({ rollouts: z.array(rolloutLineSchema) });
