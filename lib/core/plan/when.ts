import { UNKNOWN_LENGTH } from "../time-words.ts";
import { isoText, NO_DATE } from "../iso-text.ts";
import { z } from "zod";
import { isMoment, LONGEST_MS } from "../bounds.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type EpochMs, type Range } from "../time.ts";

const UNIT_MS: Readonly<Record<string, number>> = { d: DAY_MS, h: HOUR_MS, m: MINUTE_MS, s: SECOND_MS };
const DURATION = /^(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/;
const OFFSET = /^-?(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/;
const MOMENT = new RegExp(`(${OFFSET.source})|(${DATE.source})|(${INSTANT.source})`);
const WINDOW = /^(since-t0|since-previous|last \d+[dhms])$/;

function isRealDate(text: string): boolean {
  const day = text.slice(0, 10);
  const at = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
  return isMoment(at) && new Date(Date.parse(`${day}T00:00:00Z`)).toISOString().startsWith(day);
}

/** True also for what is no length of time: that has a sentence of its own. */
function isBounded(text: string): boolean {
  return !OFFSET.test(text) || Math.abs(durationMs(text)) <= LONGEST_MS;
}

/** A length of time: "5s", "15m", "1h30m", "2d". */
export const durationSchema = z
  .string()
  .regex(DURATION, "must be a length of time such as 15m, 36h or 1h30m")
  .refine(isBounded, { message: "must be at most 10 years" });

/** A length of time between two others, both allowed; what is none has a sentence of its own. */
export function durationWithin({ least, most }: { readonly least?: string; readonly most?: string }): z.ZodString {
  const isWithin = (text: string, bound: string | undefined, way: 1 | -1): boolean =>
    bound === undefined || !DURATION.test(text) || way * (durationMs(text) - durationMs(bound)) >= 0;
  return durationSchema
    .refine((text) => isWithin(text, least, 1), { message: `must be at least ${least}` })
    .refine((text) => isWithin(text, most, -1), { message: `must be at most ${most}` });
}

/** A calendar date of UTC, e.g. "2025-11-04". */
export const dateSchema = z
  .string()
  .regex(DATE, "must be a date such as 2025-11-04")
  .refine((text) => !DATE.test(text) || isRealDate(text), {
    message: "is no date of the calendar between 2000 and 2100",
  });

/** An instant of UTC, e.g. "2025-11-02T16:00Z". */
export const instantSchema = z
  .string()
  .regex(INSTANT, "must be an instant in UTC such as 2025-11-02T16:00Z")
  .refine((text) => !INSTANT.test(text) || isRealDate(text), {
    message: "is no instant of the calendar between 2000 and 2100",
  });

/**
 * An offset from T0 ("15m", "-22h"), a date or an instant of UTC. Dates and instants are written against the plan's own T0
 * and move with it.
 */
export const momentSchema = z
  .string()
  .regex(
    MOMENT,
    "must be an offset from T0 such as 15m or -1h, a date such as 2025-11-04, or an instant such as 2025-11-04T08:00Z",
  )
  .refine((text) => !(DATE.test(text) || INSTANT.test(text)) || isRealDate(text), {
    message: "is no date of the calendar between 2000 and 2100",
  })
  .refine(isBounded, { message: "must be at most 10 years from T0" });

/** A time of day in UTC, "08:00". */
export const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day in UTC such as 08:00");

/** The samples a form field looks at: since T0, since the gate before, or the last while ("last 15m"). */
export const windowSchema = z
  .string()
  .regex(WINDOW, "must be since-t0, since-previous, or last and a length such as last 15m")
  .refine((text) => !text.startsWith("last ") || isBounded(text.slice("last ".length)), {
    message: "must be at most 10 years",
  });

/** Milliseconds of a duration or offset; throws on text that `durationSchema` and the offset form would refuse. */
export function durationMs(text: string): number {
  if (!OFFSET.test(text)) throw new Error(`not a length of time: ${text}`);
  const size = [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ""] ?? 0),
    0,
  );
  return text.startsWith("-") ? -size : size;
}

/** The moment as the plan wrote it, in epoch ms, where the plan's own T0 is `planT0`. A date is its first instant. */
export function momentMs(text: string, planT0: EpochMs): EpochMs {
  if (DATE.test(text)) return Date.parse(`${text}T00:00:00Z`);
  if (INSTANT.test(text)) return Date.parse(text);
  return planT0 + durationMs(text);
}

/** As `momentMs`, for the end of a stretch: a date includes its whole day. */
export function endMs(text: string, planT0: EpochMs): EpochMs {
  return momentMs(text, planT0) + (DATE.test(text) ? DAY_MS : 0);
}

/** Milliseconds after midnight UTC. */
export function timeOfDayMs(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * HOUR_MS + minutes * MINUTE_MS;
}

/** "2025-11-04" of the instant, in UTC. */
export function dateOf(at: EpochMs): string {
  return isoText(at, "day") ?? NO_DATE;
}

/** "36h", "1h30m", "5s": the shortest text of a whole number of seconds; days only when nothing is left over. */
export function durationText(ms: number): string {
  const sign = ms < 0 ? "-" : "";
  let left = Math.abs(ms);
  if (!Number.isFinite(left)) return UNKNOWN_LENGTH;
  if (left % DAY_MS === 0 && left > 3 * DAY_MS) return `${sign}${left / DAY_MS}d`;
  const parts = [
    ["h", HOUR_MS],
    ["m", MINUTE_MS],
    ["s", SECOND_MS],
  ] as const;
  let text = sign;
  for (const [unit, size] of parts) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text === sign ? "0s" : text;
}

/** The range a field's window covers for a checkpoint at `at`, with T0 and the gate before it (T0 if there is none). */
export function windowRange(
  window: string,
  moments: { readonly t0: EpochMs; readonly previous: EpochMs; readonly at: EpochMs },
): Range {
  if (window === "since-t0") return { from: moments.t0, to: moments.at };
  if (window === "since-previous") return { from: moments.previous, to: moments.at };
  return { from: moments.at - durationMs(window.slice("last ".length)), to: moments.at };
}

/** Whole days of a range of dates, both included. */
export function daysOf(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}
