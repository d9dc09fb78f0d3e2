import type { Plan } from "../plan/plan.ts";
import { actorName } from "../room/actor.ts";
import { worseOf, type Alert } from "../room/alert.ts";
import { isAlertTurn } from "../room/event-group.ts";
import type { LoggedEvent, RoomEvent } from "../room/room-event.ts";
import type { Room } from "../room/room.ts";
import { silenceOf } from "../room/silence.ts";
import { momentWordsFrom } from "../time-words.ts";
import { noticeOf, type NoticePlace, type NoticeWords } from "./notice-of.ts";
import type { Notice } from "./notice.ts";
import { reductionNotice } from "./reduction-notice.ts";

export type EventPlace = NoticePlace & {
  readonly plan: Plan;
  /** The room without this event, and with it. */
  readonly before: Room;
  readonly after: Room;
};

type Of<T extends RoomEvent["type"]> = Extract<RoomEvent, { type: T }>;
type Told = LoggedEvent & EventPlace & { readonly alert: Alert };

/**
 * What people outside should hear of an event of the log; none where it is for the room only. Its id is made from the event's
 * number, so that every node, and the same one after a restart, means the same notice. What is silenced tells nobody.
 */
export function noticesOfEvent(logged: LoggedEvent, place: EventPlace): readonly Notice[] {
  const { event } = logged;
  const words = wordsOf(event, { ...place, ...logged });
  return words ? [noticeOf({ ...words, key: `event:${logged.seq}`, at: logged.at }, place)] : [];
}

function wordsOf(event: RoomEvent, about: LoggedEvent & EventPlace): NoticeWords | null {
  if (event.type === "checkpoint_opened") return checkpointDue(event);
  if (event.type === "traffic_countdown_begun" || event.type === "traffic_countdown_ended") {
    return reductionNotice(event, about);
  }
  if (!isAlertTurn(event) || !("alert" in event)) return null;
  const alert = about.after.alerts[event.alert];
  if (!alert || isUntold(event.type, alert, about)) return null;
  const told = { ...about, alert };
  switch (event.type) {
    case "alert_fired":
      return { ...common(alert), kind: "alert", body: event.sentence };
    case "alert_changed":
      return isWorse(told) ? { ...common(alert), kind: "alert", body: event.sentence } : null;
    case "alert_acknowledged":
      return { ...common(alert), kind: "acknowledged", body: takenInHand(event, told) };
    case "alert_escalated":
      return escalation(event, told);
    case "alert_resolved":
      return { ...common(alert), kind: "resolved", body: event.sentence };
    // the room's own business, or told with the alert
    case "alert_widened":
    case "alert_noted":
    case "alert_measured":
    case "playbook_begun":
    case "step_begun":
    case "step_done":
    case "playbook_left":
      return null;
    default:
      return event satisfies never;
  }
}

/** Silenced now; or, of an end, silenced from its beginning: whoever was told of an alert is told that it is over. */
function isUntold(type: RoomEvent["type"], alert: Alert, { after, at }: LoggedEvent & EventPlace): boolean {
  if (type !== "alert_resolved") return silenceOf(after.silences, alert, at) !== null;
  return alert.called.length === 0 && silenceOf(after.silences, alert, alert.firedAt) !== null;
}

function common({ id, severity, label }: Alert): Omit<NoticeWords, "kind" | "body"> {
  const link = `/alerts#${encodeURIComponent(id)}`;
  return { severity, subject: id, title: label, link, audience: "on-shift" };
}

function isWorse({ before, alert }: Told): boolean {
  const known = before.alerts[alert.id];
  return (
    known !== undefined &&
    known.severity !== alert.severity &&
    worseOf(known.severity, alert.severity) !== known.severity
  );
}

function takenInHand({ note }: Of<"alert_acknowledged">, { actor }: Told): string {
  return `${actorName(actor)} has it in hand${note === "" ? "." : `: ${note}`}`;
}

function escalation({ role }: Of<"alert_escalated">, { alert, plan, at }: Told): NoticeWords {
  const label = plan.people.roles.find(({ id }) => id === role)?.label ?? role;
  const body = `${label} is called: nobody has acknowledged it since ${momentWordsFrom(at, alert.calling.from)}. ${alert.sentence}`;
  return { ...common(alert), kind: "escalation", body, audience: { roles: [role] } };
}

function checkpointDue({ checkpoint, label, due }: Of<"checkpoint_opened">): NoticeWords {
  return {
    kind: "checkpoint_due",
    severity: "info",
    subject: checkpoint,
    title: label,
    body: `Its form is open and filled with what was measured until ${momentWordsFrom(due, due)}.`,
    link: `/checkpoints/${encodeURIComponent(checkpoint)}`,
    audience: "on-shift",
  };
}
