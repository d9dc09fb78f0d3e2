import { z } from "zod";
import { longText, nameText } from "../text.ts";
import { dateSchema, momentSchema } from "./when.ts";
import { idSchema, labelSchema, lineSchema } from "./words.ts";

/** What Holdpoint can show of its evidence. */
export const SHOWS = [
  "checkpoints",
  "go_no_go",
  "decisions",
  "figures",
  "budget",
  "criteria",
  "business",
  "baseline",
  "transition",
  "tasks",
  "impacts",
  "timeline",
  "alerts",
  "incidents",
  "actions",
  "checklist",
  "team",
] as const;
const showsSchema = z.enum(SHOWS);
export type Shows = z.infer<typeof showsSchema>;

/** One thing a report must hold: words alone, which a person answers, or with what is shown for it. */
const contentSchema = z.union([
  labelSchema,
  z.strictObject({
    label: labelSchema,
    shows: z.array(showsSchema).min(1),
    /** For tasks and impacts: of this stream only. */
    stream: idSchema.optional(),
    /** For impacts: of these measures only. */
    measures: z.array(idSchema).min(1).optional(),
  }),
]);
export type Content = z.infer<typeof contentSchema>;

export const reportSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.md$/, "must be a plain file name ending in .md"),
  due: momentSchema,
  /** The gate that closes it. */
  gate: idSchema.optional(),
  contents: z.array(contentSchema).min(1),
  /** The day the source gives for it. */
  stated: z.strictObject({ on: dateSchema }).optional(),
});

/** How Holdpoint itself sees that a line of the checklist is done; without one, people say it. */
const checklistCheckSchema = z.discriminatedUnion("kind", [
  /** The ramp decision says to go on. */
  z.strictObject({ kind: z.literal("ramp") }),
  /** The rollout was started on the GO of every lead. */
  z.strictObject({ kind: z.literal("go") }),
  /** Pre-flight items that are met. */
  z.strictObject({ kind: z.literal("preflight"), items: z.array(idSchema).min(1) }),
  /** A line of the T0 sequence, as its step and its item. */
  z.strictObject({ kind: z.literal("line"), step: idSchema, item: idSchema }),
  /** Every gate is decided. */
  z.strictObject({ kind: z.literal("gates") }),
  /** Criteria that are met for good. */
  z.strictObject({ kind: z.literal("criteria"), criteria: z.array(idSchema).min(1) }),
  /** These recurring checks are decided on all their days, and none of them found anything bad. */
  z.strictObject({ kind: z.literal("recurring"), of: z.array(idSchema).min(1) }),
  z.strictObject({ kind: z.literal("stabilised") }),
  z.strictObject({ kind: z.literal("baseline") }),
]);
export type ChecklistCheck = z.infer<typeof checklistCheckSchema>;

export const checklistGroupSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  at: momentSchema,
  items: z.array(lineSchema.extend({ check: checklistCheckSchema.optional() })).min(1),
});

/** A finding of the linter that somebody has looked at and decided; listed, not raised. */
export const acknowledgedSchema = z.strictObject({
  rule: idSchema,
  /** Places as the linter prints them, e.g. `gates[gate-8].stated.at`. */
  places: z.array(nameText({ most: 200 })).min(1),
  why: longText({ least: 1, most: 1_000 }),
});
