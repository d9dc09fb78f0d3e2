import type { Zoom } from "#core/sprint/gantt";
import { hasDate, isoText, NO_DATE } from "#core/iso-text";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "#core/time";

const two = (value: number): string => String(value).padStart(2, "0");

/** Stand where a length of time or a distance from T0 is no number. */
const [NO_OFFSET, NO_FIGURES] = ["T?", "–"];

/** `T+02:15:05`, `T-00:12:00`; from three days on `T+4d 06:00`. */
export function offsetWords(at: number, t0: number): string {
  if (!Number.isFinite(at - t0)) return NO_OFFSET;
  const sign = at < t0 ? "T-" : "T+";
  const size = Math.abs(at - t0);
  if (size >= 3 * DAY_MS)
    return `${sign}${Math.floor(size / DAY_MS)}d ${two(Math.floor((size % DAY_MS) / HOUR_MS))}:${two(Math.floor((size % HOUR_MS) / MINUTE_MS))}`;
  return `${sign}${clockFigures(size)}`;
}

/** `T+15m`, `T+1h`, `T+1h 30m`, `T+36h`: a planned offset, without the seconds it does not have. */
export function plannedOffsetWords(at: number, t0: number): string {
  if (!Number.isFinite(at - t0)) return NO_OFFSET;
  const sign = at < t0 ? "T-" : "T+";
  const minutes = Math.round(Math.abs(at - t0) / MINUTE_MS);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours >= 72) return `${sign}${Math.floor(hours / 24)}d${hours % 24 === 0 ? "" : ` ${hours % 24}h`}`;
  if (hours === 0) return `${sign}${rest}m`;
  return rest === 0 ? `${sign}${hours}h` : `${sign}${hours}h ${rest}m`;
}

/** Time left or passed, `00:12:33`, `26:04:10`, and from three days on `4d 06:00`. */
export function durationFigures(ms: number): string {
  if (!Number.isFinite(ms)) return NO_FIGURES;
  const size = Math.max(0, ms);
  if (size >= 3 * DAY_MS)
    return `${Math.floor(size / DAY_MS)}d ${two(Math.floor((size % DAY_MS) / HOUR_MS))}:${two(Math.floor((size % HOUR_MS) / MINUTE_MS))}`;
  return clockFigures(size);
}

function clockFigures(size: number): string {
  return `${two(Math.floor(size / HOUR_MS))}:${two(Math.floor((size % HOUR_MS) / MINUTE_MS))}:${two(Math.floor((size % MINUTE_MS) / SECOND_MS))}`;
}

/** An age in words of one unit: `8 s`, `3 min`, `2 h`, `4 days`. */
export function ageWords(ms: number): string {
  if (!Number.isFinite(ms)) return NO_FIGURES;
  if (ms < 2 * MINUTE_MS) return `${Math.max(0, Math.round(ms / SECOND_MS))} s`;
  if (ms < 2 * HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return `${Math.round(ms / DAY_MS)} days`;
}

export type Moment = {
  readonly date: string;
  readonly year: string;
  readonly time: string;
  readonly seconds: string;
  readonly zone: string;
};

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone: making one takes a hundred times as long as using it. */
function formatIn(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  FORMATS.set(zone, made);
  return made;
}

/** A moment in a zone, in parts: `Sun 2 Nov`, `2025`, `16:15`, `:05`, `UTC`. */
export function momentIn(at: number, zone: string): Moment {
  if (!hasDate(at)) return { date: NO_DATE, year: "", time: NO_FIGURES, seconds: "", zone: "" };
  const parts = new Map(
    formatIn(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
  return {
    date: `${of("weekday")} ${of("day")} ${of("month")}`,
    year: of("year"),
    time: `${of("hour")}:${of("minute")}`,
    seconds: `:${of("second")}`,
    zone: of("timeZoneName"),
  };
}

/** A moment for the `dateTime` of an element, `2025-11-02T16:15:05.000Z`; none where there is no date. */
export function machineText(at: number): string | undefined {
  const text = isoText(at, "millisecond");
  return text === null ? undefined : `${text}Z`;
}

/** Whether these moments need their years, to be told apart. */
export function isOverYears(moments: readonly number[]): boolean {
  return new Set(moments.map((at) => momentIn(at, "UTC").year)).size > 1;
}

export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

const DATE = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** Real time, for what has nothing to do with the rollout: `Sun 2 Nov 16:15 UTC`. */
export function dateWords(at: number): string {
  if (!hasDate(at)) return NO_DATE;
  return `${DATE.format(at).replaceAll(",", "")} UTC`;
}

const STEP_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const STEP_MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** "3 Nov", or "November 2025" where a step is a month. */
export function tickWords(at: number, zoom: Zoom): string {
  if (!hasDate(at)) return NO_DATE;
  return (zoom === "month" ? STEP_MONTH : STEP_DAY).format(at);
}
