import type { LoggedEvent } from "#core/room/room-event";
import { verifyStoredLogs } from "#edges/store/log/verify-stored-logs";

export type Tally = { readonly lost: number; readonly twice: number };

/**
 * What was acknowledged against what is in the log, when every command was acknowledged in the end: each acknowledged event
 * must be there as it was told, and nothing else that a person did.
 */
export function tally(acknowledged: readonly LoggedEvent[], logged: readonly LoggedEvent[]): Tally {
  const told = new Map(acknowledged.map(({ seq, hash }) => [seq, hash]));
  const kept = new Map(logged.map(({ seq, hash }) => [seq, hash]));
  return {
    lost: [...told].filter(([seq, hash]) => kept.get(seq) !== hash).length,
    twice: logged.filter(({ seq, actor }) => actor.kind === "person" && !told.has(seq)).length,
  };
}

/** Rows that are not as they were written, of all logs below the data folder, as `holdpoint verify-log` finds them. */
export async function faultsIn(dataDir: string): Promise<readonly string[]> {
  const read = await verifyStoredLogs({ dataDir, onEvent: () => undefined });
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value.flatMap(({ faults }) => faults);
}
