import { z } from "zod";
import type { EpochMs } from "../../time.ts";
import type { Actor } from "../actor.ts";
import { put } from "../record.ts";

export const checklistEvents = [
  z.object({
    type: z.literal("checklist_ticked"),
    group: z.string(),
    item: z.string(),
    note: z.string(),
    link: z.string().nullable(),
  }),
  z.object({ type: z.literal("checklist_unticked"), group: z.string(), item: z.string(), reason: z.string() }),
] as const;
type ChecklistEvent = z.infer<(typeof checklistEvents)[number]>;

export type ChecklistTick = {
  readonly note: string;
  readonly link: string | null;
  readonly by: Actor;
  readonly at: EpochMs;
};
/** What people ticked, by `checklistKey`. */
export type Ticks = Readonly<Record<string, ChecklistTick>>;

/** Ids of items are unique within their group only. */
export function checklistKey(group: string, item: string): string {
  return `${group}.${item}`;
}

export function applyChecklist(
  ticks: Ticks,
  event: ChecklistEvent & { readonly at: EpochMs; readonly actor: Actor },
): Ticks {
  const key = checklistKey(event.group, event.item);
  if (event.type === "checklist_unticked") return put(ticks, key, null);
  return { ...ticks, [key]: { note: event.note, link: event.link, by: event.actor, at: event.at } };
}
