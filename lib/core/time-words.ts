import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type EpochMs } from "./time.ts";

const UNIT_MS: Readonly<Record<string, number>> = { w: 7 * DAY_MS, d: DAY_MS, h: HOUR_MS, m: MINUTE_MS, s: SECOND_MS };
const DURATION = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** Milliseconds of "15m", "1h30m", "36h", "2d", "45s" (parts from large to small); null for anything else. */
export function parseDuration(text: string): number | null {
  const parts = text === "" ? null : DURATION.exec(text);
  if (!parts) return null;
  const ms = ["w", "d", "h", "m", "s"].reduce(
    (sum, unit, i) => sum + Number(parts[i + 1] ?? 0) * (UNIT_MS[unit] ?? 0),
    0,
  );
  return Number.isSafeInteger(ms) ? ms : null;
}

/** Milliseconds from T0 of "T0", "T+15m", "T0+15m", "T-1h", "15m", "+15m", "-1h"; null for anything else. */
export function parseOffset(text: string): number | null {
  if (text === "T0" || text === "T") return 0;
  const parts = /^(?:T0?(?=[+-]))?([+-]?)(.+)$/.exec(text);
  const ms = parseDuration(parts?.[2] ?? "");
  return ms === null ? null : parts?.[1] === "-" && ms !== 0 ? -ms : ms;
}

/** "1h30m", as `parseDuration` reads it; whole seconds; 0 is "0s". Hours are not folded into days: 36 h is "36h". */
export function durationText(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / SECOND_MS);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const text = `${h ? `${h}h` : ""}${m ? `${m}m` : ""}${s ? `${s}s` : ""}`;
  return `${ms < 0 && text ? "-" : ""}${text || "0s"}`;
}

/** "T0", "T+1h30m", "T-1h". */
export function offsetText(ms: number): string {
  const text = durationText(Math.abs(ms));
  return text === "0s" ? "T0" : `T${ms < 0 ? "-" : "+"}${text}`;
}

/** A length of time to be read: "12.96 s", "45 min", "2 h 05 min", "3 d 4 h"; below a minute up to two decimals. */
export function durationWords(ms: number): string {
  const sign = ms < 0 ? "-" : "";
  const length = Math.abs(ms);
  const seconds = Math.round(length / 10) / 100;
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

type Parts = {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly zone: string;
};

function partsIn(at: EpochMs, zone: string): Parts {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  const found = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? "";
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
    zone: part("timeZoneName"),
  };
}

/** True for a zone that times can be printed in ("UTC", "Europe/Berlin"). */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** "16:15 UTC". The zone is always printed. */
export function timeWords(at: EpochMs, zone = "UTC"): string {
  const { hour, minute, zone: name } = partsIn(at, zone);
  return `${hour}:${minute} ${name}`;
}

/** "16:15:05 UTC". */
export function secondWords(at: EpochMs, zone = "UTC"): string {
  const { hour, minute, second, zone: name } = partsIn(at, zone);
  return `${hour}:${minute}:${second} ${name}`;
}

/** "Nov 3 04:00 UTC". */
export function momentWords(at: EpochMs, zone = "UTC"): string {
  return `${dayWords(at, zone)} ${timeWords(at, zone)}`;
}

/** "Nov 3". */
export function dayWords(at: EpochMs, zone = "UTC"): string {
  const { month, day } = partsIn(at, zone);
  return `${month} ${day}`;
}

/** The time alone on the day of `now`, with the day before it on another, and the year in another year. */
export function momentWordsFrom(now: EpochMs, at: EpochMs, zone = "UTC"): string {
  const [here, there] = [partsIn(now, zone), partsIn(at, zone)];
  const sameYear = here.year === there.year;
  if (sameYear && here.month === there.month && here.day === there.day) return timeWords(at, zone);
  return sameYear ? momentWords(at, zone) : `${dayWords(at, zone)} ${there.year} ${timeWords(at, zone)}`;
}
