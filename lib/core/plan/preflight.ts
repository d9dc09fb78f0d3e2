import { z } from "zod";
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
  "segments_reporting",
  "poll_is_go",
]);

const automatic = z.strictObject({
  kind: z.literal("automatic"),
  ...common,
  check: checkSchema,
  atLeast: z.number().int().positive().optional(),
  /** For the two checks on a metric. */
  metric: idSchema.optional(),
});
/** Somebody says so, and links what shows it. */
const manual = z.strictObject({ kind: z.literal("manual"), ...common, evidence: labelSchema.optional() });

export const preflightItemSchema = z.discriminatedUnion("kind", [automatic, manual]);
