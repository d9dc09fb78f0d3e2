import { z } from "zod";
import { actionEvents } from "./action-item.ts";
import { archiveEvents } from "./archive.ts";
import { alertEvents } from "./alert.ts";
import { playbookEvents } from "./playbook-run.ts";
import { silenceEvents } from "./silence.ts";
import { actorSchema } from "./actor.ts";
import { checkpointEvents } from "./checkpoint.ts";
import { closingEvents } from "./closing/closing.ts";
import { delayEvents } from "./delay.ts";
import { launchEvents } from "./launch.ts";
import { pollEvents } from "./poll.ts";
import { readinessEvents } from "./readiness.ts";
import { rosterEvents } from "./roster.ts";
import { shiftEvents } from "./shift.ts";
import { taskEvents } from "./task.ts";
import { trafficEvents } from "./traffic.ts";
import { writtenEvents } from "./written.ts";

/** A remark that changes nothing but is to be remembered. */
const noteEvent = z.object({ type: z.literal("note_added"), text: z.string(), checkpoint: z.string().nullable() });

/** Stands in the log's place of a row that cannot be read; it is never written. `was` is the type that the row names. */
const unreadableEvent = z.object({ type: z.literal("event_unreadable"), was: z.string() });

/**
 * Everything that can happen in a room. A shipped variant keeps its name and its meaning for ever: stored logs are read with
 * this. What is to change gets a variant of its own.
 */
export const roomEventSchema = z.discriminatedUnion("type", [
  noteEvent,
  unreadableEvent,
  ...rosterEvents,
  ...readinessEvents,
  ...pollEvents,
  ...launchEvents,
  ...checkpointEvents,
  ...actionEvents,
  ...alertEvents,
  ...silenceEvents,
  ...playbookEvents,
  ...delayEvents,
  ...trafficEvents,
  ...shiftEvents,
  ...closingEvents,
  ...archiveEvents,
  ...writtenEvents,
  ...taskEvents,
]);
export type RoomEvent = z.infer<typeof roomEventSchema>;

/** When, by the rollout's clock, and by whom. */
export const causeSchema = z.object({ at: z.number(), actor: actorSchema });
export type Cause = z.infer<typeof causeSchema>;

/**
 * One row of the log. `seq` counts 1, 2, 3, ... within a rollout; `hash` covers the row and the hash before it, so that a row
 * that was changed, removed or moved shows.
 */
export const loggedEventSchema = z.object({
  seq: z.number().int().positive(),
  ...causeSchema.shape,
  event: roomEventSchema,
  hash: z.string(),
});
export type LoggedEvent = z.infer<typeof loggedEventSchema>;
