import { z } from "zod";

const number = z.number().nullable();

/**
 * A metric as it was measured and judged over one range, kept with what was decided on it. Values in base form: ratios as
 * fractions, latencies in ms; `from` and `to` in epoch ms.
 */
export const evidenceSchema = z.object({
  metric: z.string(),
  label: z.string(),
  unit: z.string(),
  from: z.number(),
  to: z.number(),
  value: number,
  low: number,
  high: number,
  n: z.number(),
  coverage: z.number(),
  verdict: z.enum(["PASS", "WARN", "FAIL", "NO_DATA"]),
  grade: z.enum(["demonstrated", "observed", "insufficient"]),
  word: z.string(),
  reason: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;
