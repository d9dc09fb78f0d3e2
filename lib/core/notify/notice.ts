import { z } from "zod";

export const noticeSeveritySchema = z.enum(["critical", "high", "low", "info"]);
export type NoticeSeverity = z.infer<typeof noticeSeveritySchema>;

export const noticeKindSchema = z.enum([
  "alert",
  "acknowledged",
  "resolved",
  "escalation",
  "checkpoint_due",
  "checkpoint_overdue",
  "brief",
  "shift",
  "handoff",
  "log_head",
  "test",
]);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** One thing that people outside the room should hear of. Kept as JSON, so that it is parsed where it is read. */
export const noticeSchema = z.object({
  /** The same for the same change of state, however often it is handed in: `alert:p99:fired:3`. */
  id: z.string().min(1).max(200),
  kind: noticeKindSchema,
  severity: noticeSeveritySchema,
  /** What this is about, the same from its beginning to its end: an alert's id, a checkpoint's. */
  subject: z.string().min(1).max(200),
  title: z.string().min(1).max(300),
  /** One sentence. */
  body: z.string().max(2_000),
  /** Path of the page that shows it: `/alerts/p99`. */
  link: z.string().regex(/^\/(?!\/)/, "must be a path of this site"),
  /** Epoch ms by the rollout's clock. */
  at: z.number(),
  rollout: z.object({ id: z.string(), name: z.string(), kind: z.enum(["production", "rehearsal"]) }),
  /** Roles of the plan, with the ids of those who stand in for whoever holds them; or everybody on shift. */
  audience: z.union([
    z.object({ roles: z.array(z.string()).min(1), people: z.array(z.string()).optional() }),
    z.literal("on-shift"),
  ]),
});
export type Notice = z.infer<typeof noticeSchema>;

const WORST_FIRST: readonly NoticeSeverity[] = noticeSeveritySchema.options;

/** How much it asks of whoever reads it: what is over, or looked after already, is for information only. */
export function urgencyOf({ severity, kind }: Pick<Notice, "severity" | "kind">): NoticeSeverity {
  return kind === "resolved" || kind === "acknowledged" ? "info" : severity;
}

/** Sorts the worst first, then what happened first. */
export function worstFirst(a: Notice, b: Notice): number {
  const rank = WORST_FIRST.indexOf(urgencyOf(a)) - WORST_FIRST.indexOf(urgencyOf(b));
  return rank || a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id));
}
