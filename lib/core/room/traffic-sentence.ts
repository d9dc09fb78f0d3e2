import type { Plan } from "../plan/plan.ts";
import { durationWords } from "../time-words.ts";
import type { EpochMs } from "../time.ts";
import { groupLabel, percentText, splitText } from "../traffic/split.ts";
import { alertName } from "./alert-name.ts";
import type { TrafficEvent } from "./traffic.ts";

/** What happened to the traffic, in one sentence. Pure. */
export function trafficSentence(
  event: TrafficEvent,
  { plan, at }: { readonly plan: Plan; readonly at: EpochMs },
): string {
  const groups = plan.traffic?.groups ?? [];
  switch (event.type) {
    case "traffic_set": {
      const hold = event.held === null ? "" : " On hold until somebody resumes.";
      return `${decidedWords(event, plan)}: ${splitText(event.intended, groups)}. ${event.reason}${hold}`;
    }
    case "traffic_applied":
      return event.control === "record"
        ? `The traffic is to be moved by hand: ${splitText(event.split, groups)}.`
        : `The traffic is moved: ${splitText(event.split, groups)}.`;
    case "traffic_failed":
      return `The traffic could not be moved to ${splitText(event.split, groups)}: ${event.sentence}`;
    case "traffic_confirmed":
      return `The traffic was read back as intended: ${splitText(event.actual, groups)}.`;
    case "traffic_differs":
      return `The traffic is not as intended: ${event.sentence}`;
    case "traffic_countdown_begun": {
      const what = `${groupLabel(event.group, groups)} is reduced to ${percentText(event.share)}`;
      return `${what} in ${durationWords(event.until - at)} for ${alertName(plan, event.alert)}, unless a lead cancels it.`;
    }
    case "traffic_countdown_ended":
      return `The reduction for ${alertName(plan, event.alert)} ${COUNTDOWN_END[event.how]}: ${event.reason}`;
    case "traffic_countdown_spared":
      return `${alertName(plan, event.alert)} begins no countdown: one was cancelled moments before.`;
    default:
      return event satisfies never;
  }
}

const COUNTDOWN_END = { done: "is made", cancelled: "is cancelled", over: "is not needed" } as const;

function decidedWords({ how, step }: Extract<TrafficEvent, { type: "traffic_set" }>, plan: Plan): string {
  switch (how) {
    case "step":
      return plan.traffic?.steps.find(({ id }) => id === step)?.label ?? step ?? "A traffic step";
    case "reduce":
      return "Traffic is reduced";
    case "hold":
      return "Traffic is held";
    case "resume":
      return "Traffic is resumed";
    default:
      return how satisfies never;
  }
}
