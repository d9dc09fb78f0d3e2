import type { Plan } from "../plan/plan.ts";
import { scheduleOf } from "../plan/schedule.ts";
import type { EpochMs } from "../time.ts";
import { momentWordsFrom } from "../time-words.ts";
import { alertSentence } from "./alert-sentence.ts";
import { closingSentence } from "./closing/closing-sentence.ts";
import { delaySentence } from "./delay-sentence.ts";
import { roleLabel } from "./deciding.ts";
import {
  isAlertTurn,
  isClosingTurn,
  isDelayTurn,
  isShiftTurn,
  isSprintTurn,
  isTrafficTurn,
  type CourseTurn,
} from "./event-group.ts";
import { decisionsOf, formOf } from "./form/form.ts";
import { launchSentence } from "./launch-sentence.ts";
import { tail } from "./said.ts";
import { shiftSentence } from "./shift-sentence.ts";
import { taskSentence } from "./task-sentence.ts";
import { trafficSentence } from "./traffic-sentence.ts";
import type { LoggedEvent, RoomEvent } from "./room-event.ts";
import { lookUp } from "../look-up.ts";

type Of<T extends RoomEvent["type"]> = Extract<RoomEvent, { type: T }>;
type At = { readonly plan: Plan; readonly at: EpochMs };
type Happened = Pick<LoggedEvent, "event" | "at">;
/** Action items that were raised so far: an event that changes one names it by its id alone. */
export type ActionLabels = Readonly<Record<string, { readonly label: string }>>;

/** What happened, in one sentence without who and when, which stand beside it. Pure. */
export function eventSentence({ event, at }: Happened, plan: Plan, actions: ActionLabels = {}): string {
  if (isAlertTurn(event)) return alertSentence(event, { plan, at });
  if (isTrafficTurn(event)) return trafficSentence(event, { plan, at });
  if (isShiftTurn(event)) return shiftSentence(event, plan);
  if (isDelayTurn(event)) return delaySentence(event, { plan, at });
  if (isSprintTurn(event)) return taskSentence(event, plan);
  if (isClosingTurn(event)) return closingSentence(event, { plan, at });
  if (event.type === "event_unreadable")
    return `This event (${event.was}) cannot be shown: what it said is missing here.`;
  return courseSentence(event, { plan, at, actions });
}

type Course = Exclude<CourseTurn, Of<"event_unreadable">>;

function courseSentence(event: Course, { plan, at, actions }: At & { readonly actions: ActionLabels }): string {
  switch (event.type) {
    case "note_added":
      return `Noted${event.checkpoint === null ? "" : ` at ${checkpointLabel(plan, event.checkpoint)}`}: ${event.text}`;
    case "role_assigned":
    case "vote_delegated":
    case "checked_in":
    case "checked_out":
      return rosterSentence(event, plan);
    case "item_checked":
    case "item_attested":
    case "item_withdrawn":
    case "item_waived":
    case "channel_tested":
      return readinessSentence(event, { plan, at });
    case "poll_opened":
    case "vote_cast":
    case "poll_closed":
      return pollEventSentence(event, plan);
    case "ramp_decided":
    case "rescheduled":
    case "rollout_started":
    case "line_done":
      return launchSentence(event, { plan, at });
    case "rollout_archived":
    case "rollout_reopened":
      return `The rollout is ${event.type === "rollout_archived" ? "archived" : "reopened"}: ${event.reason}`;
    case "checkpoint_opened":
    case "entry_submitted":
    case "decision_made":
    case "decision_seconded":
    case "decision_declined":
      return checkpointSentence(event, plan);
    case "report_text_written":
    case "brief_written":
      return writtenSentence(event, plan);
    case "action_added":
    case "action_handed":
    case "action_closed":
    case "action_reopened":
      return actionSentence(event, {
        plan,
        at,
        item: "action" in event ? (lookUp(actions, event.action)?.label ?? event.action) : "",
      });
    default:
      return event satisfies never;
  }
}

function rosterSentence(
  event: Of<"role_assigned" | "vote_delegated" | "checked_in" | "checked_out">,
  plan: Plan,
): string {
  switch (event.type) {
    case "role_assigned":
      return event.person
        ? `${event.person.name} is now ${roleLabel(plan, event.role)}.`
        : `${roleLabel(plan, event.role)} is held by nobody now.`;
    case "vote_delegated":
      return event.to
        ? `The vote of ${roleLabel(plan, event.role)} goes to ${event.to.name}: ${event.reason}`
        : `The vote of ${roleLabel(plan, event.role)} is taken back: ${event.reason}`;
    case "checked_in":
      return `${event.person.name} is here.`;
    case "checked_out":
      return `${event.person.name} has left.`;
    default:
      return event satisfies never;
  }
}

