import { z } from "zod";
import { isMoment } from "#core/bounds";
import { roomNameSchema } from "./frame.ts";

const MOST_RANGE_MS = 400 * 24 * 3_600_000;

const EPOCH_MS = /^\d{1,15}$/;
/** A plus that nobody encoded arrives as a blank. */
const ISO_8601 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+ -]\d{2}:\d{2})$/i;

function epochOf(text: string): number {
  if (EPOCH_MS.test(text)) return Number(text);
  const [, time, zone] = ISO_8601.exec(text) ?? [];
  return time && zone ? Date.parse(`${time}${zone.replace(" ", "+")}`) : Number.NaN;
}

/** Epoch milliseconds, or ISO 8601 with a zone, to the minute at least: a moment of this century. */
export const instantSchema = z.string().transform((text, context) => {
  const at = epochOf(text);
  if (isMoment(at)) return at;
  const message = Number.isNaN(at)
    ? "must be epoch milliseconds or an ISO 8601 time with its zone"
    : "must lie between the years 2000 and 2100";
  context.issues.push({ code: "custom", message, input: text });
  return z.NEVER;
});

const buckets = z.coerce.number({ error: "must be a number" }).int().min(1).max(2_000).default(720);
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
