import { z } from "zod";
import { segmentSchema } from "./story.ts";

/** What the analyzer's own record says of one segment in one tick (or, without `tick`, in all of them). */
const countsSchema = z.object({
  requests: z.number(),
  errors: z.number(),
  cacheHits: z.number(),
  cacheMisses: z.number(),
  revenueUsd: z.number(),
});
export type RecordCounts = z.infer<typeof countsSchema>;

export const recordRowSchema = countsSchema.extend({
  tick: z.number(),
  /** Start of the tick on the rollout's clock, ISO 8601 UTC. */
  at: z.iso.datetime(),
  segment: segmentSchema,
  /** Of every answered request, in the order in which they ended. */
  latenciesMs: z.array(z.number()),
});
export type RecordRow = z.infer<typeof recordRowSchema>;

/** Exact, by rank, over the sorted list: the smallest latency that at least this share of the requests did not exceed. */
const quantilesSchema = z.object({ p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() });
export type Quantiles = z.infer<typeof quantilesSchema>;

/** What `GET /record?from&to&segment` answers, for clock time [from, to). Only traffic: probes are counted apart. */
export const recordReplySchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** False when requests of this range have already left the record (it keeps an hour's worth). */
  complete: z.boolean(),
  rows: z.array(recordRowSchema),
  /** Sums over `rows`, per segment. */
  totals: z.record(segmentSchema, countsSchema),
  /** Of all answered requests of `rows`, per segment and together; null where there are none. */
  latencyMs: z.record(z.union([segmentSchema, z.literal("all")]), quantilesSchema.nullable()),
});
export type RecordReply = z.infer<typeof recordReplySchema>;

/** What `GET /status` answers: counts since the start, and how the reporting goes. */
export const demoStatusSchema = z.object({
  startedAt: z.iso.datetime(),
  clockNow: z.iso.datetime(),
  /** Traffic since the start, per segment. */
  totals: z.record(segmentSchema, countsSchema),
  /** Requests that named no known segment or learner: refused, and in no segment's count. */
  refused: z.number(),
  /** Health checks answered, and those that failed. */
  probes: z.object({ requests: z.number(), errors: z.number() }),
  reporter: z.object({
    waiting: z.number(),
    accepted: z.number(),
    duplicates: z.number(),
    /** Samples lost because the queue was full, or refused for good by the receiver. */
    dropped: z.number(),
    lastProblem: z.string().nullable(),
  }),
});
export type DemoStatus = z.infer<typeof demoStatusSchema>;
