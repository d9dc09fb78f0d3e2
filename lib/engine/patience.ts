import { MINUTE_MS, TICK_MS } from "#core/time";

/** A rehearsal's tick may last hundredths of a second; networks and databases do not hurry along with it. */
const LEAST_MS_PER_TICK = 1_000;
const LAG_TICKS = 6;
const LAG_MS = 500;
const NOW_AND_BEFORE_TICKS = 120;
/** Beats that may wait for their turn, and pushes ahead of the sampler. */
const BACKLOG_TICKS = 24;

/** How long something may be late, in ticks: `ticks`, where one lasts at least a second. `everyMs`: real ms per tick. */
export function patienceTicks(ticks: number, everyMs: number): number {
  return Math.ceil(ticks * Math.max(1, LEAST_MS_PER_TICK / everyMs));
}

/** How many ticks a source may lag before it is not waited for: six, or half a second where that is longer. */
export function lagTicks(everyMs: number): number {
  return Math.max(LAG_TICKS, Math.ceil(LAG_MS / everyMs));
}

/** Ticks kept in memory: two five-minute windows, further back by as much as a source may lag and beats may wait. */
export function keptTicks(everyMs: number): number {
  return NOW_AND_BEFORE_TICKS + 2 * lagTicks(everyMs) + BACKLOG_TICKS;
}

/** Clock ms after a moment until what was reported of it in time has come: traffic is reported after its tick, in its own time. */
export function overAfterMs(everyMs: number): number {
  return Math.max(MINUTE_MS, 2 * lagTicks(everyMs) * TICK_MS);
}
