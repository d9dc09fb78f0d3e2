import { isoText } from "#core/iso-text";
import type { EpochMs } from "#core/time";

/** A moment as a field for date and time holds it, in UTC. */
export function utcInputText(at: EpochMs): string {
  return isoText(at, "minute") ?? "";
}

/** As `utcInputAt`, but a text that was not touched stays the moment it was made from, with its seconds. */
export function utcInputAround(text: string, from: EpochMs): EpochMs | null {
  return text === utcInputText(from) ? from : utcInputAt(text);
}

/** Null while it is no moment. */
export function utcInputAt(text: string): EpochMs | null {
  const at = Date.parse(`${text}Z`);
  return Number.isNaN(at) ? null : at;
}
