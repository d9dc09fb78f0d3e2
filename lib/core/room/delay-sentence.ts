import type { Plan } from "../plan/plan.ts";
import type { EpochMs } from "../time.ts";
import type { DelayEvent } from "./delay.ts";
import { procedureOf } from "./playbook-run.ts";
import { stepBegins, stepIsDone } from "./step-words.ts";

type About = { readonly plan: Plan; readonly at: EpochMs };

/** What happened to a procedure for a delay. Pure. */
export function delaySentence(event: DelayEvent, { plan, at }: About): string {
  const of = { plan, procedure: event.delay };
  const label = procedureOf(plan, event.delay)?.label ?? event.delay;
  switch (event.type) {
    case "delay_begun":
      return `"${label}" begins: ${event.reason}`;
    case "delay_step_begun":
      return `${label}: ${stepBegins(of, { ...event, at })}`;
    case "delay_step_done":
      return `${label}: ${stepIsDone(of, event)}`;
    case "delay_left":
      return `"${label}" ends, ${EXIT[event.exit]}: ${event.reason}`;
    default:
      return event satisfies never;
  }
}

const EXIT = {
  resume: "the rollout starts as planned",
  reschedule: "the rollout is to be moved",
  abort: "the rollout is given up",
} as const;
