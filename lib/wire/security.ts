import { z } from "zod";
import { wholeInText } from "#core/bounds";
import { loggedSecurityEventSchema, securityTypeSchema, type SecurityEventType } from "#core/security/security-event";

/** Which rows of the security log are asked for. */
export type SecurityAsked = {
  /** Older than this number; null: the newest. */
  readonly before: number | null;
  readonly limit: number;
  readonly types: readonly SecurityEventType[];
  /** Part of a name, an address or a peer; empty: all. */
  readonly text: string;
};

/** A row as it is exported: JSON on one line. */
export type SecurityLine = { readonly seq: number; readonly text: string };

/** What a check of the security log found; `hash` is its head. */
export type SecurityReport = { readonly events: number; readonly hash: string; readonly faults: readonly string[] };

const MOST_SECURITY_ROWS = 200;

/** `GET /api/v1/security-events`. `type` may be given several times. */
export const securityQuerySchema = z.strictObject({
  before: wholeInText({ least: 1, most: 2_147_483_647 }).optional(),
  limit: wholeInText({ least: 1, most: MOST_SECURITY_ROWS }).default(50),
  type: z.union([securityTypeSchema.transform((type) => [type]), z.array(securityTypeSchema).max(50)]).default([]),
  text: z.string().trim().max(100).default(""),
});

/** Newest first; `more`: there are older ones. */
export const securityEventsSchema = z.object({ events: z.array(loggedSecurityEventSchema), more: z.boolean() });
