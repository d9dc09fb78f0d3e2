import { z } from "zod";
import { figureInput, positiveInput } from "../bounds.ts";
import { unitSchema } from "../measure/metric.ts";
import { dayRangeSchema } from "./phases.ts";
import { dateSchema, durationSchema, instantSchema, momentSchema } from "./when.ts";
import { idSchema, labelSchema, textSchema } from "./words.ts";

/** What is expected to change, and by how much: churn of -7 to -2 is `low: -7, high: -2`. */
const impactSchema = z.strictObject({
  measure: idSchema,
  low: figureInput,
  high: figureInput,
  /** `incremental`: added by this work; `cumulative`: over the baseline, all work counted; `absolute`: the value itself. */
  basis: z.enum(["incremental", "cumulative", "absolute"]).default("incremental"),
});
export type Impact = z.infer<typeof impactSchema>;

/** `check`: what the room knows by itself, over the days of the stream, or of the sprint for the sprint's own goals. */
const goalSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  impact: impactSchema.optional(),
  check: z.enum(["no_incident", "no_critical_incident", "delivered", "on_time", "by_end"]).optional(),
});
export type Goal = z.infer<typeof goalSchema>;

const stated = z.strictObject({ days: positiveInput.max(3_660) }).optional();

/** Dates are inclusive and as written; `needs` names tasks or milestones that come first. */
const taskSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  objective: textSchema,
  method: textSchema,
  deliverable: textSchema,
  from: dateSchema,
  to: dateSchema,
  impacts: z.array(impactSchema).default([]),
  success: textSchema.optional(),
  needs: z.array(idSchema).default([]),
  stated,
});
export type Task = z.infer<typeof taskSchema>;

const streamSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  from: dateSchema,
  to: dateSchema,
  /** When work starts on the first day, where it is not the day's beginning. */
  launch: instantSchema.optional(),
  after: textSchema.optional(),
  purpose: textSchema,
  goals: z.array(goalSchema).min(1),
  deliverables: z.array(textSchema).default([]),
  report: idSchema.optional(),
  tasks: z.array(taskSchema).min(1),
});
export type Stream = z.infer<typeof streamSchema>;

const milestoneSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  at: momentSchema,
  /** Tasks and milestones that it is reached by. */
  needs: z.array(idSchema).default([]),
  /** It is reached when the rollout starts, or when the leads confirm the stabilisation, and cannot be confirmed by itself. */
  confirmedWith: z.enum(["start", "stabilisation"]).optional(),
});
export type Milestone = z.infer<typeof milestoneSchema>;

const staffSchema = z.strictObject({
  team: idSchema,
  label: labelSchema,
  people: z
    .array(
      z.strictObject({
        label: labelSchema,
        count: positiveInput,
        lead: z.boolean().default(false),
        stream: idSchema.optional(),
      }),
    )
    .min(1),
});

const weekSchema = dayRangeSchema.extend({
  id: idSchema,
  label: labelSchema,
  streams: z.array(
    z.strictObject({ stream: idSchema, state: z.enum(["prepares", "intensive", "winds_down", "done"]) }),
  ),
  note: textSchema.optional(),
});

export const sprintSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  from: dateSchema,
  to: dateSchema,
  measures: z
    .array(
      z.strictObject({
        id: idSchema,
        label: labelSchema,
        unit: unitSchema,
        better: z.enum(["lower", "higher"]),
        /** Where it stood before the sprint; what is cumulative counts from there. */
        baseline: figureInput.optional(),
        /** So long after its task was delivered a figure counts. */
        maturity: durationSchema.optional(),
        /** The business metric that tells it, where no task does. */
        metric: idSchema.optional(),
      }),
    )
    .default([]),
  goals: z.array(goalSchema).default([]),
  milestones: z.array(milestoneSchema).default([]),
  streams: z.array(streamSchema).min(1),
  weeks: z.array(weekSchema).default([]),
  staff: z.array(staffSchema).default([]),
  /** What the source gives as the sum of `staff`. */
  fte: positiveInput.max(100_000).optional(),
  stated,
});
