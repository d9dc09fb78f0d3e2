import { TICK_MS } from "#core/time";

/** Starts are spread over so much of the tick, unless a timeout needs more of the rest. */
const SPREAD = 0.4;
/** A tick too short for spread and timeout spreads its starts all the same. */
const LEAST_SPREAD = 0.08;
/** A timeout ends so long before the tick closes. */
const MARGIN_MS = 100;
/** Starts are made in steps: one timer serves all targets of a step. */
export const STEP_MS = 2;

/** When a target starts in every tick: `afterMs` of real time after the tick's beginning. */
export type PlannedStart = { readonly index: number; readonly afterMs: number };

/**
 * Spreads the targets over the tick by their place in the list, always the same, so that their starts do not fall
 * together and each timeout (real ms) ends inside the tick, where the tick is long enough. Sorted by time.
 */
export function planStarts(timeoutsMs: readonly number[], rate: number): readonly PlannedStart[] {
  const tickMs = TICK_MS / rate;
  const starts = timeoutsMs.map((timeoutMs, index) => {
    const exact = (index / timeoutsMs.length) * spreadMs(tickMs, timeoutMs);
    return { index, afterMs: Math.floor(exact / STEP_MS) * STEP_MS };
  });
  return starts.sort((a, b) => a.afterMs - b.afterMs || a.index - b.index);
}

function spreadMs(tickMs: number, timeoutMs: number): number {
  const room = tickMs - timeoutMs - MARGIN_MS;
  return room < LEAST_SPREAD * tickMs ? SPREAD * tickMs : Math.min(SPREAD * tickMs, room);
}
