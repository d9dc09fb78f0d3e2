import { z } from "zod";
import { idText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import { type Decide, type Deciding } from "../deciding.ts";
import { exitFault } from "../end-fault.ts";
import { playbookExit, stepDeadline, stepStandings } from "../playbook-run.ts";
import type { Room } from "../room.ts";
import { nextStep, stepToDo, type Running } from "./playbook-commands.ts";
import { lookUp } from "../../look-up.ts";

export const beginDelayInput = z.strictObject({ delay: idText, reason: reasonText });

/** The rollout cannot start on time: the plan's procedure begins, with its first step. */
export const decideBeginDelay: Decide<z.infer<typeof beginDelayInput>> = (room, { delay, reason }, { plan, now }) => {
  const planned = plan.delays.find(({ id }) => id === delay);
  if (!planned) return refuse("not_found", `The plan has no procedure "${delay}" for a delay.`);
  if (room.launch.start) return refuse("conflict", "The rollout has started: it can no longer start late.");
  if (room.delays[delay] && !room.delays[delay].run.left) return accept([]);
  const [first] = planned.steps;
  const step = first && { step: first.id, until: stepDeadline(first, now) };
  return accept([
    { type: "delay_begun", delay, reason },
    ...(step ? [{ type: "delay_step_begun" as const, delay, ...step }] : []),
  ]);
};

function running(room: Room, delay: string, { plan, now }: Pick<Deciding, "plan" | "now">): Outcome<Running> {
  const known = lookUp(room.delays, delay);
  const label = plan.delays.find(({ id }) => id === delay)?.label ?? delay;
  if (!known) return refuse("conflict", `"${label}" has not begun.`);
  if (known.run.left) return refuse("conflict", `"${label}" has ended already: ${known.run.left.reason}`);
  return accept({ run: known.run, steps: stepStandings(plan, known.run, now) });
}

export const doDelayStepInput = z.strictObject({
  delay: idText,
  step: idText,
  option: idText.nullable().default(null),
  note: noteText.default(""),
});

/** As a step of an alert's procedure. */
export const decideDoDelayStep: Decide<z.infer<typeof doDelayStepInput>> = (room, input, about) => {
  const found = running(room, input.delay, about);
  if (!found.ok) return found;
  const standing = stepToDo(found.value, input);
  if (!standing.ok) return standing;
  const next = nextStep(found.value, { step: input.step, now: about.now });
  return accept([
    { type: "delay_step_done", ...input },
    ...(next ? [{ type: "delay_step_begun" as const, delay: input.delay, ...next }] : []),
  ]);
};

export const leaveDelayInput = z.strictObject({ delay: idText, exit: playbookExit, reason: reasonText });

export const decideLeaveDelay: Decide<z.infer<typeof leaveDelayInput>> = (room, input, about) => {
  const found = running(room, input.delay, about);
  if (!found.ok) return found;
  const noFactor = exitFault(input.exit, about);
  return noFactor === null ? accept([{ type: "delay_left", ...input }]) : refuse("forbidden", noFactor);
};
