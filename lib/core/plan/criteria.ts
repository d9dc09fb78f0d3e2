import { z } from "zod";
import { figureInput } from "../bounds.ts";
import { unitSchema } from "../measure/metric.ts";
import { durationSchema, momentSchema } from "./when.ts";
import { idSchema, labelSchema, lineSchema, textSchema } from "./words.ts";

/** One line of the success criteria: every metric named must PASS its limit over [T0, T0 + intensive window). */
const criterionSchema = z.strictObject({ id: idSchema, label: labelSchema, metrics: z.array(idSchema).min(1) });

export const successSchema = z.strictObject({
  criteria: z.array(criterionSchema).default([]),
  whenMet: z.array(lineSchema).default([]),
});

/** What the target allows: `target` in percent (99.99) over `over`; 100 % would leave nothing to budget. */
export const errorBudgetSchema = z.strictObject({
  metric: idSchema,
  target: z.number().gt(0).lt(100),
  over: durationSchema,
});

export const baselineSchema = z.strictObject({
  recordedAt: momentSchema,
  confirmedAt: momentSchema,
  figures: z.array(
    z.strictObject({
      id: idSchema,
      label: labelSchema,
      metric: idSchema,
      op: z.enum(["<", "<=", ">", ">=", "="]),
      value: figureInput,
      unit: unitSchema,
    }),
  ),
  confidence: labelSchema.optional(),
  next: textSchema.optional(),
});
