import { z } from "zod";
import { answerSchema } from "#core/room/checkpoint";
import { countInput, figureInput } from "#core/bounds";
import { draftText, idText } from "#core/text";

const draftAnswer = answerSchema.extend({
  number: figureInput.nullable(),
  text: draftText(4_000).nullable(),
  status: idText.nullable(),
  reason: draftText(1_000),
});

/** A form that somebody has begun and not submitted. */
export const draftBodySchema = z.strictObject({
  /** The revision that it is based on. */
  basedOn: countInput,
  answers: z.record(idText, draftAnswer),
  decision: idText.nullable(),
  reason: draftText(1_000),
});
export type DraftBody = z.infer<typeof draftBodySchema>;

/** `GET /api/v1/checkpoints/{id}/drafts`: everybody's, so that two people on one form see each other. */
export const draftsSchema = z.object({
  drafts: z.array(z.object({ account: z.string(), name: z.string(), savedAt: z.number(), body: draftBodySchema })),
});
export type Drafts = z.infer<typeof draftsSchema>;
