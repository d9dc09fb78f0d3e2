import { tickAt, type Tick } from "#core/time";
import type { Clock, SamplerHealth } from "#engine/ports";

/** `alive` while the sampler's process runs; `restarts` counts how often it had to be started again. */
export type SamplerStatus = { readonly alive: boolean; readonly restarts: number; readonly health: SamplerHealth };

/** Counts what the sampler's process does, from outside it. */
export type TickTally = {
  ready(): void;
  died(): void;
  /** False for a tick that was counted before. */
  count(closed: { readonly tick: Tick; readonly jitterMsP99: number }): boolean;
  status(): SamplerStatus;
};

/** Ticks run and missed since the sampler was first ready: by a stall, a sleeping machine, or while it was dead. */
export function tickTally(clock: Pick<Clock, "now">): TickTally {
  const startedAt = clock.now();
  let first: Tick | null = null;
  let [last, ticksRun, jitterMsP99] = [-Infinity, 0, 0];
  let [alive, restarts] = [false, 0];

  function health(): SamplerHealth {
    // A tick is overdue once the one after it is over too.
    const due = Math.max(last, tickAt(clock.now()) - 2);
    const ticksMissed = first === null ? 0 : Math.max(0, due - first + 1 - ticksRun);
    return { startedAt, ticksRun, ticksMissed, jitterMsP99 };
  }

  return {
    ready() {
      alive = true;
      first ??= tickAt(clock.now()) + 1;
    },
    died() {
      alive = false;
      restarts++;
    },
    count(closed) {
      if (closed.tick <= last) return false;
      [last, ticksRun, jitterMsP99] = [closed.tick, ticksRun + 1, closed.jitterMsP99];
      // The process may hear of the clock before or after a boundary that fell into its first moment.
      if (ticksRun === 1 && restarts === 0) first = closed.tick;
      return true;
    },
    status: () => ({ alive, restarts, health: health() }),
  };
}
