import type { Plan } from "../plan/plan.ts";
import { eventSentence } from "../room/event-sentence.ts";
import type { LoggedEvent, RoomEvent } from "../room/room-event.ts";
import type { Room } from "../room/room.ts";
import type { EpochMs } from "../time.ts";

/** What somebody who decides wants to hear of; the log has the rest. */
const TOLD: readonly RoomEvent["type"][] = [
  "ramp_decided",
  "rescheduled",
  "rollout_started",
  "decision_made",
  "decision_declined",
  "traffic_set",
  "playbook_left",
  "delay_begun",
  "delay_left",
  "poll_closed",
  "brief_written",
];

export type Change = { readonly seq: number; readonly at: EpochMs; readonly sentence: string };

/** What happened after event `since` that is worth an executive's time, newest first. */
export function changesSince(
  events: readonly LoggedEvent[],
  since: number,
  { plan, room }: { readonly plan: Plan; readonly room: Pick<Room, "actions" | "alerts"> },
): readonly Change[] {
  return events
    .filter((logged) => logged.seq > since && isTold(logged.event))
    .map((logged) => ({ seq: logged.seq, at: logged.at, sentence: told(logged, { plan, room }) }))
    .reverse();
}

/** An alert by its name: its end names it by its id alone. */
function told(
  logged: LoggedEvent,
  { plan, room }: { readonly plan: Plan; readonly room: Pick<Room, "actions" | "alerts"> },
): string {
  const { event } = logged;
  if (event.type === "alert_resolved") return `Over: ${room.alerts[event.alert]?.label ?? event.alert}.`;
  if (event.type === "alert_fired") return `${event.severity === "critical" ? "Critical" : "Alert"}: ${event.label}.`;
  return eventSentence(logged, plan, room.actions);
}

function isTold(event: RoomEvent): boolean {
  if (event.type === "alert_fired") return event.severity !== "low";
  return TOLD.includes(event.type) || event.type === "alert_resolved";
}

/** "Nothing." or the newest, and how many more. */
export function changeSentence(changes: readonly Change[]): string {
  const [newest] = changes;
  if (!newest) return "Nothing that was decided, and no alert.";
  const more = changes.length - 1;
  return more === 0 ? newest.sentence : `${newest.sentence} And ${more} more.`;
}
