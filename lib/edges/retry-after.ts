import { MINUTE_MS, SECOND_MS, type EpochMs } from "#core/time";

/** Nobody may keep us waiting for longer: after this it is tried again, whatever was asked for. */
const LONGEST_MS = 10 * MINUTE_MS;

/** How long a `Retry-After` asks to wait, in ms from `now`, at most ten minutes; seconds or an HTTP date. Null where it is neither. */
export function waitAskedFor(header: string | readonly string[] | undefined, now: EpochMs): number | null {
  const text = (typeof header === "string" ? header : (header?.[0] ?? "")).trim();
  const ms = /^\d{1,10}$/.test(text) ? Number(text) * SECOND_MS : dateIn(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), LONGEST_MS) : null;
}

/** The same, where this status asks for anything: it comes with 429 and 503. */
export function waitAfter(
  statusCode: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): number | null {
  return statusCode === 429 || statusCode === 503 ? waitAskedFor(headers["retry-after"], Date.now()) : null;
}

/** Only the form that the standard has today: others would be read in the machine's own zone. */
function dateIn(text: string): number {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
}
