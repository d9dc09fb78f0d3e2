import { isNameOfNothing } from "../text.ts";
import type { RoomEvent } from "./room-event.ts";

/** The last moment that a date can be, in epoch ms: what lies beyond cannot be written out. */
const LAST_MOMENT = 8.64e15;

/** Fields that name something that is looked up. */
const NAMES: ReadonlySet<string> = new Set([
  ...["action", "alert", "brief", "checkpoint", "delay", "group", "item", "line", "metric", "milestone", "playbook"],
  ...["poll", "report", "role", "section", "shift", "silence", "step", "stream", "task"],
]);

/**
 * False for a stored event that an earlier version took and that nothing can show: a moment past the end of dates, or an id that
 * every object knows. It costs its own line then, as one that cannot be read.
 */
export function isSoundEvent(event: RoomEvent): boolean {
  return isSound(event, "");
}

function isSound(value: unknown, field: string): boolean {
  if (typeof value === "number") return Math.abs(value) <= LAST_MOMENT;
  if (typeof value === "string") return !(NAMES.has(field) && isNameOfNothing(value));
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every((part) => isSound(part, field));
  return Object.entries(value).every(([key, part]) => isSound(part, key));
}
