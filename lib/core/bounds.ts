import { z } from "zod";
import { DAY_MS, type EpochMs } from "./time.ts";

/**
 * Dates and figures that mean something. Beyond these nothing can be drawn, added up or written as a date, so that no door
 * takes it.
 */
export const EARLIEST: EpochMs = Date.UTC(2000, 0, 1);
export const LATEST: EpochMs = Date.UTC(2100, 0, 1);
/** Numbers of events and revisions are 32-bit integers of the database. */
const MOST_COUNT = 2_147_483_647;
/** Sums of many of them are still exact to the unit. */
const MOST_FIGURE = 1e12;
export const LONGEST_MS = 3_660 * DAY_MS;

export function isMoment(at: EpochMs): boolean {
  return at >= EARLIEST && at <= LATEST;
}

/** Epoch ms that a calendar of this century has. */
export const momentInput = z
  .number()
  .int("must be a whole number of milliseconds")
  .min(EARLIEST, "must be a date after the year 2000")
  .max(LATEST, "must be a date before the year 2100");

/** A figure as a person or a plan writes it. */
export const figureInput = z
  .number()
  .min(-MOST_FIGURE, "must be at least -10^12")
  .max(MOST_FIGURE, "must be at most 10^12");

/** The number of an event or a revision; 0 for none. */
export const countInput = z.number().int().min(0).max(MOST_COUNT);
export const positiveInput = countInput.min(1);
/** A whole number that comes as text, as in a query: whatever else is sent is told both bounds. */
export function wholeInText({ least, most }: { readonly least: number; readonly most: number }): z.ZodCoercedNumber {
  return z.coerce
    .number({ error: `must be a whole number between ${least} and ${most}` })
    .int()
    .min(least)
    .max(most);
}
/** As `countInput`, from a query. */
export const countInQuery = wholeInText({ least: 0, most: MOST_COUNT });

const LIFE_BEFORE_MS = 366 * DAY_MS;
const LIFE_AFTER_MS = 3 * 366 * DAY_MS;

/** What is wrong with a date of this rollout, as the end of a sentence; null where it lies in the rollout's life. */
export function outsideLife(at: EpochMs, t0: EpochMs): string | null {
  if (at < t0 - LIFE_BEFORE_MS) return "must be at most a year before T0";
  return at > t0 + LIFE_AFTER_MS ? "must be at most three years after T0" : null;
}
