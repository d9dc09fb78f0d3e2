import { z } from "zod";
import { unitSchema } from "../measure/metric.ts";
import { dateSchema, durationSchema, instantSchema, momentSchema, timeOfDaySchema, windowSchema } from "./when.ts";
import { actionSchema, idSchema, labelSchema, textSchema } from "./words.ts";

const common = {
  id: idSchema,
  label: labelSchema,
  /** Heading under which the form shows it. */
  group: labelSchema.optional(),
  /** A set of words to choose from; prefilled from the verdict or trend where there is one. */
  status: idSchema.optional(),
};

/**
 * How a measured field shows its metric over its window: the pooled value, its highest or lowest step, the moment of that
 * step, its value during the peak of another metric (`during`), or where it is going against the window before.
 */
const statisticSchema = z.enum(["value", "peak", "peak_time", "during_peak", "trend"]);

const measuredSchema = z.strictObject({
  kind: z.literal("measured"),
  ...common,
  metric: idSchema,
  window: windowSchema,
  statistic: statisticSchema.default("value"),
  /** Only with `during_peak`: the metric whose peak is meant. */
  during: idSchema.optional(),
  /** Only this segment; absent: all of them pooled. */
  segment: idSchema.optional(),
});

/** One of a set of words, by a person; with `metrics` the machine suggests the word of their worst verdict. */
const choiceSchema = z.strictObject({
  kind: z.literal("choice"),
  ...common,
  status: idSchema,
  metrics: z.array(idSchema).default([]),
  window: windowSchema.optional(),
});
/** A figure typed in by a person; judged by the limit of `metric` where there is one. */
const numberSchema = z.strictObject({
  kind: z.literal("number"),
  ...common,
  unit: unitSchema,
  metric: idSchema.optional(),
});
const textFieldSchema = z.strictObject({ kind: z.literal("text"), ...common });

const fieldSchema = z.discriminatedUnion("kind", [measuredSchema, choiceSchema, numberSchema, textFieldSchema]);

/** What every checkpoint has: what is looked at, what may be decided, what is to be done. */
const form = {
  fields: z.array(fieldSchema).min(1),
  decisions: idSchema,
  actions: z.array(actionSchema).default([]),
  /** It is decided, and signed a second time, only from sessions that were opened with a second factor. */
  secondFactor: z.boolean().optional(),
};

/** Which decision the worst tone of the form speaks for; the decision stays a person's. */
const recommendationSchema = z.array(
  z.strictObject({
    when: z.enum(["all_good", "some_warn", "any_bad"]),
    decision: idSchema.optional(),
    label: labelSchema,
  }),
);

export const gateSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  at: durationSchema,
  heading: labelSchema.optional(),
  ...form,
  recommendation: recommendationSchema.default([]),
  /** What the source wrote beside the offset: a clock time, and a share of the window as a fraction such as "1/3". */
  stated: z
    .strictObject({
      at: instantSchema.optional(),
      progress: z
        .string()
        .regex(/^\d+\/[1-9]\d*$/, "must be a fraction such as 1/3")
        .optional(),
    })
    .optional(),
});
export type Gate = z.infer<typeof gateSchema>;

/** The short form for every moment of a phase's cadence that is no gate. Ids are `<id>-<offset>`, e.g. `pulse-45m`. */
export const pulseSchema = z.strictObject({ id: idSchema, label: labelSchema, phase: idSchema, ...form });

const weekday = z.enum(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);
export const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** A form that comes back at the same time of day. Ids are `<id>-<date as written>`, e.g. `daily-health-2025-11-09`. */
export const recurringSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  kind: z.enum(["check", "review"]),
  at: timeOfDaySchema,
  from: dateSchema,
  to: dateSchema,
  /** Only these days; absent: every day. */
  on: z.array(weekday).min(1).optional(),
  lasts: durationSchema.optional(),
  attends: z.array(idSchema).default([]),
  ...form,
  /** Every time of day the source gives for it. */
  stated: z.strictObject({ at: z.array(timeOfDaySchema).min(1) }).optional(),
});
export type Recurring = z.infer<typeof recurringSchema>;

export const briefSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  at: momentSchema,
  from: idSchema,
  to: z.array(idSchema).min(1),
  contents: z.array(textSchema).default([]),
});
