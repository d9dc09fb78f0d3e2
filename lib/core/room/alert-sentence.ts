import type { Plan } from "../plan/plan.ts";
import type { EpochMs } from "../time.ts";
import { momentWordsFrom } from "../time-words.ts";
import { alertName } from "./alert-name.ts";
import { impactWords } from "./incident-windows.ts";
import { roleLabel } from "./deciding.ts";
import type { AlertTurn } from "./event-group.ts";
import { procedureOf } from "./playbook-run.ts";
import { tail } from "./said.ts";
import { stepBegins, stepIsDone } from "./step-words.ts";

/** What happened to an alert, its silences and its procedure, in one sentence. Pure. */
export function alertSentence(event: AlertTurn, { plan, at }: { readonly plan: Plan; readonly at: EpochMs }): string {
  switch (event.type) {
    case "alert_fired": {
      const again = event.times > 1 ? ` It fires for the ${ordinal(event.times)} time in half an hour.` : "";
      return `${capital(event.severity)} alert: ${event.label}. ${event.sentence}${again}`;
    }
    case "alert_changed":
      return `${alertName(plan, event.alert)} is ${event.severity} now. ${event.sentence}`;
    case "alert_widened":
      return `${alertName(plan, event.alert)} is the cause of more: ${event.sentence}`;
    case "alert_acknowledged":
      return `${alertName(plan, event.alert)} is acknowledged${tail(event.note)}`;
    case "alert_escalated":
      return event.step === 0
        ? `${roleLabel(plan, event.role)} is called to ${alertName(plan, event.alert)}.`
        : `Nobody has acknowledged ${alertName(plan, event.alert)} in time: ${roleLabel(plan, event.role)} is called.`;
    case "alert_resolved":
      return `${alertName(plan, event.alert)} is over. ${event.sentence}`;
    case "alert_noted":
      return `Noted at ${alertName(plan, event.alert)}: ${event.text}`;
    case "alert_measured":
      return `${alertName(plan, event.alert)} is measured from before to after: ${impactWords(event.windows)}.`;
    case "silence_begun":
      return `${about(event, plan)} is silenced until ${momentWordsFrom(at, event.until)}: ${event.reason}`;
    case "silence_ended":
      return `A silence is ended${tail(event.reason)}`;
    case "playbook_begun":
      return `${alertName(plan, event.alert)}: the procedure "${procedureOf(plan, event.playbook)?.label ?? event.playbook}" begins.`;
    case "step_begun":
      return `${alertName(plan, event.alert)}: ${stepBegins({ plan, procedure: event.playbook }, { ...event, at })}`;
    case "step_done":
      return `${alertName(plan, event.alert)}: ${stepIsDone({ plan, procedure: event.playbook }, event)}`;
    case "playbook_left":
      return `${alertName(plan, event.alert)}: ${EXIT[event.exit]}: ${event.reason}`;
    default:
      return event satisfies never;
  }
}

const EXIT = {
  resume: "the rollout goes on",
  reschedule: "the rollout is to be moved to another day",
  abort: "the rollout is given up",
} as const;

function about({ rule, subject }: { readonly rule: string; readonly subject: string | null }, plan: Plan): string {
  const label = plan.alerts.find(({ id }) => id === rule)?.label ?? rule;
  if (subject === null) return label;
  return `${label} (${plan.segments.find(({ id }) => id === subject)?.label ?? subject})`;
}

function ordinal(n: number): string {
  return n === 2 ? "second" : n === 3 ? "third" : `${n}th`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
