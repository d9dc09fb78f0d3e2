import { z } from "zod";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";
import { applyPlaybook, playbookExit, type PlaybookEvent, type PlaybookRun } from "./playbook-run.ts";
import { lookUp } from "../look-up.ts";

const delay = z.string();

/** How the plan's procedure for a rollout that cannot start on time goes on. */
export const delayEvents = [
  z.object({ type: z.literal("delay_begun"), delay, reason: z.string() }),
  z.object({ type: z.literal("delay_step_begun"), delay, step: z.string(), until: z.number().nullable() }),
  z.object({
    type: z.literal("delay_step_done"),
    delay,
    step: z.string(),
    option: z.string().nullable(),
    note: z.string(),
  }),
  z.object({ type: z.literal("delay_left"), delay, exit: playbookExit, reason: z.string() }),
] as const;
export type DelayEvent = z.infer<(typeof delayEvents)[number]>;

export type DelayRun = {
  /** Goes as an alert's procedure does; its playbook is the delay. */
  readonly run: PlaybookRun;
  /** When it began last. */
  readonly begun: { readonly reason: string; readonly by: Actor; readonly at: EpochMs };
};
/** By delay of the plan. */
export type Delays = Readonly<Record<string, DelayRun>>;

export function applyDelay(
  delays: Delays,
  event: DelayEvent & { readonly at: EpochMs; readonly actor: Actor },
): Delays {
  const { delay: id, at, actor } = event;
  const known = lookUp(delays, id);
  const run = applyPlaybook(known ? { [id]: known.run } : {}, { ...turnOf(event), at, actor })[id];
  const begun = event.type === "delay_begun" ? { reason: event.reason, by: actor, at } : known?.begun;
  return run && begun ? { ...delays, [id]: { run, begun } } : delays;
}

function turnOf(event: DelayEvent): PlaybookEvent {
  const about = { alert: event.delay, playbook: event.delay };
  switch (event.type) {
    case "delay_begun":
      return { type: "playbook_begun", ...about };
    case "delay_step_begun":
      return { type: "step_begun", ...about, step: event.step, until: event.until };
    case "delay_step_done":
      return { type: "step_done", ...about, step: event.step, option: event.option, note: event.note };
    case "delay_left":
      return { type: "playbook_left", alert: event.delay, exit: event.exit, reason: event.reason };
    default:
      return event satisfies never;
  }
}
