import { hasDate, NO_DATE } from "./iso-text.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS, type EpochMs } from "./time.ts";

/** Stands where a length of time is no number. */
export const UNKNOWN_LENGTH = "an unknown time";

/** A length of time to be read: "12.96 s", "45 min", "2 h 05 min", "3 d 4 h"; below a minute up to two decimals. */
export function durationWords(ms: number): string {
  if (!Number.isFinite(ms)) return UNKNOWN_LENGTH;
  const length = Math.abs(ms);
  const seconds = Math.round(length / 10) / 100;
  const sign = ms < 0 && seconds > 0 ? "-" : "";
  if (seconds < 60) return `${sign}${seconds} s`;
  const wholeSeconds = Math.round(length / SECOND_MS);
  if (wholeSeconds < 600 && wholeSeconds % 60 !== 0)
    return `${sign}${Math.floor(wholeSeconds / 60)} min ${twoDigits(wholeSeconds % 60)} s`;
  const minutes = Math.round(length / MINUTE_MS);
  if (minutes < 60) return `${sign}${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 48) return `${sign}${hours} h${rest ? ` ${twoDigits(rest)} min` : ""}`;
  const wholeHours = Math.round(length / HOUR_MS);
  return `${sign}${Math.floor(wholeHours / 24)} d${wholeHours % 24 ? ` ${wholeHours % 24} h` : ""}`;
}

function twoDigits(n: number): string {
  return String(n).padStart(2, "0");
}

const PARTS = new Intl.DateTimeFormat("en-US", {
  timeZone: "UTC",
  hourCycle: "h23",
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** "16:15 UTC" on the day of `now`, "Nov 3 04:00 UTC" on another, "Jan 1 2027 00:05 UTC" in another year. The zone is always printed. */
export function momentWordsFrom(now: EpochMs, at: EpochMs): string {
  if (!hasDate(at)) return NO_DATE;
  const [here, there] = [partsOf(hasDate(now) ? now : at), partsOf(at)];
  const time = `${there("hour")}:${there("minute")} UTC`;
  const day = `${there("month")} ${there("day")}`;
  if (here("year") !== there("year")) return `${day} ${there("year")} ${time}`;
  return here("month") === there("month") && here("day") === there("day") ? time : `${day} ${time}`;
}

function partsOf(at: EpochMs): (type: Intl.DateTimeFormatPartTypes) => string {
  const found = new Map(PARTS.formatToParts(at).map(({ type, value }) => [type, value]));
  return (type) => found.get(type) ?? "";
}
