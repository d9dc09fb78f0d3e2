import type { Plan } from "../plan/plan.ts";
import type { EpochMs } from "../time.ts";
import { actorName } from "./actor.ts";
import { alertName } from "./alert-name.ts";
import type { Alert } from "./alert.ts";
import { isAlertTurn, isTrafficTurn } from "./event-group.ts";
import { eventSentence } from "./event-sentence.ts";
import type { LoggedEvent, RoomEvent } from "./room-event.ts";
import type { Room } from "./room.ts";

export type TimelineRow = {
  readonly seq: number;
  readonly at: EpochMs;
  readonly who: string;
  readonly sentence: string;
};

export type TimelineAbout = {
  readonly plan: Plan;
  readonly alert: Alert;
  readonly room: Pick<Room, "silences" | "playbooks">;
};

/** Whether an event can belong to any alert's timeline, for finding these events in a long log. */
export function isOfTimelines({ event }: Pick<LoggedEvent, "event">): boolean {
  return isAlertTurn(event) || isTrafficTurn(event) || MEANWHILE.has(event.type);
}

/** The events of the log that concern the alert: its own, its procedure's, what silenced it, and what was decided meanwhile. */
export function timelineEvents(events: readonly LoggedEvent[], about: TimelineAbout): readonly LoggedEvent[] {
  return events.filter((logged) => isAbout(logged, about));
}

/** The same as sentences, oldest first. */
export function timelineRows(events: readonly LoggedEvent[], about: TimelineAbout): readonly TimelineRow[] {
  return timelineEvents(events, about).map((logged) => rowOf(logged, about));
}

function rowOf({ seq, at, actor, event }: LoggedEvent, { plan, alert }: TimelineAbout): TimelineRow {
  const who = actorName(actor);
  const sentence = eventSentence({ event, at }, plan);
  // the log tells alerts apart by their ids; here there is but one
  const named = event.type === "alert_fired" ? sentence : sentence.replaceAll(alertName(plan, alert.id), alert.label);
  return { seq, at, who, sentence: named };
}

/** What may be decided because of an alert without naming it. */
const MEANWHILE: ReadonlySet<RoomEvent["type"]> = new Set(["rescheduled", "decision_made", "decision_seconded"]);

function isAbout({ event, at }: LoggedEvent, about: TimelineAbout): boolean {
  const { alert, room } = about;
  if ("alert" in event && event.alert !== null) return event.alert === alert.id;
  if ("silence" in event) return silences(room.silences[event.silence], { at, alert });
  const isTraffic = event.type === "traffic_set" || event.type === "traffic_applied" || event.type === "traffic_failed";
  return (isTraffic || MEANWHILE.has(event.type)) && at >= alert.firedAt && at <= endOf(about);
}

/** While it is on, and while its procedure goes on. */
function endOf({ alert, room }: TimelineAbout): EpochMs {
  const run = room.playbooks[alert.id];
  const over = alert.resolved?.at ?? Infinity;
  if (!run) return over;
  return run.left ? Math.max(over, run.left.at) : Infinity;
}

function silences(
  silence: Room["silences"][string] | undefined,
  { at, alert }: { readonly at: EpochMs; readonly alert: Alert },
): boolean {
  const isOver = alert.resolved !== null && at > alert.resolved.at;
  return (
    silence !== undefined &&
    !isOver &&
    silence.until >= alert.firedAt &&
    silence.rule === alert.rule &&
    (silence.subject === null || silence.subject === alert.subject)
  );
}
