import { z } from "zod";
import { figureInput, positiveInput } from "../bounds.ts";
import { durationSchema } from "./when.ts";
import { idSchema, labelSchema } from "./words.ts";

const common = { id: idSchema, label: labelSchema, owner: idSchema };

/** Checks that the machine can prove by itself; `atLeast` is a count where the check counts something. */
const checkSchema = z.enum([
  "configuration_valid",
  "displays_connected",
  "roles_present",
  "on_call_complete",
  "channels_tested",
  "metric_arriving",
  "metric_within_limit",
  "metric_under_load",
  "segments_reporting",
  "poll_is_go",
]);

const automatic = z.strictObject({
  kind: z.literal("automatic"),
  ...common,
  check: checkSchema,
  atLeast: positiveInput.optional(),
  /** For the three checks on a metric. */
  metric: idSchema.optional(),
  /**
   * For `metric_under_load`: at and above how much of another metric the figure is looked at, in that metric's own unit, and
   * for how long the result counts once the load is gone.
   */
  load: z
    .strictObject({ metric: idSchema, atLeast: figureInput.positive(), countsFor: durationSchema.default("7d") })
    .optional(),
});
/** Somebody says so, and links what shows it. */
const manual = z.strictObject({ kind: z.literal("manual"), ...common, evidence: labelSchema.optional() });

export const preflightItemSchema = z.discriminatedUnion("kind", [automatic, manual]);
