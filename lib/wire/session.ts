import { z } from "zod";
import { accountSchema } from "#core/room/actor";

/** `GET /api/v1/session`: who is looking. A signed-in person, a paired display, or nobody. */
export const sessionSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("person"),
    account: accountSchema.extend({ email: z.string() }),
    /** Until when no password is asked for before a signature, epoch ms of real time. */
    confirmedUntil: z.number(),
  }),
  z.object({ kind: z.literal("display"), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal("nobody") }),
]);
export type Session = z.infer<typeof sessionSchema>;
