import { z } from "zod";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";
import { lookUp } from "../look-up.ts";

const action = z.string();

export const actionEvents = [
  z.object({
    type: z.literal("action_added"),
    action,
    checkpoint: z.string(),
    label: z.string(),
    owner: z.string(),
    due: z.number(),
  }),
  z.object({ type: z.literal("action_handed"), action, owner: z.string(), due: z.number(), note: z.string() }),
  z.object({ type: z.literal("action_closed"), action, note: z.string() }),
  z.object({ type: z.literal("action_reopened"), action, reason: z.string() }),
] as const;
type ActionEvent = z.infer<(typeof actionEvents)[number]>;

export type ActionItem = {
  readonly id: string;
  /** The checkpoint that raised it; it is shown at every later one until it is closed. */
  readonly checkpoint: string;
  readonly label: string;
  /** Role id of whoever has to do it. */
  readonly owner: string;
  readonly due: EpochMs;
  readonly raisedAt: EpochMs;
  /** Every hand it went through, oldest first. */
  readonly handed: readonly {
    readonly from: string;
    readonly to: string;
    readonly note: string;
    readonly by: Actor;
    readonly at: EpochMs;
  }[];
  readonly closed: { readonly note: string; readonly by: Actor; readonly at: EpochMs } | null;
};
export type Actions = Readonly<Record<string, ActionItem>>;

type Raised = Pick<ActionItem, "id" | "checkpoint" | "label" | "owner" | "due">;

/** The item, open; one with this id that is there already stays as it is. */
export function raiseAction(actions: Actions, raised: Raised, at: EpochMs): Actions {
  if (lookUp(actions, raised.id)) return actions;
  return { ...actions, [raised.id]: { ...raised, raisedAt: at, handed: [], closed: null } };
}

export function applyAction(
  actions: Actions,
  event: ActionEvent & { readonly at: EpochMs; readonly actor: Actor },
): Actions {
  const { at, actor: by } = event;
  if (event.type === "action_added") {
    const { action: id, checkpoint, label, owner, due } = event;
    return raiseAction(actions, { id, checkpoint, label, owner, due }, at);
  }
  const known = lookUp(actions, event.action);
  if (!known) return actions;
  const changed = (part: Partial<ActionItem>): Actions => ({ ...actions, [known.id]: { ...known, ...part } });
  switch (event.type) {
    case "action_handed": {
      const hand = { from: known.owner, to: event.owner, note: event.note, by, at };
      return changed({ owner: event.owner, due: event.due, handed: [...known.handed, hand] });
    }
    case "action_closed":
      return changed({ closed: { note: event.note, by, at } });
    case "action_reopened":
      return changed({ closed: null });
    default:
      return event satisfies never;
  }
}

/** Items that are still open, those due first in front. */
export function openActions(actions: Actions): readonly ActionItem[] {
  return Object.values(actions)
    .filter(({ closed }) => closed === null)
    .sort((a, b) => a.due - b.due);
}
