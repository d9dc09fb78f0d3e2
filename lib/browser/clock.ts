import type { EpochMs } from "#core/time";
import type { RolloutView } from "#wire/rollout";

type ClockReading = RolloutView["clock"];

/** The rollout's time at server real time `serverRealMs`: `clockAt + (real - realAt) * rate`. */
export function rolloutTime(clock: ClockReading, serverRealMs: number): EpochMs {
  return clock.clockAt + (serverRealMs - clock.realAt) * clock.rate;
}

/**
 * How far this device's clock is behind the server's, in ms, from one round trip.
 * Assumes that both ways take equally long, so it is wrong by at most half the round trip.
 */
export function clockOffset(trip: {
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly serverRealMs: number;
}): number {
  return trip.serverRealMs - (trip.askedAt + trip.answeredAt) / 2;
}

/** Of several round trips, the offset of the shortest is the most exact. Null before the first. */
export function bestOffset(
  trips: readonly { readonly offsetMs: number; readonly roundTripMs: number }[],
): number | null {
  let best: { readonly offsetMs: number; readonly roundTripMs: number } | null = null;
  for (const trip of trips) if (best === null || trip.roundTripMs < best.roundTripMs) best = trip;
  return best === null ? null : best.offsetMs;
}
