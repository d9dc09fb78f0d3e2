import { z } from "zod";

/** Names one thing in the plan; unique among its kind, and what other places refer to. */
export const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,62}$/, "must be 1 to 63 lower-case letters, digits, _ or -, starting with a letter");
/** A short text for people. */
export const labelSchema = z.string().min(1).max(160);
export const textSchema = z.string().min(1).max(1_000);

const toneSchema = z.enum(["good", "warn", "bad", "neutral"]);

/** A set of words a form offers, e.g. PASS / WARN / FAIL; `tone` is what each means to the recommendation. */
export const statusSetSchema = z.strictObject({
  id: idSchema,
  choices: z.array(z.strictObject({ id: idSchema, label: labelSchema, tone: toneSchema })).min(1),
});

/** The decisions a checkpoint offers; one that `needsReason` cannot be taken without a sentence. */
export const decisionSetSchema = z.strictObject({
  id: idSchema,
  choices: z
    .array(z.strictObject({ id: idSchema, label: labelSchema, needsReason: z.boolean().default(false) }))
    .min(1),
});

/** A line somebody ticks off. */
export const actionSchema = z.strictObject({ id: idSchema, label: labelSchema, owner: idSchema });
export const lineSchema = z.strictObject({ id: idSchema, label: labelSchema });
