import type { Log } from "#engine/ports";

/** What the cap held back is looked at so often; what is new, at once. */
const LOOK_EVERY_MS = 5_000;

/** Runs `work` when asked and now and then, one at a time; asked while it runs, it runs once more, however often it was asked. */
export function openReleases(log: Log, work: () => Promise<void>): { ask(): void; close(): Promise<void> } {
  const state = { again: false, open: true, running: null as Promise<void> | null };
  const run = async (): Promise<void> => {
    while (state.again && state.open) {
      state.again = false;
      await work().catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        log.warn({ error: message }, "notifications wait in the database to be put on their way");
      });
    }
    state.running = null;
  };
  const ask = (): void => {
    state.again = true;
    state.running ??= run();
  };
  const timer = setInterval(ask, LOOK_EVERY_MS);
  return {
    ask,
    close: async () => {
      clearInterval(timer);
      state.open = false;
      await state.running;
    },
  };
}
