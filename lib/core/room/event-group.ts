import type { RoomEvent } from "./room-event.ts";

/** What an event is about, for finding it in the log. */
export type EventGroup = "roster" | "readiness" | "poll" | "launch" | "checkpoints" | "actions" | "notes";

export function eventGroup(type: RoomEvent["type"]): EventGroup {
  switch (type) {
    case "role_assigned":
    case "vote_delegated":
    case "checked_in":
    case "checked_out":
      return "roster";
    case "item_checked":
    case "item_attested":
    case "item_withdrawn":
    case "item_waived":
    case "channel_tested":
      return "readiness";
    case "poll_opened":
    case "vote_cast":
    case "poll_closed":
      return "poll";
    case "ramp_decided":
    case "rescheduled":
    case "rollout_started":
    case "line_done":
      return "launch";
    case "checkpoint_opened":
    case "entry_submitted":
    case "decision_made":
    case "decision_seconded":
    case "decision_declined":
      return "checkpoints";
    case "action_added":
    case "action_handed":
    case "action_closed":
    case "action_reopened":
      return "actions";
    case "note_added":
      return "notes";
    default:
      return type satisfies never;
  }
}
