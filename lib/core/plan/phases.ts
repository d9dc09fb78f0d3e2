import { z } from "zod";
import { figureInput } from "../bounds.ts";
import { dateSchema, durationSchema, momentSchema, timeOfDaySchema } from "./when.ts";
import { idSchema, labelSchema, lineSchema, textSchema } from "./words.ts";

/** Either one moment after T0, or every so often from `from` (default T0, itself not counted) up to and including `until`. */
const cadenceStepSchema = z.union([
  z.strictObject({ at: durationSchema }),
  z.strictObject({ every: durationSchema, from: durationSchema.optional(), until: durationSchema }),
]);

const dutySchema = z.strictObject({
  duty: z.enum(["lead", "primary", "secondary", "support", "escalation", "metrics"]),
  roles: z.array(idSchema).min(1),
  /** How and when they are there: "12 h each, overlapping", "08:00 to 17:00 UTC". */
  presence: labelSchema,
});

const routineSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  at: timeOfDaySchema.optional(),
  every: durationSchema.optional(),
  owner: idSchema,
});

/** A stretch of the rollout. A date as `to` includes its whole day. */
export const phaseSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  from: momentSchema,
  to: momentSchema,
  purpose: textSchema.optional(),
  crew: z.array(dutySchema).default([]),
  /** When somebody looks, as the source says; each moment must be a gate, a pulse or a check. */
  cadence: z.array(cadenceStepSchema).default([]),
  routine: z.array(routineSchema).default([]),
  channels: z.array(labelSchema).default([]),
  outcome: z.array(lineSchema).default([]),
  stated: z
    .strictObject({
      /** The moments the source lists one by one, beside the cadence it also gives. */
      checkpoints: z.array(durationSchema).min(1).optional(),
      days: figureInput.positive().max(3_660).optional(),
    })
    .optional(),
});
export type Phase = z.infer<typeof phaseSchema>;
export type CadenceStep = z.infer<typeof cadenceStepSchema>;

export const rampDecisionSchema = z.strictObject({
  at: momentSchema,
  question: textSchema,
  automatic: z.boolean().default(false),
  options: z
    .array(
      z.strictObject({
        id: idSchema,
        label: labelSchema,
        /** What follows: a phase, or one of the plan's delays. */
        phase: idSchema.optional(),
        delay: idSchema.optional(),
      }),
    )
    .min(2),
});

const share = z.number().min(0).max(100);

export const trafficSchema = z.strictObject({
  groups: z.array(lineSchema).min(1),
  /** Shares in percent of all traffic, per group; `at` is absent for a step kept in reserve. */
  steps: z.array(
    z.strictObject({
      id: idSchema,
      label: labelSchema,
      at: momentSchema.optional(),
      changes: z.array(z.strictObject({ group: idSchema, from: share, to: share })).min(1),
    }),
  ),
  /**
   * While an alert is critical, Holdpoint itself reduces `group` to `to` percent of all traffic, `after` everybody was told and
   * unless a lead cancels. Absent: people reduce it.
   */
  automatic: z.strictObject({ group: idSchema, to: share, after: durationSchema }).optional(),
});

/** A quantity as the source wrote it, from one figure to another. */
const statedChangeSchema = z.strictObject({
  from: z.strictObject({ value: figureInput, unit: labelSchema }),
  to: z.strictObject({ value: figureInput, unit: labelSchema }),
});

/** What is done at T0, in order. */
export const sequenceStepSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  items: z
    .array(
      z.strictObject({
        id: idSchema,
        label: labelSchema,
        owner: idSchema.optional(),
        /** What shows that it worked. */
        metrics: z.array(idSchema).default([]),
        /** The step of the traffic that shows it, and the one group of the step that this line is about; absent: all. */
        trafficStep: idSchema.optional(),
        group: idSchema.optional(),
        every: durationSchema.optional(),
        stated: statedChangeSchema.optional(),
      }),
    )
    .min(1),
});

export const dayRangeSchema = z.strictObject({ from: dateSchema, to: dateSchema });
