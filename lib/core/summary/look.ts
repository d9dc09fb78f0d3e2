import type { EpochMs } from "../time.ts";

/** A look that is not older than this goes on: reloading the page does not make the news old. */
const SAME_LOOK_MS = 15 * 60_000;

/** What a device remembers: the event that was the newest at the look before this one, and at this one. Real time. */
export type Look = { readonly before: number; readonly seq: number; readonly at: EpochMs };

/** "12.30.1764000000000" as the device kept it; null for anything else. */
export function readLook(kept: string | undefined): Look | null {
  const match = /^(\d{1,10})\.(\d{1,10})\.(\d{1,16})$/.exec(kept ?? "");
  if (!match) return null;
  return { before: Number(match[1]), seq: Number(match[2]), at: Number(match[3]) };
}

export function keptLook({ before, seq, at }: Look): string {
  return `${before}.${seq}.${at}`;
}

/** The look that begins, or goes on, at `at` with `seq` the newest event. The first has nothing before it: `before` is 0. */
export function nextLook(last: Look | null, seq: number, at: EpochMs): Look {
  // a log that is shorter than what was seen is another rollout's
  if (!last || last.seq > seq) return { before: 0, seq, at };
  return at - last.at < SAME_LOOK_MS ? { before: last.before, seq, at } : { before: last.seq, seq, at };
}
