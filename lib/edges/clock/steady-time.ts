import type { EpochMs } from "#core/time";

/** Where real time comes from: the wall clock, which may be set back, and a counter that never is. Both in ms. */
export type TimeSource = { wall(): EpochMs; counter(): number };

const SYSTEM_TIME: TimeSource = { wall: () => Date.now(), counter: () => performance.now() };

/** While ahead of a wall clock that was set back, time runs this fast: 1 h is made up in 2 h, and no tick stands still. */
const SLEW = 0.5;

/**
 * Real time that never goes backwards: the wall clock, or, after the wall clock was set back, half speed until it has
 * caught up. A step forward (time set, machine woken) is followed at once.
 */
export function steadyTime(source: TimeSource = SYSTEM_TIME): () => EpochMs {
  let last = -Infinity;
  let lastCount = source.counter();
  return () => {
    const wall = source.wall();
    const count = source.counter();
    last = wall >= last ? wall : last + (count - lastCount) * SLEW;
    lastCount = count;
    return last;
  };
}
