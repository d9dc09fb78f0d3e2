import { logHeadNotice } from "#core/notify/log-head-notice";
import type { Notice } from "#core/notify/notice";
import type { EpochMs } from "#core/time";
import type { SignedEnd } from "#wire/room-log";
import type { Notifier } from "./notify-ports.ts";
import type { Log } from "./ports.ts";

export type LogAnchorParts = {
  readonly rollout: Notice["rollout"];
  /** Null: no heads are sent. */
  readonly everyMs: number | null;
  readonly signedEnd: () => Promise<SignedEnd>;
  readonly notifier: Pick<Notifier, "send">;
  readonly now: () => EpochMs;
  readonly realNow: () => EpochMs;
  readonly log: Log;
};

/**
 * Sends the signed head of the log to people outside, once in each period of real time: what lies in their mail speaks against
 * whoever holds both the database and the key. Never throws; what could not be handed in is handed in the next time.
 */
export function logAnchors(parts: LogAnchorParts): { attend(): Promise<void> } {
  const { rollout, everyMs, signedEnd, notifier, now, realNow, log } = parts;
  const state = { period: -1, failing: false };
  return {
    attend: async () => {
      if (everyMs === null) return;
      const period = Math.floor(realNow() / everyMs);
      if (period === state.period) return;
      try {
        const { seq, signedHead } = await signedEnd();
        if (signedHead === null) return;
        await notifier.send([logHeadNotice({ seq, signedHead, period, at: now(), rollout })]);
        state.period = period;
        state.failing = false;
      } catch (error) {
        if (!state.failing) log.warn({ error: String(error) }, "the head of the log could not be sent and waits");
        state.failing = true;
      }
    },
  };
}
