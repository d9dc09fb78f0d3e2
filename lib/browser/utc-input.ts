import type { EpochMs } from "#core/time";

/** A moment as a field for date and time holds it, in UTC. */
export function utcInputText(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 16);
}

/** Null while it is no moment. */
export function utcInputAt(text: string): EpochMs | null {
  const at = Date.parse(`${text}Z`);
  return Number.isNaN(at) ? null : at;
}
