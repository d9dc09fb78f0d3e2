import { z } from "zod";
import type { EpochMs } from "../../time.ts";
import type { Actor } from "../actor.ts";
import { evidenceSchema, type Evidence } from "../evidence.ts";

const verdict = z.enum(["PASS", "WARN", "FAIL", "NO_DATA"]);
const grade = z.enum(["demonstrated", "observed", "insufficient"]);

/** A criterion as it stood when it was frozen. */
const finalCriterionSchema = z.object({
  criterion: z.string(),
  label: z.string(),
  verdict,
  grade,
  reason: z.string(),
  evidence: z.array(evidenceSchema),
  /** When its late figures are mature and it is settled, once; null where nothing is late. */
  settlesAt: z.number().nullable(),
});
export type FinalCriterion = z.infer<typeof finalCriterionSchema>;

/** From the end of the judged window to the production baseline. */
export const closeOutEvents = [
  z.object({
    type: z.literal("criteria_frozen"),
    from: z.number(),
    to: z.number(),
    criteria: z.array(finalCriterionSchema),
    /** What was left of the error budget, in a sentence. */
    budget: z.string().nullable(),
  }),
  z.object({ type: z.literal("criterion_settled"), final: finalCriterionSchema }),
  z.object({
    type: z.literal("stabilisation_confirmed"),
    reason: z.string(),
    /** What spoke against it; with any, another lead signs too. */
    against: z.array(z.string()),
    needsSecond: z.boolean(),
  }),
  z.object({ type: z.literal("stabilisation_seconded") }),
  z.object({ type: z.literal("stabilisation_declined"), reason: z.string() }),
  z.object({
    type: z.literal("baseline_stored"),
    from: z.number(),
    to: z.number(),
    figures: z.array(evidenceSchema),
  }),
] as const;
type CloseOutEvent = z.infer<(typeof closeOutEvents)[number]>;

export type Frozen = {
  readonly at: EpochMs;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly criteria: readonly FinalCriterion[];
  readonly budget: string | null;
};
export type Confirmation = {
  readonly by: Actor;
  readonly at: EpochMs;
  readonly reason: string;
  readonly against: readonly string[];
  readonly needsSecond: boolean;
  readonly second: { readonly by: Actor; readonly at: EpochMs } | null;
};
export type StoredBaseline = {
  readonly at: EpochMs;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly figures: readonly Evidence[];
};
export type CloseOut = {
  readonly frozen: Frozen | null;
  readonly confirmation: Confirmation | null;
  readonly baseline: StoredBaseline | null;
};

export const EMPTY_CLOSE_OUT: CloseOut = { frozen: null, confirmation: null, baseline: null };

/** What is frozen, settled or stored stays so: a second such event changes nothing. */
export function applyCloseOut(
  closeOut: CloseOut,
  event: CloseOutEvent & { readonly at: EpochMs; readonly actor: Actor },
): CloseOut {
  const { frozen, confirmation } = closeOut;
  const { at, actor: by } = event;
  switch (event.type) {
    case "criteria_frozen": {
      const { from, to, criteria, budget } = event;
      return frozen ? closeOut : { ...closeOut, frozen: { at, from, to, criteria, budget } };
    }
    case "criterion_settled":
      return frozen ? { ...closeOut, frozen: { ...frozen, criteria: settledIn(frozen, event.final) } } : closeOut;
    case "stabilisation_confirmed": {
      const { reason, against, needsSecond } = event;
      return { ...closeOut, confirmation: { by, at, reason, against, needsSecond, second: null } };
    }
    case "stabilisation_seconded":
      return confirmation ? { ...closeOut, confirmation: { ...confirmation, second: { by, at } } } : closeOut;
    case "stabilisation_declined":
      return { ...closeOut, confirmation: null };
    case "baseline_stored": {
      const { from, to, figures } = event;
      return closeOut.baseline ? closeOut : { ...closeOut, baseline: { at, from, to, figures } };
    }
    default:
      return event satisfies never;
  }
}

function settledIn({ criteria }: Frozen, final: FinalCriterion): readonly FinalCriterion[] {
  return criteria.map((known) =>
    known.criterion === final.criterion && known.settlesAt !== null ? { ...final, settlesAt: null } : known,
  );
}

/** Signed by as many as it needs. */
export function isConfirmed({ confirmation }: CloseOut): boolean {
  return confirmation !== null && (!confirmation.needsSecond || confirmation.second !== null);
}
