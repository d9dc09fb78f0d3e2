import type { EpochMs } from "#core/time";

/** setTimeout holds 31 bits; looking again once a minute also notices a clock that was set, or a machine that slept. */
const LONGEST_SLEEP_MS = 60_000;

type Call = { readonly at: EpochMs; readonly run: () => void; timer: NodeJS.Timeout | undefined };

/** Calls waiting for a moment on a clock. `replan` after the clock's rate changed. */
export type PendingCalls = { add(at: EpochMs, run: () => void): () => void; replan(): void };

/** `now` reads the clock, `rate` is clock ms per real ms. A call is never made before its moment. */
export function pendingCalls(now: () => EpochMs, rate: () => number): PendingCalls {
  const calls = new Set<Call>();

  function arm(call: Call): void {
    const waitMs = Math.ceil((call.at - now()) / rate());
    call.timer = setTimeout(() => wake(call), Math.max(0, Math.min(waitMs, LONGEST_SLEEP_MS)));
  }

  function wake(call: Call): void {
    if (now() < call.at) return arm(call);
    calls.delete(call);
    call.run();
  }

  return {
    add(at, run) {
      const call: Call = { at, run, timer: undefined };
      calls.add(call);
      arm(call);
      return () => {
        clearTimeout(call.timer);
        calls.delete(call);
      };
    },
    replan() {
      for (const call of calls) {
        clearTimeout(call.timer);
        arm(call);
      }
    },
  };
}