function readinessSentence(
  event: Of<"item_checked" | "item_attested" | "item_withdrawn" | "item_waived" | "channel_tested">,
  { plan, at }: At,
): string {
  if (event.type === "channel_tested")
    return `${event.channel} was tested and ${event.ok ? "works" : "does not work"}${tail(event.note)}`;
  const label = plan.preflight.find(({ id }) => id === event.item)?.label ?? event.item;
  switch (event.type) {
    case "item_checked":
      return `${label}: ${event.ok ? "met" : "failing"}. ${event.sentence}`;
    case "item_attested":
      return `${label} is confirmed${tail([event.proof.note, event.proof.link ?? ""].filter(Boolean).join(" "))}`;
    case "item_withdrawn":
      return `${label} is taken back: ${event.reason}`;
    case "item_waived":
      return `${label} is waived until ${momentWordsFrom(at, event.until)}: ${event.reason}`;
    default:
      return event satisfies never;
  }
}

function pollEventSentence(event: Of<"poll_opened" | "vote_cast" | "poll_closed">, plan: Plan): string {
  switch (event.type) {
    case "poll_opened": {
      const total = event.ready.length + event.unready.length;
      const roles = event.roles.map((role) => roleLabel(plan, role)).join(", ");
      return `The poll is open to ${roles}; ${event.ready.length} of ${total} items are ready.`;
    }
    case "vote_cast": {
      const instead = event.onBehalfOf ? `, ${event.person.name} for ${event.onBehalfOf.name}` : "";
      return `${roleLabel(plan, event.role)} votes ${event.vote === "go" ? "GO" : "NO-GO"}${instead}${tail(event.reason)}`;
    }
    case "poll_closed":
      return `The poll is ${event.outcome}: ${event.reason}`;
    default:
      return event satisfies never;
  }
}

function checkpointSentence(
  event: Of<"checkpoint_opened" | "entry_submitted" | "decision_made" | "decision_seconded" | "decision_declined">,
  plan: Plan,
): string {
  const label = event.type === "checkpoint_opened" ? event.label : checkpointLabel(plan, event.checkpoint);
  switch (event.type) {
    case "checkpoint_opened": {
      const filled = event.fields.filter(({ evidence }) => evidence !== null && evidence.value !== null).length;
      return `${label} is open, ${filled} of ${event.fields.length} fields filled by measurement.`;
    }
    case "entry_submitted":
      return `${label}: revision ${event.revision} is saved; worst field: ${TONE[event.tone]}.`;
    case "decision_made": {
      const second = event.needsSecond ? " It waits for a second signature." : "";
      return `${label}: ${decisionLabel(plan, event)} is decided; worst field: ${TONE[event.tone]}${tail(event.reason)}${second}`;
    }
    case "decision_seconded":
      return `${label}: the decision on revision ${event.revision} has its second signature.`;
    case "decision_declined":
      return `${label}: the decision on revision ${event.revision} is declined: ${event.reason}`;
    default:
      return event satisfies never;
  }
}

const TONE = { good: "good", warn: "a warning", unknown: "not known", bad: "bad" } as const;

function actionSentence(
  event: Of<"action_added" | "action_handed" | "action_closed" | "action_reopened">,
  { plan, at, item }: At & { readonly item: string },
): string {
  switch (event.type) {
    case "action_added":
      return `Action item at ${checkpointLabel(plan, event.checkpoint)}: ${event.label}. ${roleLabel(plan, event.owner)}, due ${momentWordsFrom(at, event.due)}.`;
    case "action_handed":
      return `Action item "${item}" goes to ${roleLabel(plan, event.owner)}, due ${momentWordsFrom(at, event.due)}${tail(event.note)}`;
    case "action_closed":
      return `Action item "${item}" is closed${tail(event.note)}`;
    case "action_reopened":
      return `Action item "${item}" is open again: ${event.reason}`;
    default:
      return event satisfies never;
  }
}

function writtenSentence(event: Of<"report_text_written" | "brief_written">, plan: Plan): string {
  if (event.type === "brief_written") {
    const brief = plan.briefs.find(({ id }) => id === event.brief)?.label ?? event.brief;
    return `Brief "${brief}": revision ${event.revision} is written.`;
  }
  const report = plan.reports.find(({ id }) => id === event.report)?.label ?? event.report;
  const done = event.text === "" ? "taken away" : `written, revision ${event.revision}`;
  return `${report}: the text of "${event.section}" is ${done}.`;
}

function checkpointLabel(plan: Plan, id: string): string {
  return scheduleOf(plan).checkpoints.find((checkpoint) => checkpoint.id === id)?.label ?? id;
}

function decisionLabel(plan: Plan, { checkpoint, decision }: Of<"decision_made">): string {
  const scheduled = scheduleOf(plan).checkpoints.find(({ id }) => id === checkpoint);
  const form = scheduled && formOf(plan, scheduled.form);
  return (form && decisionsOf(plan, form).find(({ id }) => id === decision)?.label) ?? decision;
}
