import { z } from "zod";
import { figureInput, momentInput } from "../../bounds.ts";
import { idText, linkText, longText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import type { Plan } from "../../plan/plan.ts";
import { momentMs } from "../../plan/when.ts";
import { ownT0 } from "../../plan/schedule.ts";
import { DAY_MS, type EpochMs } from "../../time.ts";
import { momentWordsFrom } from "../../time-words.ts";
import { votingRoles } from "./poll-commands.ts";
import { roleLabel, wrong, type Deciding, type Decide } from "../deciding.ts";
import { itemStanding } from "../closing/checklist-standing.ts";
import { isConfirmed, type CloseOut, type Confirmation } from "../closing/close-out.ts";
import type { Room } from "../room.ts";
import { voterFor } from "../roster.ts";
import { lookUp } from "../../look-up.ts";

const LONGEST_BACK_MS = 366 * DAY_MS;

export const giveFigureInput = z.strictObject({
  metric: idText,
  /** As a person writes it: 5.8 for 5.8 %. */
  value: figureInput,
  /** The moment that it is about, epoch ms by the rollout's clock. */
  speaksFor: momentInput,
  source: longText({ least: 3, most: 200, tooShort: "needs a few words" }),
  note: noteText.default(""),
});

/** Types in a figure that no probe sees, with where it comes from. The same moment again replaces what was said of it. */
export const decideGiveFigure: Decide<z.infer<typeof giveFigureInput>> = (_, input, { plan, now }) => {
  const metric = plan.metrics.find(({ id }) => id === input.metric);
  if (!metric) return refuse("not_found", `The plan has no metric "${input.metric}".`);
  const { formula } = metric;
  if (formula.kind === "manual" && formula.by === "leads")
    return wrong("metric", `${metric.label} is answered by the leads, each for themselves`);
  if (formula.kind !== "manual" && !plan.business.includes(metric.id))
    return wrong("metric", `${metric.label} is measured, and not typed in`);
  if (input.speaksFor > now) return wrong("speaksFor", "must not lie ahead");
  if (input.speaksFor < now - LONGEST_BACK_MS) return wrong("speaksFor", "may be at most a year back");
  return accept([{ type: "figure_given", ...input }]);
};

export const giveConfidenceInput = z.strictObject({
  role: idText,
  percent: z.number().min(0).max(100),
  note: noteText.default(""),
});

/** How sure the lead is; it may be changed until the criteria are frozen. */
export const decideGiveConfidence: Decide<z.infer<typeof giveConfidenceInput>> = (room, input, { plan, actor }) => {
  if (!room.launch.start) return refuse("conflict", "The rollout has not started: there is nothing to be sure of yet.");
  if (room.closing.closeOut.frozen) return refuse("conflict", "The criteria are frozen: answers stay as they were.");
  if (!votingRoles(plan).includes(input.role))
    return refuse("not_found", `${roleLabel(plan, input.role)} is not asked.`);
  if (voterFor(room.roster, input.role)?.id !== actor.id)
    return refuse("forbidden", `${roleLabel(plan, input.role)} is somebody else's answer.`);
  const known = lookUp(room.closing.confidence, input.role);
  if (known?.percent === input.percent && known.note === input.note && known.person.id === actor.id) return accept([]);
  return accept([{ type: "confidence_given", ...input, person: { id: actor.id, name: actor.name } }]);
};

export const confirmStabilisationInput = z.strictObject({ reason: noteText.default("") });

/**
 * Leads confirm that production is stable. While something speaks against it, that takes a reason and another lead's
 * signature; before the criteria are frozen it cannot be done at all.
 */
export const decideConfirmStabilisation: Decide<z.infer<typeof confirmStabilisationInput>> = (
  room,
  { reason },
  about,
) => {
  const { closeOut } = room.closing;
  if (!closeOut.frozen)
    return refuse("conflict", "The success criteria are not frozen yet: stabilisation is confirmed after that.");
  if (isConfirmed(closeOut)) return refuse("conflict", "The stabilisation is confirmed already.");
  if (closeOut.confirmation) return refuse("conflict", "The confirmation waits for a second signature.");
  const against = whatSpeaksAgainst(closeOut, about);
  if (against.length > 0 && reason.length < 3)
    return wrong("reason", `${against.join(" ")} To confirm all the same, say why; another lead signs too`);
  return accept([{ type: "stabilisation_confirmed", reason, against: [...against], needsSecond: against.length > 0 }]);
};

/** The day from which stabilisation is confirmed, for this T0; null where the plan names none. */
export function confirmableFrom(plan: Plan, t0: EpochMs): EpochMs | null {
  if (!plan.baseline) return null;
  const planned = ownT0(plan);
  return momentMs(plan.baseline.confirmedAt, planned) + t0 - planned;
}

/** What speaks against a confirmation now, a sentence each: criteria that are not met, and the day. */
export function whatSpeaksAgainst(
  { frozen }: CloseOut,
  { plan, t0, now }: Pick<Deciding, "plan" | "t0" | "now">,
): readonly string[] {
  const from = confirmableFrom(plan, t0);
  const unmet = (frozen?.criteria ?? []).filter(({ verdict }) => verdict !== "PASS");
  const names = unmet.map(({ label }) => label).join("; ");
  const criteria =
    unmet.length === 0 ? [] : [`${unmet.length} of ${frozen?.criteria.length} criteria are not met: ${names}.`];
  const day = from !== null && now < from ? [`The plan confirms it from ${momentWordsFrom(now, from)} on.`] : [];
  return [...criteria, ...day];
}

export const secondStabilisationInput = z.strictObject({});
export const declineStabilisationInput = z.strictObject({ reason: reasonText });

/** The confirmation that waits for the second signature, for somebody who may give it. */
function waitingFor(room: Room, { actor }: Deciding): Outcome<Confirmation> {
  const { confirmation } = room.closing.closeOut;
  if (!confirmation || isConfirmed(room.closing.closeOut))
    return refuse("conflict", "No confirmation waits for a signature.");
  const first = confirmation.by;
  if (first.kind === "person" && first.id === actor.id)
    return refuse("forbidden", "The second signature must be somebody else's.");
  return accept(confirmation);
}

export const decideSecondStabilisation: Decide<z.infer<typeof secondStabilisationInput>> = (room, _, about) => {
  const waiting = waitingFor(room, about);
  return waiting.ok ? accept([{ type: "stabilisation_seconded" }]) : waiting;
};

export const decideDeclineStabilisation: Decide<z.infer<typeof declineStabilisationInput>> = (
  room,
  { reason },
  about,
) => {
  const waiting = waitingFor(room, about);
  return waiting.ok ? accept([{ type: "stabilisation_declined", reason }]) : waiting;
};

type Found = { readonly group: Plan["checklist"][number]; readonly item: Plan["checklist"][number]["items"][number] };

function checklistItemOf(plan: Plan, wanted: { readonly group: string; readonly item: string }): Outcome<Found> {
  const group = plan.checklist.find(({ id }) => id === wanted.group);
  const item = group?.items.find(({ id }) => id === wanted.item);
  return group && item
    ? accept({ group, item })
    : refuse("not_found", `The final checklist has no item "${wanted.group}.${wanted.item}".`);
}

export const tickItemInput = z.strictObject({
  group: idText,
  item: idText,
  note: noteText.default(""),
  link: linkText.nullable().default(null),
});

/** A person says that a line of the final checklist is done, and what shows it. */
export const decideTickItem: Decide<z.infer<typeof tickItemInput>> = (room, input, { plan }) => {
  const found = checklistItemOf(plan, input);
  if (!found.ok) return found;
  const { group, item } = found.value;
  const { state } = itemStanding(group, item, { plan, room });
  if (state === "proven") return accept([]);
  if (state === "ticked") return refuse("conflict", `${item.label} is ticked already; take it back first.`);
  if (input.note === "" && input.link === null) return wrong("note", "what shows it? A note, a link, or both");
  return accept([{ type: "checklist_ticked", ...input }]);
};

export const untickItemInput = z.strictObject({ group: idText, item: idText, reason: reasonText });

export const decideUntickItem: Decide<z.infer<typeof untickItemInput>> = (room, input, { plan }) => {
  const found = checklistItemOf(plan, input);
  if (!found.ok) return found;
  const { group, item } = found.value;
  if (!itemStanding(group, item, { plan, room }).tick)
    return refuse("conflict", `${item.label} was not ticked by anybody.`);
  return accept([{ type: "checklist_unticked", ...input }]);
};
