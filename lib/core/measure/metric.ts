import { z } from "zod";
import { figureInput } from "../bounds.ts";
import { longText, nameText } from "../text.ts";
import { durationSchema } from "../plan/when.ts";

const id = z.string().regex(/^[a-z][a-z0-9_-]*$/, "must be lower-case letters, digits, _ or -, starting with a letter");
const source = z.enum(["probe", "traffic"]);

/** How a metric is computed from windows. Rates pool counts, quantiles pool sketches; nothing averages an average. */
export const metricFormulaSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("error_rate"), source }),
  z.strictObject({
    kind: z.literal("latency_quantile"),
    source,
    quantile: z.number().gt(0).lt(1),
    /** Only of targets of this kind: how long the probes' own queries take, for postgres. */
    targets: z.enum(["http", "tcp", "postgres", "redis", "push"]).optional(),
  }),
  z.strictObject({ kind: z.literal("availability") }),
  z.strictObject({ kind: z.literal("request_rate"), source, per: z.enum(["second", "minute"]) }),
  /** sum(part) / sum(every gauge of `whole`), e.g. cache hits / (hits + misses). */
  z.strictObject({ kind: z.literal("gauge_share"), part: id, whole: z.array(id).min(1) }),
  /**
   * `mean` over all readings; `total` = sum over targets of each target's mean (learners);
   * `sum` of all readings; `per_minute` = sum / minutes measured (revenue); `max`, `last`.
   */
  z.strictObject({
    kind: z.literal("gauge"),
    gauge: id,
    aggregate: z.enum(["mean", "total", "sum", "per_minute", "max", "last"]),
  }),
  /** Theil-Sen slope over the gauge's one-minute means. */
  z.strictObject({ kind: z.literal("gauge_slope"), gauge: id, per: z.literal("hour") }),
  /** Counted by the room (incidents) or typed in by a person. */
  z.strictObject({ kind: z.literal("count"), of: z.enum(["incidents", "critical_incidents", "alerts"]) }),
  /** Given by people; by each of the leads for themselves (team confidence), or by whoever knows it. */
  z.strictObject({ kind: z.literal("manual"), by: z.literal("leads").optional() }),
  /** Largest deviation of any segment from the pooled value of another metric. */
  z.strictObject({ kind: z.literal("segment_variance"), of: id }),
]);

export type MetricFormula = z.infer<typeof metricFormulaSchema>;

export const unitSchema = z.enum([
  "%",
  "pp",
  "ms",
  "MB",
  "MB/h",
  "Mbps",
  "req/s",
  "req/min",
  "count",
  "learners",
  "USD",
  "USD/min",
  "score",
  "ratio",
]);
export type Unit = z.infer<typeof unitSchema>;

/**
 * A figure as a person writes it, in base form: percentages and percentage points as fractions, all else unchanged. Fifteen
 * digits, for 0.07 / 100 is 0.0007000000000000001, and a rate of exactly 7 in 10,000 would pass "< 0.07 %".
 */
export function baseOf(value: number, unit: Unit): number {
  return unit === "%" || unit === "pp" ? Number((value / 100).toPrecision(15)) : value;
}

/** Ratios are held as fractions (0.001) and shown in `%`. */
export const metricDefinitionSchema = z.strictObject({
  id,
  label: nameText({ most: 160 }),
  unit: unitSchema,
  better: z.enum(["lower", "higher", "neither"]),
  formula: metricFormulaSchema,
  /** A late business figure is "not yet mature" for this long after its tick (e.g. "2h"). */
  maturity: durationSchema.optional(),
});
export type MetricDefinition = z.infer<typeof metricDefinitionSchema>;

/**
 * Bounds of a metric in the metric's own unit as a person writes it (`0.1` for 0.1 %).
 * `pass` inside; past `fail` outside; WARN between. With only `pass`, whatever is not PASS is WARN.
 */
export const boundSchema = z.strictObject({ op: z.enum(["<", "<=", ">", ">="]), value: figureInput });
export const limitSchema = z.strictObject({
  metric: id,
  pass: boundSchema,
  fail: boundSchema.optional(),
  /** Other words for PASS, WARN, FAIL (OK, BUILDING, ISSUE). */
  words: z
    .strictObject({ pass: longText({ most: 160 }), warn: longText({ most: 160 }), fail: longText({ most: 160 }) })
    .optional(),
});
export type Limit = z.infer<typeof limitSchema>;
