import { z } from "zod";
import { countInQuery, wholeInText } from "#core/bounds";
import { planSchema } from "#core/plan/plan";
import { accountSchema } from "#core/room/actor";
import { loggedEventSchema, type LoggedEvent } from "#core/room/room-event";
import { EMPTY_ROOM, type Room } from "#core/room/room";

/** A room as the server folded it. Page and server are of one build, so that its parts are not looked at again. */
export const roomSchema = z.custom<Room>(
  (value) => typeof value === "object" && value !== null && Object.keys(EMPTY_ROOM).every((part) => part in value),
  "is not a room",
);

/**
 * Answer to `follow`: the events after the number that the client has, or the whole room where it has none or too much was
 * missed. From then on every new event comes as it is logged.
 */
export type FollowAnswer =
  | { readonly ok: true; readonly room: Room | null; readonly events: readonly LoggedEvent[] }
  | { readonly ok: false; readonly code: string; readonly message: string };

export const followAnswerSchema = z.object({
  ok: z.literal(true),
  room: roomSchema.nullable(),
  events: z.array(loggedEventSchema),
});
export const eventsSchema = z.array(loggedEventSchema);

/** `GET /api/v1/log?after=0&limit=200&type=vote_cast`: events, oldest first; `next` is the cursor of the next page, null at the end. */
export const logPageSchema = z.object({ events: z.array(loggedEventSchema), next: z.number().nullable() });
export type LogPage = z.infer<typeof logPageSchema>;

export const logQuerySchema = z.strictObject({
  after: countInQuery.default(0),
  limit: wholeInText({ least: 1, most: 500 }).default(200),
  /** Another rollout than the one that runs. */
  rollout: z.uuid().optional(),
});

/** `GET /api/v1/log/head`: where the log ends, signed, and the key that the signature is checked with. */
export const logHeadSchema = z.object({
  rollout: z.string(),
  /** Number of the last event; 0 for an empty log. */
  seq: z.number().int(),
  /** One line; null for an empty log. */
  signedHead: z.string().nullable(),
  /** Ed25519, 43 letters of base64url. */
  publicKey: z.string(),
});
export type SignedEnd = z.infer<typeof logHeadSchema>;

/** `GET /api/v1/plan`. */
export const planAnswerSchema = planSchema;

/** `GET /api/v1/accounts`: who can be put to a role. */
export const accountsSchema = z.object({ accounts: z.array(accountSchema) });
