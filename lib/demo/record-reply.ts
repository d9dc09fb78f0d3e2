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

/** What `GET /record?from&to` answers, for clock time [from, to). Only traffic: probes are counted apart. */
export const recordReplySchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** False when requests of this range have already left the record (it keeps an hour's worth). */
  complete: z.boolean(),
  rows: z.array(recordRowSchema),
  /** Sums over `rows`, per segment. */
  totals: z.record(segmentSchema, countsSchema),
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
