import type { Refusal } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import type { CheckpointRecord, Tone } from "#core/room/checkpoint";
import { isWorse, worstTone, type FieldStanding } from "#core/room/form/field-standing";
import type { DecisionChoice, Field } from "#core/room/form/form";
import type { FormDraft } from "./form-draft.ts";
import { readNumber } from "./read-number.ts";

/** Something to be put right. `at` is the server's path of the place, and the id of its element behind `place-`. */
export type Fault = { readonly at: string; readonly message: string };

const FEWEST_LETTERS = 3;
export const CHOICE_PLACE = "decision.choice";
export const REASON_PLACE = "decision.reason";
export const CONFLICT_PLACE = "conflict";

export function fieldPlace(field: string): string {
  return `answers.${field}`;
}

export function fieldReasonPlace(field: string): string {
  return `answers.${field}.reason`;
}

/** The unit in which a field takes a figure; null for one that takes none. */
export function unitOf(plan: Plan, field: Field): string | null {
  if (field.kind === "number") return field.unit;
  if (field.kind !== "measured" || field.statistic === "peak_time") return null;
  return plan.metrics.find(({ id }) => id === field.metric)?.unit ?? null;
}

type Filled = { readonly plan: Plan; readonly standings: readonly FieldStanding[]; readonly draft: FormDraft };

/** What keeps the form from being saved: figures that cannot be read, and differences without a reason. */
export function savingFaults({ plan, standings, draft }: Filled): readonly Fault[] {
  return standings.flatMap(({ field, answer, overridden }): readonly Fault[] => {
    const typed = readNumber(draft.typed[field.id] ?? "", unitOf(plan, field) ?? "");
    if (typed.kind === "unclear") return [{ at: fieldPlace(field.id), message: `${field.label}: ${typed.message}` }];
    if (overridden && (answer?.reason.trim().length ?? 0) < FEWEST_LETTERS)
      return [
        {
          at: fieldReasonPlace(field.id),
          message: `${field.label}: differs from what was measured, so it needs a reason.`,
        },
      ];
    return [];
  });
}

/** What keeps the decision from being taken, beside what keeps the form from being saved. */
export function decidingFaults(filled: Filled, choice: DecisionChoice | null): readonly Fault[] {
  const { standings, draft } = filled;
  const saving = savingFaults(filled);
  const open = standings
    .filter(({ field, tone }) => tone === null && !saving.some(({ at }) => at === fieldPlace(field.id)))
    .map(({ field }) => ({ at: fieldPlace(field.id), message: `${field.label}: still open.` }));
  const ofForm = [...saving, ...open];
  if (!choice) return [...ofForm, { at: CHOICE_PLACE, message: "Choose a decision." }];
  const { reason } = asksOf(choice, worstTone(standings));
  if (!reason || draft.reason.trim().length >= FEWEST_LETTERS) return ofForm;
  return [...ofForm, { at: REASON_PLACE, message: `${choice.label} needs a reason.` }];
}

export type Asks = { readonly reason: boolean; readonly second: boolean; readonly password: boolean };

/** What a decision asks for on this tone, before it is taken. */
export function asksOf({ needsReason, upTo, confirm }: DecisionChoice, tone: Tone): Asks {
  const against = isWorse(tone, upTo);
  return { reason: needsReason || against, second: against, password: confirm };
}

/** The server's answer as faults: each named place, or the whole form. */
export function faultsOfRefusal({ message, places }: Refusal): readonly Fault[] {
  if (places && places.length > 0) return places.map(({ path, message: said }) => ({ at: path, message: said }));
  return [{ at: "", message }];
}

/** Fields that stand, of those that must: "11 of 14 filled". A text may stay empty. */
export function progressOf(standings: readonly FieldStanding[]): { readonly filled: number; readonly all: number } {
  const wanted = standings.filter(({ field }) => field.kind !== "text");
  return { filled: wanted.filter(({ tone }) => tone !== null).length, all: wanted.length };
}

/** The record as it would be with these standings' tone, for a recommendation before anything is saved. */
export function recordWith(record: CheckpointRecord, answers: FormDraft["answers"]): CheckpointRecord {
  const entry = { revision: 0, answers, tone: "unknown" as const, by: { kind: "engine" as const }, at: 0 };
  return { ...record, entry };
}
