import { z } from "zod";
import { boundSchema } from "../measure/metric.ts";
import { longText, nameText, slugText } from "../text.ts";

/** Names one thing in the plan; unique among its kind, and what other places refer to. */
export const idSchema = slugText;
/** A short text for people. */
export const labelSchema = nameText({ most: 160 });
export const textSchema = longText({ least: 1, most: 1_000 });

const toneSchema = z.enum(["good", "warn", "bad", "neutral"]);

/**
 * A set of words a form offers, e.g. PASS / WARN / FAIL; `tone` is what each means to the recommendation. A word with `when`
 * is the one for figures inside that bound, in the metric's own unit; without any, the figure's verdict chooses.
 */
export const statusSetSchema = z.strictObject({
  id: idSchema,
  choices: z
    .array(z.strictObject({ id: idSchema, label: labelSchema, tone: toneSchema, when: boundSchema.optional() }))
    .min(1),
});
export type StatusSet = z.infer<typeof statusSetSchema>;

/**
 * The decisions a checkpoint offers. One that `needsReason` cannot be taken without a sentence. `upTo` is the worst field that
 * a decision answers to: taken against a worse one, it needs a reason and another lead's signature.
 */
export const decisionSetSchema = z.strictObject({
  id: idSchema,
  choices: z
    .array(
      z.strictObject({
        id: idSchema,
        label: labelSchema,
        needsReason: z.boolean().default(false),
        upTo: z.enum(["good", "warn", "bad"]).default("bad"),
        /** Asks for the password again. */
        confirm: z.boolean().default(false),
      }),
    )
    .min(1),
});

/** A line somebody ticks off. */
export const actionSchema = z.strictObject({ id: idSchema, label: labelSchema, owner: idSchema });
export const lineSchema = z.strictObject({ id: idSchema, label: labelSchema });
