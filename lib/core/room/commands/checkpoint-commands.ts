import { z } from "zod";
import { countInput, figureInput, positiveInput } from "../../bounds.ts";
import { idText, longText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome, type Refusal } from "../../outcome.ts";
import { secondFactorFault } from "../../security/second-factor-fault.ts";
import { actorName } from "../actor.ts";
import { isClosed, type Answer, type CheckpointRecord } from "../checkpoint.ts";
import { wrong, type Deciding, type Decide } from "../deciding.ts";
import { fieldStandings, isWorse, recordStandings, worstTone, type FieldStanding } from "../form/field-standing.ts";
import { decisionsOf, formOf, statusSetOf, type Form } from "../form/form.ts";
import type { RoomEvent } from "../room-event.ts";
import type { Room } from "../room.ts";
import { lookUp } from "../../look-up.ts";

type Opened = { readonly record: CheckpointRecord; readonly form: Form };

/** The checkpoint, open for entries; a decided one says who decided it. */
function openedOf(room: Room, id: string, { plan }: Deciding): Outcome<Opened> {
  const record = lookUp(room.checkpoints, id);
  if (!record) return refuse("not_found", `There is no open checkpoint "${id}".`);
  const form = formOf(plan, record.form);
  if (!form) return refuse("conflict", `The plan no longer has the form of ${record.label}.`);
  if (isClosed(record) && record.decision)
    return refuse("conflict", `${record.label} is closed: ${actorName(record.decision.by)} decided it.`);
  return accept({ record, form });
}

export const answerInput = z.strictObject({
  number: figureInput.nullable().default(null),
  text: longText({ most: 4_000 }).nullable().default(null),
  status: idText.nullable().default(null),
  unknown: z.boolean().default(false),
  reason: noteText.default(""),
}) satisfies z.ZodType<Answer>;

export const submitEntryInput = z.strictObject({
  checkpoint: idText,
  /** The revision that was on the screen; 0 before the first. */
  basedOn: countInput,
  answers: z.record(idText, answerInput),
  /** Decides too, in the same step. */
  decision: z
    .strictObject({ choice: idText, reason: noteText.default("") })
    .nullable()
    .default(null),
});

/** Saves one revision of the form, and decides where a decision is given. Only the fields it names change. */
export const decideSubmitEntry: Decide<z.infer<typeof submitEntryInput>> = (room, input, about) => {
  const opened = openedOf(room, input.checkpoint, about);
  if (!opened.ok) return opened;
  const { record, form } = opened.value;
  const revision = record.entry?.revision ?? 0;
  if (input.basedOn !== revision) return stale(record, input.basedOn);
  if (record.decision)
    return refuse("conflict", `${record.label} waits for a second signature: it cannot be changed now.`);
  const answers = { ...record.entry?.answers, ...input.answers };
  const standings = fieldStandings(about.plan, form, { fields: record.fields, answers });
  const faults = faultsOf(input.answers, standings, { form, plan: about.plan });
  if (faults.length > 0) return refusedFor(faults);
  const tone = worstTone(standings);
  const entry: RoomEvent = { type: "entry_submitted", checkpoint: record.id, revision: revision + 1, answers, tone };
  if (!input.decision) return accept([entry]);
  const decision = decided({ ...opened.value, standings }, input.decision, about);
  if (!decision.ok) return decision;
  return accept([entry, { ...decision.value, revision: revision + 1 }]);
};

/** Both versions are named, so that whoever comes second sees what they would have overwritten. */
function stale(record: CheckpointRecord, basedOn: number): Outcome<never> {
  const { entry } = record;
  const newest = entry ? `revision ${entry.revision} by ${actorName(entry.by)}` : "no entry yet";
  return refuse(
    "conflict",
    `${record.label} has ${newest}; yours is based on revision ${basedOn}. Nothing was lost: look at both.`,
  );
}

type Places = NonNullable<Refusal["places"]>;

function refusedFor(places: Places): Outcome<never> {
  return refuse("invalid", places.map(({ message }) => message).join(" "), places);
}

type About = { readonly form: Form; readonly plan: Deciding["plan"] };

/** What is wrong with the fields that were sent, one sentence each. */
function faultsOf(sent: Readonly<Record<string, Answer>>, standings: readonly FieldStanding[], about: About): Places {
  return Object.entries(sent).flatMap(([id, answer]) => {
    const standing = standings.find(({ field }) => field.id === id);
    const message = standing ? faultOf(standing, answer, about) : "this form has no such field.";
    return message === null ? [] : [{ path: `answers.${id}`, message: `${standing?.field.label ?? id}: ${message}` }];
  });
}

