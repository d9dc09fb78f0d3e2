import type { EpochMs } from "../time.ts";

/** What a condition says at one moment: it holds, it neither holds nor is over, it is over, or nothing is known. */
export type Signal = "bad" | "between" | "good" | "unknown";

/**
 * A condition with patience both ways: on once it has held for long enough, off once it has been over for long enough. `since`
 * is when the state that may turn it began; null while nothing speaks for a turn.
 */
export type Latch = { readonly on: boolean; readonly since: EpochMs | null };

export const OFF: Latch = { on: false, since: null };
export const ON: Latch = { on: true, since: null };

export type Heard = { readonly signal: Signal; readonly now: EpochMs };
export type Patience = { readonly forMs: number; readonly clearForMs: number };

/** For each state what starts the wait for a turn, and what ends it without one. Anything else lets the wait go on. */
const TURNS: Readonly<Record<"on" | "off", { readonly towards: Signal; readonly against: readonly Signal[] }>> = {
  off: { towards: "bad", against: ["between", "good"] },
  on: { towards: "good", against: ["between", "bad"] },
};

/**
 * The latch after one more signal at `now`. What is unknown turns nothing: no data never calls an alert over, nor fires one.
 * Pure; moments must not go back.
 */
export function stepLatch(latch: Latch, { signal, now }: Heard, { forMs, clearForMs }: Patience): Latch {
  const { towards, against } = TURNS[latch.on ? "on" : "off"];
  if (against.includes(signal)) return latch.since === null ? latch : { on: latch.on, since: null };
  if (signal !== towards) return latch;
  const since = latch.since ?? now;
  if (now - since >= (latch.on ? clearForMs : forMs)) return latch.on ? OFF : ON;
  return { on: latch.on, since };
}
