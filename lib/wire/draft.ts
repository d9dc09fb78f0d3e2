import { z } from "zod";
import { answerSchema } from "#core/room/checkpoint";

/** A form that somebody has begun and not submitted. */
export const draftBodySchema = z.strictObject({
  /** The revision that it is based on. */
  basedOn: z.number().int().min(0),
  answers: z.record(z.string().max(128), answerSchema),
  decision: z.string().max(128).nullable(),
  reason: z.string().max(1_000),
});
export type DraftBody = z.infer<typeof draftBodySchema>;

/** `GET /api/v1/checkpoints/{id}/drafts`: everybody's, so that two people on one form see each other. */
export const draftsSchema = z.object({
  drafts: z.array(z.object({ account: z.string(), name: z.string(), savedAt: z.number(), body: draftBodySchema })),
});
export type Drafts = z.infer<typeof draftsSchema>;
