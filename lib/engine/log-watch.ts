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
  readonly faults: Pick<OwnFaults, "raise" | "clear">;
  readonly realNow: () => EpochMs;
  readonly log: Log;
};

type Found = { readonly sentence: string; isRight: boolean };

/** Every tick in production; a rehearsal has a hundred a second. */
const NOT_BEFORE_MS = 2_000;

/**
 * Holds a stored log against what is known of it here, after each tick. That something was found stays told, also when the row
 * is put right: somebody can write to the database who should not. The sentence says what is wrong now, and something else
 * that is found counts from its own moment.
 */
export function logWatch({ watched, look, faults, realNow, log }: LogWatchParts): { attend(): Promise<void> } {
  const { fault, name, verify } = watched;
  const state = { found: null as Found | null, failing: false, looking: false, lookedAt: -Infinity };
  const tell = (sentence: string, isPutRight = false): void =>
    faults.raise(fault, {
      ...{ severity: "critical", sentence: `${sentence} Run ${verify} before you trust what it says.` },
      ...(isPutRight && { isPutRight }),
    });
  const heed = (now: string | null): void => {
    const { found } = state;
    if (now !== null && now !== found?.sentence) {
      log.error({ fault: now }, `the ${name} was changed`);
      // it is another fault, with a time of its own
      faults.clear(fault);
      tell(`The ${name} was changed in the database: ${now}`);
      state.found = { sentence: now, isRight: false };
    } else if (found !== null && found.isRight !== (now === null)) {
      found.isRight = now === null;
      const was = `The ${name} was changed in the database, and what was found is put right since: ${found.sentence}`;
      log.error({ fault: found.sentence }, `the ${name} was ${found.isRight ? "put right" : "changed again"}`);
      if (found.isRight) tell(was, true);
      else tell(`The ${name} was changed in the database: ${found.sentence}`);
    }
  };
  const lookOnce = async (): Promise<void> => {
    try {
      heed(await look());
      state.failing = false;
    } catch (error) {
      // while the database is away nothing can be said
      if (!state.failing) log.warn({ error: String(error) }, `the ${name} cannot be checked`);
      state.failing = true;
    }
  };
  return {
    attend: async () => {
      if (state.looking || realNow() - state.lookedAt < NOT_BEFORE_MS) return;
      Object.assign(state, { looking: true, lookedAt: realNow() });
      await lookOnce();
      state.looking = false;
    },
  };
}
