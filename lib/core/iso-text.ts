import type { EpochMs } from "./time.ts";

/** Stands where a moment is none that a calendar has: one stored event must not cost the page that shows it. */
export const NO_DATE = "no date";

const FIRST: EpochMs = Date.parse("0001-01-01T00:00:00Z");
const LAST: EpochMs = Date.parse("9999-12-31T23:59:59.999Z");

/** Whether a calendar of four-digit years has it. */
export function hasDate(at: EpochMs): boolean {
  return at >= FIRST && at <= LAST;
}

const LENGTHS = { day: 10, minute: 16, second: 19, millisecond: 23 } as const;

/** "2025-11-04T04:00" in UTC, to the `precision`, without a zone; null where there is no date. */
export function isoText(at: EpochMs, precision: keyof typeof LENGTHS): string | null {
  return hasDate(at) ? new Date(at).toISOString().slice(0, LENGTHS[precision]) : null;
}

/** "2025-11-04 04:00 UTC", or "no date". */
export function utcText(at: EpochMs, precision: "minute" | "second"): string {
  const text = isoText(at, precision);
  return text === null ? NO_DATE : `${text.replace("T", " ")} UTC`;
}
