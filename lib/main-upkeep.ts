import type { OpenedStore } from "#edges/store/open-store";
import { isDatabaseAway } from "#edges/store/database-away";
import type { Clock, Log, OwnFaults } from "#engine/ports";
import { runUpkeep } from "#engine/upkeep-loop";

/** Roll-ups, packing and expiry beside everything else, until it is closed. */
export function keepUp(
  store: OpenedStore,
  about: { readonly clock: Clock; readonly log: Log; readonly faults: OwnFaults },
): { close(): Promise<void> } {
  const stop = new AbortController();
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => void setTimeout(resolve, stop.signal.aborted ? 0 : ms).unref());
  const done = runUpkeep(store, { ...about, isAway: isDatabaseAway, pause, running: () => !stop.signal.aborted });
  return {
    close: async () => {
      stop.abort();
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    },
  };
}
