import { z } from "zod";
import { answerSchema, type Answer } from "#core/room/checkpoint";
import { NO_ANSWER } from "#core/room/form/field-standing";
import type { EpochMs } from "#core/time";
import type { DraftBody } from "#wire/draft";

export type Answers = Readonly<Record<string, Answer>>;

/** What somebody has put into a form and not submitted: only the fields that they touched. */
export type FormDraft = {
  readonly basedOn: number;
  readonly answers: Answers;
  /** What each of those fields said when it was touched first; missing for a draft that came from the server. */
  readonly base: Answers;
  /** Letter for letter, for fields of figures: what cannot be read yet is kept too. */
  readonly typed: Readonly<Record<string, string>>;
  readonly decision: string | null;
  readonly reason: string;
};

/** The newest entry of a form, as far as a draft has to know it. */
export type Saved = { readonly revision: number; readonly answers: Answers };

export const NO_DRAFT: FormDraft = { basedOn: 0, answers: {}, base: {}, typed: {}, decision: null, reason: "" };

function sameAnswer(a: Answer, b: Answer): boolean {
  return (
    a.number === b.number &&
    a.text === b.text &&
    a.status === b.status &&
    a.unknown === b.unknown &&
    a.reason.trim() === b.reason.trim()
  );
}

function answerIn(answers: Answers, field: string): Answer {
  return answers[field] ?? NO_ANSWER;
}

/** The draft laid over the entry: what the form shows. */
export function mergedAnswers(saved: Saved, draft: FormDraft): Answers {
  return { ...saved.answers, ...draft.answers };
}

/** The answers that say something else than the entry: what is sent. */
export function changedAnswers(saved: Saved, draft: FormDraft): Record<string, Answer> {
  return Object.fromEntries(
    Object.entries(draft.answers).filter(([field, mine]) => !sameAnswer(mine, answerIn(saved.answers, field))),
  );
}

/** Something in it is not in the entry. */
export function hasChanges(saved: Saved, draft: FormDraft): boolean {
  return (
    draft.decision !== null ||
    draft.reason.trim() !== "" ||
    Object.keys(draft.typed).length > 0 ||
    Object.keys(changedAnswers(saved, draft)).length > 0
  );
}

type Touch = { readonly field: string; readonly answer: Answer; readonly typed?: string | undefined };

/** The draft after one field was changed. `typed` stays only while it is not simply the figure. */
export function withAnswer(draft: FormDraft, { field, answer, typed }: Touch, saved: Saved): FormDraft {
  const isFirst = Object.keys(draft.answers).length === 0;
  const isNew = draft.answers[field] === undefined;
  return {
    ...draft,
    basedOn: isFirst ? saved.revision : draft.basedOn,
    answers: { ...draft.answers, [field]: answer },
    base: isNew ? { ...draft.base, [field]: answerIn(saved.answers, field) } : draft.base,
    typed: withKey(draft.typed, field, typed),
  };
}

/** Fields that I changed and somebody else changed otherwise in the meantime: neither may overwrite the other unseen. */
export function conflictsOf(draft: FormDraft, saved: Saved): readonly string[] {
  return Object.keys(changedAnswers(saved, draft)).filter((field) => {
    const base = draft.base[field];
    if (base === undefined) return draft.basedOn < saved.revision;
    return !sameAnswer(base, answerIn(saved.answers, field));
  });
}

/** Of a field in conflict: mine stays, knowing theirs. */
export function keepMine(draft: FormDraft, field: string, saved: Saved): FormDraft {
  return { ...draft, base: { ...draft.base, [field]: answerIn(saved.answers, field) } };
}

/** Of a field in conflict: theirs holds, and mine is gone. */
export function takeTheirs(draft: FormDraft, field: string): FormDraft {
  return {
    ...draft,
    answers: withKey(draft.answers, field, undefined),
    base: withKey(draft.base, field, undefined),
    typed: withKey(draft.typed, field, undefined),
  };
}

/**
 * What is left of a draft when `sent`, an earlier state of it, has been submitted: what was typed meanwhile, and a decision
 * that was chosen and not taken yet. Null where nothing is.
 */
export function leftAfter(draft: FormDraft, sent: FormDraft, isDecided: boolean): FormDraft | null {
  if (draft !== sent) return { ...draft, base: { ...draft.base, ...sent.answers } };
  const { decision, reason } = draft;
  return isDecided || (decision === null && reason === "") ? null : { ...NO_DRAFT, decision, reason };
}

function withKey<T>(record: Readonly<Record<string, T>>, key: string, value: T | undefined): Record<string, T> {
  const others = Object.fromEntries(Object.entries(record).filter(([held]) => held !== key));
  return value === undefined ? others : { ...others, [key]: value };
}

/** What the server keeps of it. */
export function bodyOf({ basedOn, answers, decision, reason }: FormDraft): DraftBody {
  return { basedOn, answers: { ...answers }, decision, reason };
}

export function draftFrom({ basedOn, answers, decision, reason }: DraftBody): FormDraft {
  return { ...NO_DRAFT, basedOn, answers, decision, reason };
}

const answersSchema = z.record(z.string(), answerSchema);
const onDeviceSchema = z.object({
  savedAt: z.number(),
  draft: z.object({
    basedOn: z.number(),
    answers: answersSchema,
    base: answersSchema,
    typed: z.record(z.string(), z.string()),
    decision: z.string().nullable(),
    reason: z.string(),
  }),
});
export type OnDevice = { readonly savedAt: EpochMs; readonly draft: FormDraft };

/** Where a draft lies on this device. */
export function deviceKey(rollout: string, checkpoint: string, account: string): string {
  return `holdpoint.draft.${rollout}.${checkpoint}.${account}`;
}

/** Null for what an older page left there, or somebody else. */
export function readDevice(text: string | null): OnDevice | null {
  if (text === null) return null;
  try {
    return onDeviceSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
