import { z } from "zod";

const column = z.array(z.number().nullable());

/** `GET /api/v1/targets/{id}/history?from&to&buckets`: columns of equal length, oldest first; null is a gap. */
export const historySchema = z.object({
  target: z.string(),
  from: z.number(),
  stepMs: z.number(),
  /** Share of ticks measured, 0 to 1. */
  coverage: z.array(z.number()),
  up: column,
  requests: z.array(z.number()),
  errors: z.array(z.number()),
  minMs: column,
  maxMs: column,
  p99Ms: column,
});
export type History = z.infer<typeof historySchema>;

/** `GET /api/v1/series?metric=a&metric=b&segment=&from&to&buckets`: pooled metrics over time in base form; null is a gap. */
export const seriesSchema = z.object({
  from: z.number(),
  stepMs: z.number(),
  lines: z.array(
    z.object({
      metric: z.string(),
      label: z.string(),
      unit: z.string(),
      segment: z.string().nullable(),
      values: column,
      passAt: z.number().nullable(),
      failAt: z.number().nullable(),
    }),
  ),
});
export type Series = z.infer<typeof seriesSchema>;
