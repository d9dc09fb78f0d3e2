const HOUR_MS = 3_600_000;

export type RangeId = "1h" | "6h" | "36h" | "7d" | "29d";

/** Ranges of a target's history, each a whole number of 5-second ticks per bucket. */
export const RANGES: readonly {
  readonly value: RangeId;
  readonly label: string;
  readonly spanMs: number;
  readonly buckets: number;
}[] = [
  { value: "1h", label: "1 h", spanMs: HOUR_MS, buckets: 360 },
  { value: "6h", label: "6 h", spanMs: 6 * HOUR_MS, buckets: 360 },
  { value: "36h", label: "36 h", spanMs: 36 * HOUR_MS, buckets: 432 },
  { value: "7d", label: "7 days", spanMs: 7 * 24 * HOUR_MS, buckets: 336 },
  { value: "29d", label: "29 days", spanMs: 29 * 24 * HOUR_MS, buckets: 348 },
];
