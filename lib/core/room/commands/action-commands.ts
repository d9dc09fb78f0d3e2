import { z } from "zod";
import { momentInput, outsideLife } from "../../bounds.ts";
import { idText, nameText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import type { ActionItem } from "../action-item.ts";
import { actorName } from "../actor.ts";
import { wrong, type Decide } from "../deciding.ts";
import type { Room } from "../room.ts";
import { lookUp } from "../../look-up.ts";

function itemOf(room: Room, id: string): Outcome<ActionItem> {
  const item = lookUp(room.actions, id);
  return item ? accept(item) : refuse("not_found", `There is no action item "${id}".`);
}

export const addActionInput = z.strictObject({
  checkpoint: idText,
  label: nameText({ least: 3, most: 160 }),
  owner: idText,
  due: momentInput,
});

export const decideAddAction: Decide<z.infer<typeof addActionInput>> = (room, input, { plan, now, t0 }) => {
  if (!lookUp(room.checkpoints, input.checkpoint))
    return refuse("not_found", `There is no open checkpoint "${input.checkpoint}".`);
  if (!plan.people.roles.some(({ id }) => id === input.owner))
    return wrong("owner", `the plan has no role "${input.owner}"`);
  if (input.due <= now) return wrong("due", "must lie ahead");
  const outside = outsideLife(input.due, t0);
  if (outside !== null) return wrong("due", outside);
  return accept([{ type: "action_added", action: freeId(room, input.checkpoint), ...input }]);
};

/** The plan may call an item of its own "added-2". */
function freeId(room: Room, checkpoint: string): string {
  const count = Object.values(room.actions).filter((item) => item.checkpoint === checkpoint).length;
  for (let number = count + 1; ; number += 1) {
    const id = `${checkpoint}.added-${number}`;
    if (!Object.hasOwn(room.actions, id)) return id;
  }
}

export const handActionInput = z.strictObject({
  action: idText,
  owner: idText,
  due: momentInput,
  note: noteText.default(""),
});

export const decideHandAction: Decide<z.infer<typeof handActionInput>> = (room, input, { plan, now, t0 }) => {
  const item = itemOf(room, input.action);
  if (!item.ok) return item;
  const { closed } = item.value;
  if (closed) return refuse("conflict", `"${item.value.label}" was closed already, by ${actorName(closed.by)}.`);
  if (!plan.people.roles.some(({ id }) => id === input.owner))
    return wrong("owner", `the plan has no role "${input.owner}"`);
  if (input.due <= now && input.due !== item.value.due) return wrong("due", "must lie ahead");
  const outside = input.due === item.value.due ? null : outsideLife(input.due, t0);
  if (outside !== null) return wrong("due", outside);
  if (input.owner === item.value.owner && input.due === item.value.due) return accept([]);
  return accept([{ type: "action_handed", ...input }]);
};

export const closeActionInput = z.strictObject({ action: idText, note: noteText.default("") });

export const decideCloseAction: Decide<z.infer<typeof closeActionInput>> = (room, { action, note }) => {
  const item = itemOf(room, action);
  if (!item.ok) return item;
  return accept(item.value.closed ? [] : [{ type: "action_closed", action, note }]);
};

export const reopenActionInput = z.strictObject({ action: idText, reason: reasonText });

export const decideReopenAction: Decide<z.infer<typeof reopenActionInput>> = (room, { action, reason }) => {
  const item = itemOf(room, action);
  if (!item.ok) return item;
  return accept(item.value.closed ? [{ type: "action_reopened", action, reason }] : []);
};
