import { z } from "zod";
import { nameText } from "#core/text";

const DAYS = 24;

/** `POST /api/v1/shares`: for whom the link is, and for how many hours; 30 days at most. */
export const shareBodySchema = z.strictObject({
  name: nameText({ most: 120 }),
  hours: z
    .number()
    .int()
    .min(1)
    .max(30 * DAYS),
});
export type ShareBody = z.infer<typeof shareBodySchema>;

/** `GET /api/v1/shares`: links to the summary that are open. `seenAt`: when one was last opened. */
export const sharesSchema = z.object({
  shares: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      madeBy: z.string().nullable(),
      expiresAt: z.number(),
      seenAt: z.number().nullable(),
    }),
  ),
});
export type Shares = z.infer<typeof sharesSchema>;

/** What a link is: `busy` after too many tries from one place. */
export type ShareState = "open" | "expired" | "revoked" | "unknown" | "busy";
