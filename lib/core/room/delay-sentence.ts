import type { Plan } from "../plan/plan.ts";
import type { EpochMs } from "../time.ts";
import { momentWordsFrom } from "../time-words.ts";
import type { DelayEvent } from "./delay.ts";

type About = { readonly plan: Plan; readonly at: EpochMs };

/** What happened to a procedure for a delay. Pure. */
export function delaySentence(event: DelayEvent, { plan, at }: About): string {
  const planned = plan.delays.find(({ id }) => id === event.delay);
  const label = planned?.label ?? event.delay;
  switch (event.type) {
    case "delay_begun":
      return `"${label}" begins: ${event.reason}`;
    case "delay_step_begun": {
      const until = event.until === null ? "" : `, to be done by ${momentWordsFrom(at, event.until)}`;
      return `${label}: "${stepLabel(planned, event.step)}" begins${until}.`;
    }
    case "delay_step_done": {
      const step = planned?.steps.find(({ id }) => id === event.step);
      const chosen = step?.options.find(({ id }) => id === event.option)?.label ?? event.option;
      const said = [chosen, event.note].filter(Boolean).join(". ");
      return `${label}: "${stepLabel(planned, event.step)}" is done${said === "" ? "." : `: ${said}`}`;
    }
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

function stepLabel(planned: Plan["delays"][number] | undefined, step: string): string {
  return planned?.steps.find(({ id }) => id === step)?.label ?? step;
}
