/** Milliseconds since 1970-01-01T00:00:00Z, as told by the rollout's clock. */
export type EpochMs = number;

/** Number of a 5-second interval: `floor(epochMs / TICK_MS)`; aligned to UTC, the same on every node. */
export type Tick = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const TICK_MS = 5 * SECOND_MS;

/** The tick in which `at` falls. */
export function tickAt(at: EpochMs): Tick {
  return Math.floor(at / TICK_MS);
}

/** The instant at which `tick` begins. */
export function tickStart(tick: Tick): EpochMs {
  return tick * TICK_MS;
}

/** Half-open interval [from, to) in epoch milliseconds. */
export type Range = { readonly from: EpochMs; readonly to: EpochMs };

/** Ticks that begin inside `range`. */
export function ticksIn(range: Range): number {
  return Math.max(0, Math.ceil(range.to / TICK_MS) - Math.ceil(range.from / TICK_MS));
}

/**
 * The shortest step that cuts `range` into at most `buckets` steps aligned to UTC: whole ticks below a minute, whole minutes
 * below an hour, whole hours above, so that stored sums of minutes and hours fit into steps.
 */
export function stepFor(range: Range, buckets: number): number {
  const needed = (range.to - range.from) / buckets;
  const unit = needed <= MINUTE_MS ? TICK_MS : needed <= HOUR_MS ? MINUTE_MS : HOUR_MS;
  const step = Math.max(TICK_MS, Math.ceil(needed / unit) * unit);
  const steps = Math.ceil(range.to / step) - Math.floor(range.from / step);
  return steps <= buckets ? step : step + unit;
}

/**
 * As `stepFor`, in whole minutes, and then in whole hours, where as many `series` would need more than `mostSums` of the stored
 * sums that fit into shorter steps.
 */
export function affordableStep(
  range: Range,
  { buckets, series, mostSums }: { readonly buckets: number; readonly series: number; readonly mostSums: number },
): number {
  let step = stepFor(range, buckets);
  for (const wider of [MINUTE_MS, HOUR_MS]) {
    const fitting = step % HOUR_MS === 0 ? HOUR_MS : step % MINUTE_MS === 0 ? MINUTE_MS : TICK_MS;
    if ((series * (range.to - range.from)) / fitting > mostSums) step = Math.ceil(step / wider) * wider;
  }
  return step;
}
