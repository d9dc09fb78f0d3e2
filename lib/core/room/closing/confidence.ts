import { z } from "zod";
import type { EpochMs } from "../../time.ts";
import { personSchema, type Person } from "../actor.ts";

/** How sure a lead is, in percent, for the role that the lead stands for. */
export const confidenceEvents = [
  z.object({
    type: z.literal("confidence_given"),
    role: z.string(),
    percent: z.number(),
    note: z.string(),
    person: personSchema,
  }),
] as const;
type ConfidenceEvent = z.infer<(typeof confidenceEvents)[number]>;

export type ConfidenceAnswer = {
  readonly percent: number;
  readonly note: string;
  readonly person: Person;
  readonly at: EpochMs;
};
/** The newest answer of each role. */
export type Confidence = Readonly<Record<string, ConfidenceAnswer>>;

export function applyConfidence(
  confidence: Confidence,
  { role, percent, note, person, at }: ConfidenceEvent & { readonly at: EpochMs },
): Confidence {
  return { ...confidence, [role]: { percent, note, person, at } };
}

export type ConfidenceStanding = {
  /** The mean of all answers in percent; null until every role has answered. */
  readonly percent: number | null;
  readonly answered: number;
  readonly missing: readonly string[];
  readonly lowest: { readonly role: string; readonly percent: number } | null;
};

/** What the leads of these roles say together: the mean counts each the same, and is none while somebody is silent. */
export function confidenceStanding(confidence: Confidence, roles: readonly string[]): ConfidenceStanding {
  const answers = roles.flatMap((role) => {
    const answer = confidence[role];
    return answer ? [{ role, percent: answer.percent }] : [];
  });
  const missing = roles.filter((role) => !confidence[role]);
  const lowest = answers.reduce<ConfidenceStanding["lowest"]>(
    (least, next) => (least === null || next.percent < least.percent ? next : least),
    null,
  );
  const total = answers.reduce((sum, { percent }) => sum + percent, 0);
  const percent = answers.length > 0 && missing.length === 0 ? total / answers.length : null;
  return { percent, answered: answers.length, missing, lowest };
}
