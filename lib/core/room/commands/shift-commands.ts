import { z } from "zod";
import { positiveInput } from "../../bounds.ts";
import { idText, longText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import { handoffItems } from "../../shift/handoff-draft.ts";
import { shiftsOf, type ShiftNow } from "../../shift/duty.ts";
import type { Person } from "../actor.ts";
import { scheduleNow, type Decide, type Deciding } from "../deciding.ts";
import type { Room } from "../room.ts";
import { lookUp } from "../../look-up.ts";

type About = Pick<Deciding, "plan" | "t0" | "now">;

/** The shift of this id, as long as it is not over. */
function openShift(room: Room, id: string, about: About): Outcome<ShiftNow> {
  const shifts = shiftsOf({ plan: about.plan, room, schedule: scheduleNow(about) });
  const shift = shifts.find((each) => each.id === id);
  if (!shift) return refuse("not_found", `The plan has no shift "${id}".`);
  if (shift.to <= about.now) return refuse("conflict", `${shift.label} is over already.`);
  return accept(shift);
}

function isLedBy(shift: ShiftNow, { id }: Pick<Person, "id">): boolean {
  return shift.lead?.id === id;
}

export const takeShiftInput = z.strictObject({
  shift: idText,
  /** Account id of whoever leads it as far as the taker knows; null for nobody. */
  over: idText.nullable().default(null),
});

/** One leads it from now on. Whoever takes it over from somebody says from whom, so that nobody is put out unseen. */
export const decideTakeShift: Decide<z.infer<typeof takeShiftInput>> = (room, { shift: id, over }, about) => {
  const found = openShift(room, id, about);
  if (!found.ok) return found;
  const { label, lead } = found.value;
  const { actor } = about;
  if (isLedBy(found.value, actor)) return accept([]);
  if ((lead?.id ?? null) !== over)
    return refuse("conflict", lead ? `${lead.name} leads ${label} meanwhile.` : `Nobody leads ${label} any more.`);
  return accept([{ type: "shift_taken", shift: id, person: { id: actor.id, name: actor.name }, over: lead }]);
};

export const releaseShiftInput = z.strictObject({ shift: idText, reason: reasonText });

/** Its lead gives it up; an administrator may do so for somebody else. */
export const decideReleaseShift: Decide<z.infer<typeof releaseShiftInput>> = (room, { shift: id, reason }, about) => {
  const found = openShift(room, id, about);
  if (!found.ok) return found;
  const { label, lead } = found.value;
  if (!lead) return accept([]);
  if (!isLedBy(found.value, about.actor) && about.actor.role !== "admin")
    return refuse("forbidden", `${label} is led by ${lead.name}, who alone may give it up.`);
  return accept([{ type: "shift_released", shift: id, person: lead, reason }]);
};

export const writeHandoffInput = z.strictObject({
  /** The shift that begins. */
  shift: idText,
  summary: reasonText,
  watch: noteText.default(""),
  /** Ids of prefilled items that need not be passed on. */
  leaveOut: z
    .array(longText({ most: 200 }))
    .max(500)
    .default([]),
});

/** What the room knows is put in by the room itself, as it is at this moment. */
export const decideWriteHandoff: Decide<z.infer<typeof writeHandoffInput>> = (room, input, about) => {
  const { plan, now, facts } = about;
  const found = openShift(room, input.shift, about);
  if (!found.ok) return found;
  const schedule = scheduleNow(about);
  const shifts = shiftsOf({ plan, room, schedule });
  const before = shifts[shifts.findIndex(({ id }) => id === input.shift) - 1];
  if (!before) return refuse("conflict", `${found.value.label} is the first shift: nothing is handed to it.`);
  if (now < before.from) return refuse("conflict", `${before.label} has not begun: there is nothing to hand over yet.`);
  const known = lookUp(room.shifts.handoffs, input.shift);
  if (known?.accepted) return refuse("conflict", `The handoff to ${found.value.label} is accepted already.`);
  const all = handoffItems({ plan, room, schedule, now, figures: [...facts.figures.values()], since: before.from });
  const items = all.filter(({ id }) => !input.leaveOut.includes(id));
  const { shift, summary, watch } = input;
  const revision = (known?.revision ?? 0) + 1;
  const leftOut = all.length - items.length;
  return accept([{ type: "handoff_written", shift, revision, summary, watch, items, leftOut }]);
};

export const acceptHandoffInput = z.strictObject({
  shift: idText,
  /** The one that was read. */
  revision: positiveInput,
  note: noteText.default(""),
});

/** Only who leads the shift that begins accepts, and never what they wrote themselves. */
export const decideAcceptHandoff: Decide<z.infer<typeof acceptHandoffInput>> = (room, input, about) => {
  const found = openShift(room, input.shift, about);
  if (!found.ok) return found;
  const { label, lead } = found.value;
  const handoff = lookUp(room.shifts.handoffs, input.shift);
  if (!handoff) return refuse("not_found", `No handoff to ${label} is written yet.`);
  if (handoff.accepted) return accept([]);
  if (handoff.revision !== input.revision)
    return refuse("conflict", `The handoff was written anew meanwhile: read revision ${handoff.revision}.`);
  if (!isLedBy(found.value, about.actor))
    return refuse("forbidden", `${lead ? `${lead.name} leads` : "Nobody leads"} ${label}: take the shift first.`);
  if (handoff.by.kind === "person" && handoff.by.id === about.actor.id)
    return refuse("conflict", "You wrote this handoff yourself: somebody else has to accept it.");
  return accept([{ type: "handoff_accepted", ...input }]);
};
