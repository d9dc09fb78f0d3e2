import type { EpochMs } from "#core/time";
import { utcText } from "#core/iso-text";
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
  /** Whether the database takes samples: where it does, a look that does not come to an end is kept from it. */
  readonly isReachable: () => boolean;
  readonly faults: Pick<OwnFaults, "raise" | "clear">;
  readonly realNow: () => EpochMs;
  readonly log: Log;
};

type Found = { readonly sentence: string; isRight: boolean };

/** Every tick in production; a rehearsal has a hundred a second. */
const NOT_BEFORE_MS = 2_000;
/** Longer than a statement of a busy database may take. */
const UNCHECKED_MS = 30_000;

/**
 * Holds a stored log against what is known of it here, after each tick. That something was found stays told, also when the row
 * is put right: somebody can write to the database who should not. The sentence says what is wrong now, and something else
 * that is found counts from its own moment. A log that cannot be checked although the database is there is a fault too:
 * somebody may hold the check back while they change it.
 */
export function logWatch({ watched, look, isReachable, faults, realNow, log }: LogWatchParts): {
  attend(): Promise<void>;
} {
  const { fault, name, verify } = watched;
  const state = {
    ...{ found: null as Found | null, failing: false, looking: false, lookedAt: -Infinity },
    blindSince: null as EpochMs | null,
  };
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
      Object.assign(state, { failing: false, blindSince: null });
      faults.clear(`${fault}-unchecked`);
    } catch (error) {
      // while the database is away nothing can be said
      if (!state.failing) log.warn({ error: String(error) }, `the ${name} cannot be checked`);
      state.failing = true;
    }
  };
  const noteBlindness = (): void => {
    // while the database is away nothing is written to it by anybody
    if (!isReachable() || !(state.looking || state.failing)) return void (state.blindSince = null);
    state.blindSince ??= state.lookedAt;
    if (realNow() - state.blindSince < UNCHECKED_MS) return;
    const since = utcText(state.blindSince, "second");
    faults.raise(`${fault}-unchecked`, {
      severity: "critical",
      sentence: `The ${name} has not been checked since ${since}: the database answers, but not to that. Run ${verify} before you trust what it says.`,
    });
  };
  return {
    attend: async () => {
      noteBlindness();
      if (state.looking || realNow() - state.lookedAt < NOT_BEFORE_MS) return;
      Object.assign(state, { looking: true, lookedAt: realNow() });
      await lookOnce();
      state.looking = false;
    },
  };
}
