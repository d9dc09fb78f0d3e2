import type { EpochMs } from "#core/time";
import type { Log, OwnFaults } from "./ports.ts";

type WatchedLog = { readonly fault: string; readonly name: string; readonly verify: string };

/** The log of decisions, and that of sign-ins and rights. */
export const EVENT_LOG: WatchedLog = {
  fault: "log-changed",
  name: "log",
  verify: "npx holdpoint verify-log",
};
export const SECURITY_LOG: WatchedLog = {
  fault: "security-log-changed",
  name: "security log",
  verify: "npx holdpoint verify-log --security",
};

export type LogWatchParts = {
  readonly watched: WatchedLog;
  /** What is not as it was written, in one sentence; null where all is. */
  readonly look: () => Promise<string | null>;
  readonly faults: Pick<OwnFaults, "raise">;
  readonly realNow: () => EpochMs;
  readonly log: Log;
};

/** Every tick in production; a rehearsal has a hundred a second. */
const NOT_BEFORE_MS = 2_000;

/**
 * Holds a stored log against what is known of it here, after each tick. What it found stays told, also when the row is put back:
 * somebody can write to the database who should not.
 */
export function logWatch({ watched, look, faults, realNow, log }: LogWatchParts): { attend(): Promise<void> } {
  const { fault, name, verify } = watched;
  const state = { found: null as string | null, failing: false, looking: false, lookedAt: -Infinity };
  const lookOnce = async (): Promise<void> => {
    try {
      state.found = await look();
      state.failing = false;
    } catch (error) {
      // while the database is away nothing can be said
      if (!state.failing) log.warn({ error: String(error) }, `the ${name} cannot be checked`);
      state.failing = true;
    }
    if (state.found === null) return;
    log.error({ fault: state.found }, `the ${name} was changed`);
    faults.raise(fault, {
      severity: "critical",
      sentence: `The ${name} was changed in the database: ${state.found} Run ${verify} before you trust what it says.`,
    });
  };
  return {
    attend: async () => {
      if (state.found !== null || state.looking || realNow() - state.lookedAt < NOT_BEFORE_MS) return;
      Object.assign(state, { looking: true, lookedAt: realNow() });
      await lookOnce();
      state.looking = false;
    },
  };
}
