import { z } from "zod";
import { figureInput } from "../bounds.ts";
import { severitySchema } from "./alerts.ts";
import { dateSchema, durationSchema, momentSchema } from "./when.ts";
import { idSchema, labelSchema, textSchema } from "./words.ts";

const optionSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  takes: z.strictObject({ from: durationSchema, to: durationSchema }).optional(),
});

const stepSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  owner: idSchema,
  /** How long it may take before the room is reminded. */
  timer: durationSchema.optional(),
  trafficStep: idSchema.optional(),
  options: z.array(optionSchema).default([]),
});

/** Ordered steps for an alert of one severity. Bounds in the metric's own unit. */
export const playbookSchema = z.strictObject({
  id: idSchema,
  severity: severitySchema,
  label: labelSchema,
  trigger: z.strictObject({
    label: labelSchema,
    metric: idSchema.optional(),
    above: figureInput.optional(),
    upTo: figureInput.optional(),
  }),
  steps: z.array(stepSchema).min(1),
  nextAttempt: z.array(dateSchema).default([]),
});

/** The parts of a plan that have times of their own. */
export const movablePartSchema = z.enum(["phases", "checkpoints", "shifts", "sprint", "reports"]);
export type MovablePart = z.infer<typeof movablePartSchema>;

/** What happens when the rollout cannot begin on time. */
export const delaySchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  trigger: labelSchema,
  newT0: z.array(momentSchema).default([]),
  steps: z.array(stepSchema).min(1),
  impact: textSchema.optional(),
  moves: z.array(movablePartSchema).min(1),
  /** The parts that the source says move. */
  stated: z.strictObject({ moves: z.array(movablePartSchema) }).optional(),
});

export const blockedStreamSchema = z.strictObject({
  stream: idSchema,
  impact: textSchema,
  resolution: textSchema,
  contingency: textSchema,
});
