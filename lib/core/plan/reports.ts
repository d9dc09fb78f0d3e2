import { z } from "zod";
import { dateSchema, momentSchema } from "./when.ts";
import { idSchema, labelSchema, lineSchema } from "./words.ts";

export const reportSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.md$/, "must be a plain file name ending in .md"),
  due: momentSchema,
  /** The gate that closes it. */
  gate: idSchema.optional(),
  contents: z.array(labelSchema).min(1),
  /** The day the source gives for it. */
  stated: z.strictObject({ on: dateSchema }).optional(),
});

export const checklistGroupSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  at: momentSchema,
  items: z.array(lineSchema).min(1),
});

/** A finding of the linter that somebody has looked at and decided; listed, not raised. */
export const acknowledgedSchema = z.strictObject({
  rule: idSchema,
  /** Places as the linter prints them, e.g. `gates[gate-8].stated.at`. */
  places: z.array(z.string().min(1)).min(1),
  why: z.string().min(1).max(1_000),
});
