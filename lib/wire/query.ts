import { z } from "zod";
import { wholeInText } from "#core/bounds";
import { NO_MOMENT, NO_MOMENT_OF_OURS, readMomentText } from "#core/moment-text";
import { roomNameSchema } from "./frame.ts";

const MOST_RANGE_MS = 400 * 24 * 3_600_000;

/** Epoch milliseconds, or ISO 8601 with a zone, to the minute at least: a moment of this century. */
export const instantSchema = z.string().transform((text, context) => {
  const at = readMomentText(text);
  if (typeof at === "number") return at;
  context.issues.push({ code: "custom", message: at === "unread" ? NO_MOMENT : NO_MOMENT_OF_OURS, input: text });
  return z.NEVER;
});

const buckets = wholeInText({ least: 1, most: 2_000 }).default(720);
const slug = z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, "must be a lower-case id");

function inOrder(range: { readonly from: number; readonly to: number }): boolean {
  return range.from < range.to && range.to - range.from <= MOST_RANGE_MS;
}
const ORDER = { error: "must be later than from, by at most 400 days", path: ["to"] };

export const historyQuerySchema = z
  .strictObject({ from: instantSchema, to: instantSchema, buckets })
  .refine(inOrder, ORDER);

export const seriesQuerySchema = z
  .strictObject({
    metric: z.union([slug.transform((one) => [one]), z.array(slug).min(1).max(12)]),
    segment: slug.optional(),
    from: instantSchema,
    to: instantSchema,
    buckets,
  })
  .refine(inOrder, ORDER);

export const latestQuerySchema = z.strictObject({ room: roomNameSchema });

export const rateBodySchema = z.strictObject({ rate: z.number().min(1).max(600) });
