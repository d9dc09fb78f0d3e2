import { z } from "zod";
import { MOST_GAUGE, MOST_GAUGES, MOST_LATENCY_MS, MOST_REQUESTS } from "#core/measure/sample-bounds";

const name = z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/);

/** Cumulative-free histogram: `counts[i]` latencies in (bounds[i-1], bounds[i]] ms; one more count than bounds for the rest. */
const histogramSchema = z
  .strictObject({
    boundsMs: z.array(z.number().positive().max(MOST_LATENCY_MS)).min(1).max(200),
    counts: z.array(z.number().int().nonnegative().max(MOST_REQUESTS)).min(2).max(201),
  })
  .refine((h) => h.counts.length === h.boundsMs.length + 1, {
    message: "counts needs one entry more than boundsMs",
    path: ["counts"],
  })
  .refine((h) => h.boundsMs.every((b, i) => i === 0 || b > (h.boundsMs[i - 1] ?? 0)), {
    message: "boundsMs must rise",
    path: ["boundsMs"],
  });

export const pushedSampleSchema = z
  .strictObject({
    target: name,
    /** Any instant inside the tick, ISO 8601 with zone. */
    at: z.iso.datetime({ offset: true }),
    up: z.boolean().nullable().default(null),
    requests: z.number().int().nonnegative().max(MOST_REQUESTS),
    errors: z.number().int().nonnegative().max(MOST_REQUESTS),
    latenciesMs: z.array(z.number().nonnegative().max(MOST_LATENCY_MS)).max(10_000).optional(),
    histogram: histogramSchema.optional(),
    gauges: z
      .record(name, z.number().min(-MOST_GAUGE).max(MOST_GAUGE))
      .refine((gauges) => Object.keys(gauges).length <= MOST_GAUGES, { message: `has more than ${MOST_GAUGES} names` })
      .default({}),
  })
  .refine((s) => s.errors <= s.requests, { message: "errors cannot exceed requests", path: ["errors"] })
  .refine((s) => !(s.latenciesMs && s.histogram), {
    message: "give latenciesMs or histogram, not both",
    path: ["histogram"],
  })
  .refine((s) => (s.latenciesMs?.length ?? 0) <= s.requests, {
    message: "holds more latencies than there were requests",
    path: ["latenciesMs"],
  })
  .refine((s) => (s.histogram?.counts ?? []).reduce((sum, count) => sum + count, 0) <= s.requests, {
    message: "add up to more than there were requests",
    path: ["histogram", "counts"],
  });
export type PushedSample = z.infer<typeof pushedSampleSchema>;

/** `POST /api/v1/samples`: at most 1,000 samples. The same target and tick again is counted as a duplicate and changes nothing. */
export const pushBatchSchema = z.strictObject({ samples: z.array(pushedSampleSchema).min(1).max(1_000) });
export const pushReceiptSchema = z.strictObject({ accepted: z.number(), duplicates: z.number() });
export type PushReceipt = z.infer<typeof pushReceiptSchema>;
