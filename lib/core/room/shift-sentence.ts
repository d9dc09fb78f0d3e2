import type { Plan } from "../plan/plan.ts";
import type { ShiftTurn } from "./event-group.ts";

/** What happened to a shift or its handoff, in one sentence. Pure. */
export function shiftSentence(event: ShiftTurn, plan: Plan): string {
  const label = plan.people.shifts.find(({ id }) => id === event.shift)?.label ?? event.shift;
  switch (event.type) {
    case "shift_taken":
      return `${event.person.name} takes ${label}${event.over ? ` over from ${event.over.name}` : ""}.`;
    case "shift_released":
      return `${event.person.name} gives ${label} up: ${event.reason}`;
    case "handoff_written": {
      const again = event.revision > 1 ? ` (revision ${event.revision})` : "";
      return `The handoff to ${label} is written${again}: ${event.summary}`;
    }
    case "handoff_accepted":
      return `The handoff to ${label} is accepted${event.note === "" ? "." : `: ${event.note}`}`;
    default:
      return event satisfies never;
  }
}