function faultOf({ field, overridden }: FieldStanding, answer: Answer, { plan }: About): string | null {
  const set = statusSetOf(plan, field);
  if (answer.status !== null && !set?.choices.some(({ id }) => id === answer.status)) return "has no such word.";
  if (answer.number !== null && field.kind !== "number" && field.kind !== "measured") return "takes no figure.";
  if (answer.text !== null && field.kind !== "text") return "takes no text.";
  if (overridden && answer.reason.length < 3) return "differs from what was measured, so it needs a reason.";
  return null;
}

type Decided = Extract<RoomEvent, { type: "decision_made" }>;

/** The decision on these standings: every field must be filled, and one against the worst field takes a reason and a second lead. */
function decided(
  { record, form, standings }: Opened & { readonly standings: readonly FieldStanding[] },
  { choice, reason }: { readonly choice: string; readonly reason: string },
  { plan, actor, confirmed, secondFactor }: Deciding,
): Outcome<Decided> {
  const wanted = decisionsOf(plan, form).find(({ id }) => id === choice);
  if (!wanted) return wrong("decision.choice", "the form offers no such decision");
  if (actor.role !== "lead" && actor.role !== "admin")
    return refuse("forbidden", "A lead decides; what you filled in can be saved without a decision.");
  const noFactor = secondFactorFault("decision", form.secondFactor, secondFactor);
  if (noFactor !== null) return refuse("forbidden", noFactor);
  if (wanted.confirm && !confirmed) return refuse("confirm", `${wanted.label} asks for your password again.`);
  const open = standings.filter(({ tone }) => tone === null);
  if (open.length > 0)
    return refusedFor(
      open.map(({ field }) => ({ path: `answers.${field.id}`, message: `${field.label}: still open.` })),
    );
  const tone = worstTone(standings);
  const against = isWorse(tone, wanted.upTo);
  if ((against || wanted.needsReason) && reason.length < 3)
    return wrong(
      "decision.reason",
      against ? `${wanted.label} goes against the worst field; say why` : `${wanted.label} needs a reason`,
    );
  return accept({
    type: "decision_made",
    checkpoint: record.id,
    revision: record.entry?.revision ?? 0,
    decision: choice,
    reason,
    tone,
    needsSecond: against,
  });
}

export const secondDecisionInput = z.strictObject({ checkpoint: idText, revision: positiveInput });
export const declineDecisionInput = secondDecisionInput.extend({ reason: reasonText });

/** What waits for the second signature, for somebody who may give it: a lead who is not the first. */
function waitingFor(room: Room, id: string, about: Deciding): Outcome<CheckpointRecord> {
  const opened = openedOf(room, id, about);
  if (!opened.ok) return opened;
  const { record, form } = opened.value;
  if (!record.decision) return refuse("conflict", `${record.label} has no decision that waits for a signature.`);
  const first = record.decision.by;
  if (first.kind === "person" && first.id === about.actor.id)
    return refuse("forbidden", "The second signature must be somebody else's.");
  const noFactor = secondFactorFault("decision", form.secondFactor, about.secondFactor);
  return noFactor === null ? accept(record) : refuse("forbidden", noFactor);
}

export const decideSecond: Decide<z.infer<typeof secondDecisionInput>> = (room, { checkpoint, revision }, about) => {
  const waiting = waitingFor(room, checkpoint, about);
  if (!waiting.ok) return waiting;
  if (waiting.value.decision?.revision !== revision) return stale(waiting.value, revision);
  return accept([{ type: "decision_seconded", checkpoint, revision }]);
};

export const decideDecline: Decide<z.infer<typeof declineDecisionInput>> = (room, input, about) => {
  const waiting = waitingFor(room, input.checkpoint, about);
  if (!waiting.ok) return waiting;
  if (waiting.value.decision?.revision !== input.revision) return stale(waiting.value, input.revision);
  return accept([{ type: "decision_declined", ...input }]);
};

/** The decision that the plan recommends for the record as it stands, where it has a rule. */
export function recommendationOf(
  plan: Deciding["plan"],
  form: Form,
  record: CheckpointRecord,
): { readonly label: string; readonly decision: string | null } | null {
  const rules = "recommendation" in form ? form.recommendation : [];
  const standings = recordStandings(plan, form, record);
  if (rules.length === 0 || standings.some(({ tone }) => tone === null)) return null;
  const tone = worstTone(standings);
  const when = tone === "good" ? "all_good" : tone === "bad" ? "any_bad" : "some_warn";
  const rule = rules.find((candidate) => candidate.when === when);
  return rule ? { label: rule.label, decision: rule.decision ?? null } : null;
}
