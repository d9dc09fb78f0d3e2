/** Does something every so often, never twice at once; what it cannot do now is tried again then. */
export function repeatedly(): { start(work: () => Promise<void>, everyMs: number): void; stop(): void } {
  const state: { isRunning: boolean; timer: NodeJS.Timeout | null } = { isRunning: false, timer: null };
  return {
    start: (work, everyMs) => {
      state.timer = setInterval(() => {
        if (state.isRunning) return;
        state.isRunning = true;
        void work()
          .catch(() => undefined)
          .finally(() => (state.isRunning = false));
      }, everyMs);
    },
    stop: () => clearInterval(state.timer ?? undefined),
  };
}
