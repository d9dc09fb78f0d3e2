import { z } from "zod";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";
import { evidenceSchema } from "./evidence.ts";
import { lookUp } from "../look-up.ts";

const checkpoint = z.string();

/** One field as Holdpoint filled it when the checkpoint opened: never changed afterwards, whatever a person puts beside it. */
export const filledFieldSchema = z.object({
  field: z.string(),
  /** What was measured; null for a field that only a person can fill. */
  evidence: evidenceSchema.nullable(),
  /** Of a choice about several metrics: each of them, in the plan's order; `evidence` is the worst. Empty for other fields. */
  readings: z.array(evidenceSchema).default([]),
  /** The moment of a peak, epoch ms. */
  peakAt: z.number().nullable(),
  /** Where it goes against the window before, and what it was then. */
  trend: z.enum(["stable", "rising", "falling"]).nullable(),
  before: z.number().nullable(),
  /** The word of the field's set that the figures speak for. */
  status: z.string().nullable(),
});
export type FilledField = z.infer<typeof filledFieldSchema>;

/** What a person says in one field. Null means: as Holdpoint filled it, or nothing where it could not. */
export const answerSchema = z.object({
  /** In the unit that the form shows: 0.1 for 0.1 %. */
  number: z.number().nullable(),
  text: z.string().nullable(),
  status: z.string().nullable(),
  /** Nobody can tell: said on purpose, and never green. */
  unknown: z.boolean(),
  /** Why it differs from what was measured. */
  reason: z.string(),
});
export type Answer = z.infer<typeof answerSchema>;

/** What the worst of a form's fields means; `unknown` lies between a warning and a failure. */
export const toneSchema = z.enum(["good", "warn", "unknown", "bad"]);
export type Tone = z.infer<typeof toneSchema>;

export const checkpointEvents = [
  z.object({
    type: z.literal("checkpoint_opened"),
    checkpoint,
    /** Id of the gate, pulse or recurring check whose form it shows. */
    form: z.string(),
    label: z.string(),
    due: z.number(),
    fields: z.array(filledFieldSchema),
    actions: z.array(z.object({ id: z.string(), label: z.string(), owner: z.string(), due: z.number() })),
  }),
  z.object({
    type: z.literal("entry_submitted"),
    checkpoint,
    /** 1, 2, 3, ... */
    revision: z.number().int().positive(),
    answers: z.record(z.string(), answerSchema),
    tone: toneSchema,
  }),
  z.object({
    type: z.literal("decision_made"),
    checkpoint,
    revision: z.number().int().positive(),
    decision: z.string(),
    reason: z.string(),
    tone: toneSchema,
    /** It goes against the worst field: it takes effect when another lead has signed. */
    needsSecond: z.boolean(),
  }),
  z.object({ type: z.literal("decision_seconded"), checkpoint, revision: z.number().int().positive() }),
  z.object({
    type: z.literal("decision_declined"),
    checkpoint,
    revision: z.number().int().positive(),
    reason: z.string(),
  }),
] as const;
type CheckpointEvent = z.infer<(typeof checkpointEvents)[number]>;

export type Entry = {
  readonly revision: number;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly tone: Tone;
  readonly by: Actor;
  readonly at: EpochMs;
};
export type Decision = {
  readonly decision: string;
  readonly reason: string;
  readonly tone: Tone;
  readonly revision: number;
  readonly needsSecond: boolean;
  readonly by: Actor;
  readonly at: EpochMs;
  readonly second: { readonly by: Actor; readonly at: EpochMs } | null;
};
export type CheckpointRecord = {
  readonly id: string;
  readonly form: string;
  readonly label: string;
  readonly due: EpochMs;
  readonly openedAt: EpochMs;
  readonly fields: readonly FilledField[];
  /** The newest entry; earlier ones are in the log. Null before the first. */
  readonly entry: Entry | null;
  readonly decision: Decision | null;
  /** Why another lead did not sign the decision before. */
  readonly declined: { readonly reason: string; readonly by: Actor; readonly at: EpochMs } | null;
};
export type Checkpoints = Readonly<Record<string, CheckpointRecord>>;

export function applyCheckpoint(
  checkpoints: Checkpoints,
  event: CheckpointEvent & { readonly at: EpochMs; readonly actor: Actor },
): Checkpoints {
  if (event.type === "checkpoint_opened") {
    // the first holds: a second would throw away what was filled in and decided
    if (lookUp(checkpoints, event.checkpoint)) return checkpoints;
    const { checkpoint: id, form, label, due, fields, at: openedAt } = event;
    const opened = { id, form, label, due, openedAt, fields, entry: null, decision: null, declined: null };
    return { ...checkpoints, [id]: opened };
  }
  const known = lookUp(checkpoints, event.checkpoint);
  return known ? { ...checkpoints, [known.id]: changed(known, event) } : checkpoints;
}

function changed(
  record: CheckpointRecord,
  event: Exclude<CheckpointEvent, { type: "checkpoint_opened" }> & { readonly at: EpochMs; readonly actor: Actor },
): CheckpointRecord {
  const { at, actor: by } = event;
  switch (event.type) {
    case "entry_submitted": {
      const { revision, answers, tone } = event;
      return { ...record, entry: { revision, answers, tone, by, at } };
    }
    case "decision_made": {
      const { decision, reason, tone, revision, needsSecond } = event;
      return {
        ...record,
        decision: { decision, reason, tone, revision, needsSecond, by, at, second: null },
        declined: null,
      };
    }
    case "decision_seconded":
      return record.decision ? { ...record, decision: { ...record.decision, second: { by, at } } } : record;
    case "decision_declined":
      return { ...record, decision: null, declined: { reason: event.reason, by, at } };
    default:
      return event satisfies never;
  }
}

/** Decided, and signed by as many as it takes. */
export function isClosed({ decision }: Pick<CheckpointRecord, "decision">): boolean {
  return decision !== null && (!decision.needsSecond || decision.second !== null);
}

/**
 * `early`: not yet; `due`: open and in time; `overdue`: open past its grace; `missed`: the next of its kind is due and this one
 * is not decided; `awaiting_second`: decided by one, to be signed by another; `closed`: decided.
 */
export type CheckpointState = "early" | "due" | "overdue" | "missed" | "awaiting_second" | "closed";

/** Where a checkpoint stands at `now`. `next` is when the one of its kind after it is due, null for the last. */
export function checkpointState(
  record: CheckpointRecord | undefined,
  { due, next, graceMs }: { readonly due: EpochMs; readonly next: EpochMs | null; readonly graceMs: number },
  now: EpochMs,
): CheckpointState {
  if (record && isClosed(record)) return "closed";
  if (record?.decision) return "awaiting_second";
  if (now < due) return "early";
  if (next !== null && now >= next) return "missed";
  return now < due + graceMs ? "due" : "overdue";
}
