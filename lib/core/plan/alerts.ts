import { z } from "zod";
import { figureInput } from "../bounds.ts";
import { boundSchema } from "../measure/metric.ts";
import { durationSchema } from "./when.ts";
import { idSchema, labelSchema } from "./words.ts";

/** From worst to least. */
export const SEVERITIES = ["critical", "high", "low"] as const;
export const severitySchema = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severitySchema>;

const common = {
  id: idSchema,
  label: labelSchema,
  /** How long the condition must hold before the alert fires, and how long it must be gone before it is over. */
  for: durationSchema.default("10s"),
  clearFor: durationSchema.default("1m"),
  /** Rules and targets that cause this one: while one of them is pending or firing, this belongs to its alert. */
  causedBy: z.array(idSchema).default([]),
};

/** From this severity on: `when` in the metric's own unit; over once `clear` holds, absent: once `when` does not. */
const levelSchema = z.strictObject({ severity: severitySchema, when: boundSchema, clear: boundSchema.optional() });

/** A metric past a bound, over its last while. */
const thresholdSchema = z.strictObject({
  ...common,
  kind: z.literal("threshold"),
  metric: idSchema,
  over: durationSchema.default("1m"),
  levels: z.array(levelSchema).min(1).max(3),
});
/** A critical target that does not answer as it should. */
const downSchema = z.strictObject({ ...common, kind: z.literal("down"), severity: severitySchema });
/** A target or source that reports nothing any more. */
const silentSchema = z.strictObject({ ...common, kind: z.literal("silent"), severity: severitySchema });
/** Too few ticks measured to judge anything; `below` is a share, absent: the plan's minimum coverage. */
const coverageSchema = z.strictObject({
  ...common,
  kind: z.literal("coverage"),
  severity: severitySchema,
  over: durationSchema.default("5m"),
  below: z.number().gt(0).max(1).optional(),
});
/** The error budget goes so many times as fast as it may, over a long and a short while at once. */
const burnRateSchema = z.strictObject({
  ...common,
  kind: z.literal("burn_rate"),
  severity: severitySchema,
  long: durationSchema,
  short: durationSchema,
  factor: figureInput.positive(),
});
/** Worse than the recorded baseline by more than `margin` (in the metric's own unit), by an always-valid test. */
const anomalySchema = z.strictObject({
  ...common,
  kind: z.literal("anomaly"),
  severity: severitySchema,
  metric: idSchema,
  margin: figureInput.nonnegative(),
});

/** Traffic that is not as it was decided, or a controller that does not answer. */
const trafficSchema = z.strictObject({ ...common, kind: z.literal("traffic"), severity: severitySchema });

/** When somebody is to be told. */
export const alertRuleSchema = z.discriminatedUnion("kind", [
  thresholdSchema,
  downSchema,
  silentSchema,
  coverageSchema,
  burnRateSchema,
  anomalySchema,
  trafficSchema,
]);
export type AlertRule = z.infer<typeof alertRuleSchema>;
export type ThresholdRule = Extract<AlertRule, { kind: "threshold" }>;
