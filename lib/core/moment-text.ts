import { isMoment } from "./bounds.ts";
import type { EpochMs } from "./time.ts";

const EPOCH = /^\d{1,15}$/;
/** A plus that nobody encoded arrives as a blank. */
const ISO_8601 = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(Z|[+ -]\d{2}(?::?\d{2})?)$/i;

/** What is wrong with a text that is no moment, in words that follow its name. */
export const NO_MOMENT = "must be epoch milliseconds or an ISO 8601 time with its zone";
export const NO_MOMENT_OF_OURS = "must lie between the years 2000 and 2100";

/**
 * A moment as people type and programs write it: epoch milliseconds, or ISO 8601 to the minute at least, with its zone, which
 * is never guessed. `unread` is no moment; `outside` is none that anything here can happen at.
 */
export function readMomentText(text: string): EpochMs | "unread" | "outside" {
  const at = epochOf(text.trim());
  if (Number.isNaN(at)) return "unread";
  return isMoment(at) ? at : "outside";
}

function epochOf(text: string): number {
  if (EPOCH.test(text)) return Number(text);
  const [, day = "", time = "", zone = ""] = ISO_8601.exec(text) ?? [];
  if (zone === "") return Number.NaN;
  // "+02" and "+0200" are ISO 8601 too
  const offset =
    zone.toUpperCase() === "Z"
      ? "Z"
      : `${zone.slice(0, 3).replace(" ", "+")}:${zone.slice(3).replace(":", "") || "00"}`;
  return Date.parse(`${day}T${time.replace(",", ".")}${offset}`);
}
