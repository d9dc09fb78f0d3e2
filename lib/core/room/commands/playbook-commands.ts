import { z } from "zod";
import { idText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import type { Plan } from "../../plan/plan.ts";
import type { EpochMs } from "../../time.ts";
import { actorName } from "../actor.ts";
import { wrong, type Decide } from "../deciding.ts";
import { exitFault } from "../end-fault.ts";
import {
  isLow,
  playbookExit,
  stepDeadline,
  stepStandings,
  type PlaybookRun,
  type StepStanding,
} from "../playbook-run.ts";
import type { RoomEvent } from "../room-event.ts";
import type { Room } from "../room.ts";
import { alertOf, alertsAtOnce } from "./alert-commands.ts";
import { lookUp } from "../../look-up.ts";

export type Running = { readonly run: PlaybookRun; readonly steps: readonly StepStanding[] };

function running(
  room: Room,
  alert: string,
  { plan, now }: { readonly plan: Plan; readonly now: EpochMs },
): Outcome<Running> {
  const found = alertOf(room, alert);
  if (!found.ok) return found;
  const run = lookUp(room.playbooks, alert);
  if (!run) return refuse("conflict", `The plan has no procedure for ${found.value.label}.`);
  if (run.left) return refuse("conflict", `The procedure was left already: ${run.left.reason}`);
  return accept({ run, steps: stepStandings(plan, run, now) });
}

export const doStepInput = z.strictObject({
  alert: idText,
  step: idText,
  /** What was chosen, where the step offers a choice. */
  option: idText.nullable().default(null),
  note: noteText.default(""),
});

/** The step is done, and the next one begins, with its timer. Steps may be done out of order: a night has its own. */
export const decideDoStep: Decide<z.infer<typeof doStepInput>> = (room, { alert, step, option, note }, about) => {
  const found = running(room, alert, about);
  if (!found.ok) return found;
  const standing = stepToDo(found.value, { step, option });
  if (!standing.ok) return standing;
  return accept(doneEvents(found.value, { alert, step, option, note, now: about.now }));
};

/** The step that is said to be done, if it can be, and so. */
export function stepToDo(
  { steps }: Running,
  { step, option }: { readonly step: string; readonly option: string | null },
): Outcome<StepStanding> {
  const standing = steps.find((one) => one.step.id === step);
  if (!standing) return refuse("not_found", `The procedure has no step "${step}".`);
  const done = standing.run?.done;
  if (done) return refuse("conflict", `"${standing.step.label}" was done already, by ${actorName(done.by)}.`);
  const { options } = standing.step;
  if (options.length > 0 && option === null) return wrong("option", "must be one of the step's choices");
  if (option !== null && !options.some(({ id }) => id === option))
    return wrong("option", `the step offers no "${option}"`);
  return accept(standing);
}

type Done = z.infer<typeof doStepInput> & { readonly now: EpochMs };

/** A step is done, and the next one begins where no other is under way. */
export function doneEvents(running: Running, { now, ...done }: Done): readonly RoomEvent[] {
  const { playbook } = running.run;
  const next = nextStep(running, { step: done.step, now });
  return [
    { type: "step_done", playbook, ...done },
    ...(next ? [{ type: "step_begun" as const, alert: done.alert, playbook, ...next }] : []),
  ];
}

/** What begins once `step` is done, and until when; null while another is under way, and after the last. */
export function nextStep(
  { steps }: Running,
  { step, now }: { readonly step: string; readonly now: EpochMs },
): { readonly step: string; readonly until: EpochMs | null } | null {
  const others = steps.filter((one) => one.step.id !== step);
  if (others.some(({ state }) => state === "running" || state === "overdue")) return null;
  const next = others.find(({ state }) => state === "waiting");
  return next ? { step: next.step.id, until: stepDeadline(next.step, now) } : null;
}

export const leavePlaybookInput = z.strictObject({
  alert: idText,
  exit: playbookExit,
  reason: reasonText,
});

/** How it ended: the rollout goes on, moves, or is given up. */
export const decideLeavePlaybook: Decide<z.infer<typeof leavePlaybookInput>> = (room, input, about) => {
  const found = running(room, input.alert, about);
  if (!found.ok) return found;
  const noFactor = exitFault(input.exit, about);
  return noFactor === null ? accept([{ type: "playbook_left", ...input }]) : refuse("forbidden", noFactor);
};

export const leaveLowPlaybooksInput = z.strictObject({ alerts: alertsAtOnce, reason: reasonText });

/**
 * Leaves the procedures of many alerts with one reason, after which the rollout goes on; an event for each that has not been left
 * yet. Only low ones: what was high or critical is decided one by one, and is refused with `conflict`.
 */
export const decideLeaveLowPlaybooks: Decide<z.infer<typeof leaveLowPlaybooksInput>> = (
  room,
  { alerts, reason },
  { plan },
) => {
  const events: RoomEvent[] = [];
  for (const id of new Set(alerts)) {
    const found = alertOf(room, id);
    if (!found.ok) return found;
    const run = lookUp(room.playbooks, id);
    if (!run || run.left) continue;
    if (!isLow(plan, run))
      return refuse("conflict", `${found.value.label} is not low: its procedure is left by itself.`);
    events.push({ type: "playbook_left", alert: id, exit: "resume", reason });
  }
  return accept(events);
};
