import { z } from "zod";
import { MARK_KINDS } from "#core/report/event-mark";
import { planSchema } from "#core/plan/plan";
import { loggedEventSchema } from "#core/room/room-event";
import { frameSchema, roomNameSchema } from "./frame.ts";
import { instantSchema } from "./query.ts";
import { rolloutSchema } from "./rollout.ts";
import { roomSchema } from "./room-log.ts";

/** `GET /api/v1/replay?at=2025-11-02T18:05:00Z&room=target:api`: `overview` and `segments` come unasked. */
export const replayQuerySchema = z.strictObject({
  at: instantSchema,
  /** Another rollout than the one that runs. */
  rollout: z.uuid().optional(),
  room: z.union([roomNameSchema.transform((one) => [one]), z.array(roomNameSchema).max(8)]).default([]),
});
export type ReplayQuery = z.infer<typeof replayQuerySchema>;

/** The war room as it was at a past moment. Times are epoch ms by the rollout's clock. */
export const replaySchema = z.object({
  /** The moment asked for. */
  at: z.number(),
  /** What can be asked for: from the rollout's first event to now. */
  from: z.number(),
  to: z.number(),
  /** `minute` where single samples are no longer kept: frames then speak of the whole minutes before. */
  grain: z.enum(["tick", "minute"]),
  /** With its clock standing at `at`. */
  rollout: rolloutSchema,
  room: roomSchema,
  /** What had been logged last; null before the first event. */
  event: loggedEventSchema.nullable(),
  /** Moments at which something was logged before and after; null where there is none. */
  previous: z.number().nullable(),
  next: z.number().nullable(),
  /** The newest frame of each view then. Holdpoint's own `health` is not kept: there it says nothing. */
  frames: z.array(frameSchema),
  /** Of another rollout; null for the one that runs, whose plan is known. */
  plan: planSchema.nullable(),
});
export type Replay = z.infer<typeof replaySchema>;

/** `GET /api/v1/replay/marks`: what a slider over the whole rollout shows. */
export const marksQuerySchema = z.strictObject({
  /** Another rollout than the one that runs. */
  rollout: z.uuid().optional(),
});

const replayMarkSchema = z.object({ at: z.number(), kind: z.enum(MARK_KINDS), sentence: z.string() });
export type ReplayMark = z.infer<typeof replayMarkSchema>;
/** Oldest first. */
export const replayMarksSchema = z.object({ marks: z.array(replayMarkSchema) });
