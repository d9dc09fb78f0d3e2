import { z } from "zod";
import { SECOND_FACTOR_USES } from "#core/identity";
import { accountSchema } from "#core/room/actor";

/** `GET /api/v1/session`: who is looking. A signed-in person, a paired display, or nobody. */
export const sessionSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("person"),
    account: accountSchema.extend({ email: z.string() }),
    /** Until when no password is asked for before a signature, epoch ms of real time. */
    confirmedUntil: z.number(),
    secondFactor: z.enum(SECOND_FACTOR_USES),
    /** As the configuration says: GO and NO-GO only with a second factor. */
    votesNeedSecondFactor: z.boolean(),
  }),
  z.object({ kind: z.literal("display"), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal("nobody") }),
]);
export type Session = z.infer<typeof sessionSchema>;
