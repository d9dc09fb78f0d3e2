import { z } from "zod";
import { ownFaultSchema } from "#core/own-fault";
import { evidenceSchema } from "#core/room/evidence";

/** Live rooms: one frame per tick each. A target's own page listens to `target:<id>`. */
export const roomNameSchema = z.union([
  z.enum(["overview", "segments", "criteria"]),
  z.templateLiteral(["target:", z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/)]),
]);
export type RoomName = z.infer<typeof roomNameSchema>;

const verdict = z.enum(["PASS", "WARN", "FAIL", "NO_DATA"]);
const grade = z.enum(["demonstrated", "observed", "insufficient"]);
const number = z.number().nullable();

/** One metric over one range, judged. Values in base form (ratios as fractions); `unit` says how to show them. */
export const readingSchema = z.object({
  metric: z.string(),
  label: z.string(),
  unit: z.string(),
  value: number,
  low: number,
  high: number,
  n: z.number(),
  coverage: z.number(),
  verdict,
  grade,
  word: z.string(),
  reason: z.string(),
  /** The limits in words: "< 0.1 %"; null where the plan sets none. */
  passWords: z.string().nullable(),
  failWords: z.string().nullable(),
  /** The limits in base form, to draw as lines. */
  passAt: number,
  failAt: number,
});
export type Reading = z.infer<typeof readingSchema>;

/** A headline metric: the last five minutes, the whole run since T0 (null before it), and where it is going. */
export const headlineSchema = z.object({
  now: readingSchema,
  sinceT0: readingSchema.nullable(),
  trend: z.enum(["stable", "rising", "falling"]).nullable(),
});
export type Headline = z.infer<typeof headlineSchema>;

export const targetReadingSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["http", "tcp", "postgres", "redis", "push"]),
  segment: z.string().nullable(),
  region: z.string().nullable(),
  critical: z.boolean(),
  /** `waiting` before its first sample, `silent` after more than two ticks without one. */
  state: z.enum(["up", "down", "silent", "waiting"]),
  reason: z.string().nullable(),
  lastAt: number,
  /** Of the newest sample: median latency in ms, requests, errors. */
  latencyMs: number,
  requests: z.number(),
  errors: z.number(),
});
export type TargetReading = z.infer<typeof targetReadingSchema>;

/** How well Holdpoint itself is doing: shown, because a silent fault here would read as calm. */
export const healthSchema = z.object({
  sampler: z.object({ alive: z.boolean(), ticksMissed: z.number(), jitterMsP99: z.number() }),
  store: z.object({ reachable: z.boolean(), waiting: z.number(), lost: z.number() }),
  displays: z.number(),
  /** What is wrong with Holdpoint itself, the worst first; frames stored by earlier versions say nothing of it. */
  faults: z.array(ownFaultSchema).default([]),
});
export type Health = z.infer<typeof healthSchema>;

const segmentCellSchema = z.object({
  segment: z.string(),
  label: z.string(),
  value: number,
  low: number,
  high: number,
  n: z.number(),
  /** |segment - pooled| / pooled, or percentage points for rates as a fraction; null below the minimum n. */
  deviation: number,
  enough: z.boolean(),
});

/** Segment variance of one metric; `worst` names the segment that deviates most. */
export const variancePanelSchema = z.object({
  metric: z.string(),
  label: z.string(),
  unit: z.string(),
  /** What segments are held against: all together, or their mean where a rate adds up. */
  pooled: number,
  cells: z.array(segmentCellSchema),
  worst: z.string().nullable(),
  variance: number,
  verdict,
  grade,
  reason: z.string(),
});
export type VariancePanel = z.infer<typeof variancePanelSchema>;

const overviewBody = z.object({
  view: z.literal("overview"),
  /** Worst verdict of the headlines and of critical targets, with one sentence why. */
  verdict,
  sentence: z.string(),
  headlines: z.array(headlineSchema),
  counts: z.object({ up: z.number(), down: z.number(), silent: z.number(), waiting: z.number() }),
  /** All targets when there are at most 40, else the worst 40. */
  targets: z.array(targetReadingSchema),
  targetsTotal: z.number(),
  /** What is left of the error budget, in a sentence; null before T0, after its window, and without one in the plan. */
  budget: z.string().nullable(),
});
const segmentsBody = z.object({
  view: z.literal("segments"),
  panels: z.array(variancePanelSchema),
  /** Targets per segment that are up, of those known. */
  segments: z.array(z.object({ id: z.string(), label: z.string(), up: z.number(), total: z.number() })),
  headlines: z.array(z.object({ segment: z.string(), readings: z.array(readingSchema) })),
});
const targetBody = z.object({
  view: z.literal("target"),
  target: targetReadingSchema,
  readings: z.array(readingSchema),
});

const projectionSchema = z.object({ verdict, sentence: z.string() });

/** One line of the success criteria over the fixed window; `projected` is what it will be at the end, as the last hour went. */
export const criterionViewSchema = z.object({
  id: z.string(),
  label: z.string(),
  verdict,
  grade,
  reason: z.string(),
  evidence: z.array(evidenceSchema),
  /** Null before the last hour was read, and once it is final. */
  projected: projectionSchema.nullable(),
  /** Of a final one: when its late figures are mature. */
  settlesAt: number,
});
export type CriterionView = z.infer<typeof criterionViewSchema>;

/** A figure of the business: the newest, its source and its age; `baseline` in base form. */
export const figureViewSchema = z.object({
  metric: z.string(),
  evidence: evidenceSchema,
  kind: z.enum(["typed", "pushed", "queried", "measured"]).nullable(),
  source: z.string().nullable(),
  speaksFor: number,
  matureAt: number,
  baseline: number,
});
export type FigureView = z.infer<typeof figureViewSchema>;

const criteriaBody = z.object({
  view: z.literal("criteria"),
  /** The fixed window, by T0 as it stands. */
  from: z.number(),
  to: z.number(),
  /** `closing`: the window is over, and its last samples are waited for. */
  phase: z.enum(["before", "running", "closing", "frozen"]),
  criteria: z.array(criterionViewSchema),
  budget: z.object({ sentence: z.string(), remainingShare: number, burnRate: number }).nullable(),
  figures: z.array(figureViewSchema),
});

/**
 * One tick of one room. `seq` is the tick's number: the same after a restart and on every node, one per tick, so a client
 * that names the last it has gets exactly those it missed.
 */
export const frameSchema = z.object({
  room: roomNameSchema,
  seq: z.number().int(),
  /** End of the tick, by the rollout's clock: the moment that the frame speaks of. */
  at: z.number(),
  /** When the server sent it, by the real clock: tells a late server from a late link. */
  sentAt: z.number(),
  /** Real milliseconds between frames: 5,000 in production, less in a rehearsal. */
  everyMs: z.number(),
  build: z.string(),
  health: healthSchema,
  body: z.discriminatedUnion("view", [overviewBody, segmentsBody, targetBody, criteriaBody]),
});
export type Frame = z.infer<typeof frameSchema>;
export type OverviewBody = z.infer<typeof overviewBody>;
export type SegmentsBody = z.infer<typeof segmentsBody>;
export type CriteriaBody = z.infer<typeof criteriaBody>;
export type TargetBody = z.infer<typeof targetBody>;
