import { givenMeasure } from "../../measure/evaluate.ts";
import { formatValue, formatWritten } from "../../measure/format.ts";
import type { Verdict } from "../../measure/verdict.ts";
import type { Plan } from "../../plan/plan.ts";
import type { StatusSet } from "../../plan/words.ts";
import type { Answer, CheckpointRecord, FilledField, Tone } from "../checkpoint.ts";
import { evidenceOf, yardstickOf } from "./evidence-of.ts";
import { statusSetOf, type Field, type Form } from "./form.ts";
import { statusForValue, statusForVerdict } from "./suggest-status.ts";

/** A field with what was measured and what a person says of it, taken together. */
export type FieldStanding = {
  readonly field: Field;
  readonly filled: FilledField | null;
  readonly answer: Answer | null;
  /** The word that holds: the person's, else the one the figures speak for. */
  readonly status: string | null;
  /** Null while the field is open: nobody and nothing has filled it. */
  readonly tone: Tone | null;
  /** A person says something else than was measured. */
  readonly overridden: boolean;
};

export const NO_ANSWER: Answer = { number: null, text: null, status: null, unknown: false, reason: "" };

const TONE_OF: Readonly<Record<Verdict, Tone>> = { PASS: "good", WARN: "warn", FAIL: "bad", NO_DATA: "unknown" };
const ORDER: readonly Tone[] = ["good", "warn", "unknown", "bad"];

/** Every field of the form as it stands with these answers. */
export function fieldStandings(
  plan: Plan,
  form: Form,
  { fields, answers }: { readonly fields: readonly FilledField[]; readonly answers: Readonly<Record<string, Answer>> },
): readonly FieldStanding[] {
  return form.fields.map((field) =>
    standingOf(plan, field, {
      filled: fields.find((filled) => filled.field === field.id) ?? null,
      answer: answers[field.id] ?? null,
    }),
  );
}

/** The standings of a record with its newest entry. */
export function recordStandings(plan: Plan, form: Form, record: CheckpointRecord): readonly FieldStanding[] {
  return fieldStandings(plan, form, { fields: record.fields, answers: record.entry?.answers ?? {} });
}

/** The worst of the fields that stand; `unknown` for a form in which none does. */
export function worstTone(standings: readonly Pick<FieldStanding, "tone">[]): Tone {
  const tones = standings.flatMap(({ tone }) => tone ?? []);
  return (
    tones.reduce<Tone | null>((worst, tone) => (worst === null || isWorse(tone, worst) ? tone : worst), null) ??
    "unknown"
  );
}

export function isWorse(tone: Tone, than: Tone): boolean {
  return ORDER.indexOf(tone) > ORDER.indexOf(than);
}

type Said = { readonly filled: FilledField | null; readonly answer: Answer | null };

function standingOf(plan: Plan, field: Field, { filled, answer: given }: Said): FieldStanding {
  const set = statusSetOf(plan, field);
  // a figure typed as the page shows the measured one is the measured one, with all its digits
  const answer = given && !saysOtherFigure(filled, given) ? { ...given, number: null } : given;
  const verdict = verdictOf(plan, field, { filled, answer });
  const status = answer?.status ?? suggestedFor(plan, field, { set, filled, answer, verdict });
  const standing = { field, filled, answer: given, status, overridden: isOverridden(filled, answer) };
  if (answer?.unknown) return { ...standing, tone: "unknown" };
  if (field.kind === "text") return { ...standing, tone: "good" };
  const choice = set?.choices.find(({ id }) => id === status);
  if (choice) return { ...standing, tone: choice.tone === "neutral" ? "good" : choice.tone };
  return { ...standing, tone: set ? openTone(filled) : verdict && TONE_OF[verdict] };
}

/** A word is wanted and nobody has given one: open, unless the figures it would rest on are missing. */
function openTone(filled: FilledField | null): Tone | null {
  return filled?.evidence?.verdict === "NO_DATA" && filled.evidence.n > 0 ? "unknown" : null;
}

/** A person has typed a figure that reads otherwise than the measured one, or typed one where nothing was measured. */
export function saysOtherFigure(filled: FilledField | null, { number }: Answer): boolean {
  if (number === null) return false;
  const { value = null, unit = "" } = filled?.evidence ?? {};
  return value === null || formatWritten(number, unit) !== formatValue(value, unit);
}

function isOverridden(filled: FilledField | null, answer: Answer | null): boolean {
  if (!answer || !filled) return false;
  const measured = filled.evidence?.value ?? null;
  const otherNumber = answer.number !== null && measured !== null;
  const otherStatus = answer.status !== null && filled.status !== null && answer.status !== filled.status;
  const denied = answer.unknown && (measured !== null || filled.status !== null);
  return otherNumber || otherStatus || denied;
}

/** Of a typed figure by the metric's limit, else of what was measured; null where nothing is known. */
function verdictOf(plan: Plan, field: Field, { filled, answer }: Said): Verdict | null {
  const typed = answer?.number ?? null;
  if (typed !== null) return verdictOfTyped(plan, field, typed);
  const evidence = filled?.evidence;
  if (!evidence || evidence.n === 0) return null;
  return evidence.verdict;
}

function verdictOfTyped(plan: Plan, field: Field, typed: number): Verdict {
  const yardstick = "metric" in field && field.metric !== undefined ? yardstickOf(plan, field.metric) : null;
  if (!yardstick) return "PASS";
  return evidenceOf(yardstick, givenMeasure(yardstick.metric, typed, 0), 0).verdict;
}

function suggestedFor(
  plan: Plan,
  field: Field,
  about: Said & { readonly set: StatusSet | null; readonly verdict: Verdict | null },
): string | null {
  const { set, filled, answer, verdict } = about;
  const typed = answer?.number ?? null;
  if (!set || typed === null || !("metric" in field) || field.metric === undefined) return filled?.status ?? null;
  const yardstick = yardstickOf(plan, field.metric);
  if (!yardstick) return null;
  const value = givenMeasure(yardstick.metric, typed, 0).value ?? typed;
  return (
    statusForValue(set, value, yardstick.metric) ?? (yardstick.limit && verdict ? statusForVerdict(set, verdict) : null)
  );
}
