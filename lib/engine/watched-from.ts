import { tickStart, type EpochMs, type Tick } from "#core/time";
import type { SampleStore } from "./ports.ts";

export type WatchedFrom = {
  /** Looks whether anything was measured before; call once before the first tick. */
  restore(): Promise<void>;
  /** As known at `tick`; the first that is asked for is the first that was measured. */
  at(tick: Tick): EpochMs;
};

/** Since when samples can be missed: where none was ever stored, since the first tick of this program. */
export function watchedFrom(store: Pick<SampleStore, "latestTick">): WatchedFrom {
  const state: { from: EpochMs | null } = { from: Number.NEGATIVE_INFINITY };
  return {
    restore: async () => {
      if ((await store.latestTick()) === null) state.from = null;
    },
    at: (tick) => (state.from ??= tickStart(tick)),
  };
}
