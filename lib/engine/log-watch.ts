import type { EpochMs } from "#core/time";
import type { EventLog, Log, OwnFaults } from "./ports.ts";
import type { RoomKeeper } from "./room-keeper.ts";

export type LogWatchParts = {
  readonly rollout: string;
  readonly keeper: Pick<RoomKeeper, "head">;
  readonly eventLog: Pick<EventLog, "fault">;
  readonly faults: Pick<OwnFaults, "raise">;
  readonly realNow: () => EpochMs;
  readonly log: Log;
};

/** Every tick in production; a rehearsal has a hundred a second. */
const NOT_BEFORE_MS = 2_000;

/**
 * Holds the stored log against what was folded here, after each tick. What it found stays told, also when the row is put back:
 * somebody can write to the database who should not.
 */
export function logWatch({ rollout, keeper, eventLog, faults, realNow, log }: LogWatchParts): {
  attend(): Promise<void>;
} {
  const state = { found: null as string | null, failing: false, lookedAt: -Infinity };
  return {
    attend: async () => {
      if (state.found !== null || realNow() - state.lookedAt < NOT_BEFORE_MS) return;
      state.lookedAt = realNow();
      try {
        state.found = await eventLog.fault(rollout, keeper.head());
        state.failing = false;
      } catch (error) {
        // while the database is away nothing can be said
        if (!state.failing) log.warn({ error: String(error) }, "the log cannot be checked");
        state.failing = true;
      }
      if (state.found === null) return;
      log.error({ fault: state.found }, "the log was changed");
      faults.raise("log-changed", {
        severity: "critical",
        sentence: `The log was changed in the database: ${state.found} Run npx holdpoint verify-log before you trust what it says.`,
      });
    },
  };
}
