import type { Plan } from "../plan/plan.ts";
import type { EpochMs } from "../time.ts";
import { checkItem } from "./checks.ts";
import type { Facts } from "./deciding.ts";
import type { Poll } from "./poll.ts";
import { applyReadiness, isReady, standings, type ItemStanding, type Readiness } from "./readiness.ts";
import type { RoomEvent } from "./room-event.ts";
import type { Room } from "./room.ts";

export type Looking = { readonly plan: Plan; readonly room: Room; readonly facts: Facts; readonly now: EpochMs };
export type ItemChecked = Extract<RoomEvent, { type: "item_checked" }>;

const ENGINE = { kind: "engine" } as const;

/** Automatic items that are not as they were logged last. The sentence may change in between: it is logged with the next turn. */
export function turnedItems({ plan, room, facts, now }: Looking): readonly ItemChecked[] {
  return plan.preflight.flatMap((item) => {
    if (item.kind !== "automatic") return [];
    const { ok, sentence } = checkItem(item, { plan, room, facts, now });
    if (room.readiness.checked[item.id]?.ok === ok) return [];
    return [{ type: "item_checked" as const, item: item.id, ok, sentence }];
  });
}

/** The readiness as it is at this moment, whether or not what turned is logged already. */
export function readinessWith(room: Room, turned: readonly ItemChecked[], now: EpochMs): Readiness {
  return turned.reduce((held, event) => applyReadiness(held, { ...event, at: now, actor: ENGINE }), room.readiness);
}

/** Items that stood when the poll opened and no longer do: it rests on them. */
export function fallenItems(
  poll: Poll,
  readiness: Readiness,
  { plan, now }: Pick<Looking, "plan" | "now">,
): readonly ItemStanding[] {
  return standings(plan, readiness, now).filter((item) => poll.ready.includes(item.id) && !isReady(item));
}

/** Why a poll no longer stands, naming each item: "No longer ready: Displays: 1 paired display is connected; 2 wanted." */
export function noLongerReady(fallen: readonly ItemStanding[]): string {
  return `No longer ready: ${fallen.map(({ label, sentence }) => `${label}: ${sentence}`).join(" ")}`;
}
