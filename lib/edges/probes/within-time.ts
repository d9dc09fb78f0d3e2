import type { ProbeResult } from "./probe.ts";
import { reasonOf } from "#edges/reason";

type Settle = (result: ProbeResult) => void;

/**
 * Runs one check. `begin` starts it and returns what frees its resources; only the first call of `settle` counts. After
 * `timeoutMs` (real ms) the check is freed and the target is down; a throw or rejection of `begin` is down with its reason.
 */
export function withinTime(timeoutMs: number, begin: (settle: Settle) => () => void): Promise<ProbeResult> {
  return new Promise((resolve) => {
    let settled = false;
    let free: (() => void) | undefined;
    const settle: Settle = (result) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve(result);
    };
    const giveUp = (): void => {
      if (settled) return;
      settle(down(`timed out after ${timeoutMs.toLocaleString("en-GB")} ms`));
      free?.();
    };
    // Timers run before sockets are read: after a stall of ours, an answer that already lies there goes first.
    const timer = setTimeout(() => setImmediate(giveUp), timeoutMs);
    try {
      free = begin(settle);
    } catch (error) {
      settle(down(reasonOf(error)));
    }
  });
}

/** The target answered as it should, after `latencyMs`, with these figures in its answer. */
export function up(latencyMs: number, gauges?: ProbeResult["gauges"]): ProbeResult {
  return { up: true, latencyMs, reason: null, ...(gauges && { gauges }) };
}

/** The target is not available; `latencyMs` when it answered all the same. */
export function down(reason: string, latencyMs: number | null = null): ProbeResult {
  return { up: false, latencyMs, reason };
}
