import type { Plan } from "../plan/plan.ts";
import type { LoggedEvent } from "../room/room-event.ts";
import { isDecision } from "./sections/decisions.ts";

export const MARK_KINDS = ["gate", "alert", "decision"] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** What an event is in the story of a rollout: a gate that opens, an alert that fires, a decision; null for all else. */
export function markKind({ event }: Pick<LoggedEvent, "event">, plan: Plan): MarkKind | null {
  if (event.type === "alert_fired") return "alert";
  if (event.type === "checkpoint_opened") return plan.gates.some(({ id }) => id === event.checkpoint) ? "gate" : null;
  return isDecision({ event }) ? "decision" : null;
}
