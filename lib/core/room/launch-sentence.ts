import { formatValue } from "../measure/format.ts";
import type { Plan } from "../plan/plan.ts";
import type { EpochMs } from "../time.ts";
import { momentWordsFrom } from "../time-words.ts";
import { lineId } from "./commands/launch-commands.ts";
import type { LaunchEvent } from "./launch.ts";
import { tail } from "./said.ts";

/** What was decided of the start, and what of it is done, in one sentence. Pure. */
export function launchSentence(
  event: LaunchEvent,
  { plan, at }: { readonly plan: Plan; readonly at: EpochMs },
): string {
  switch (event.type) {
    case "ramp_decided": {
      const option = plan.rampDecision?.options.find(({ id }) => id === event.option)?.label ?? event.option;
      return `Ramp decision: ${option}: ${event.reason}`;
    }
    case "rescheduled":
      return `T0 moves from ${momentWordsFrom(at, event.from)} to ${momentWordsFrom(at, event.to)}: ${event.reason}`;
    case "rollout_started":
      return event.override === null
        ? `The rollout is started with a GO; ${countOf(event.baseline.length, "figure")} recorded as the baseline.`
        : `The rollout is started WITHOUT a GO: ${event.override}`;
    case "line_done": {
      const line = lineLabel(plan, event.line);
      const figures = event.proof.map(({ label, value, unit }) => `${label} ${formatValue(value, unit)}`).join(", ");
      return figures === "" ? `${line}: done${tail(event.note)}` : `${line}: proven by ${figures}${tail(event.note)}`;
    }
    default:
      return event satisfies never;
  }
}

function countOf(count: number, noun: string): string {
  return count === 1 ? `1 ${noun} is` : `${count} ${noun}s are`;
}

function lineLabel(plan: Plan, id: string): string {
  for (const step of plan.t0Sequence)
    for (const item of step.items) if (lineId(step.id, item.id) === id) return `${step.label}, ${item.label}`;
  return id;
}
