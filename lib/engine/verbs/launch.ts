import * as launch from "#core/room/commands/launch-commands";
import * as delay from "#core/room/commands/delay-commands";
import { row, type Command } from "../command-row.ts";
import { LEADS, STAFF } from "./roles.ts";

/** Verbs of the ramp decision, the start and T0. */
export const LAUNCH_VERBS = {
  "decide-ramp": row({
    summary: "Take the ramp decision",
    input: launch.decideRampInput,
    roles: LEADS,
    decide: launch.decideRamp,
  }),
  reschedule: row({
    summary: "Move T0 and everything with it",
    input: launch.rescheduleInput,
    roles: LEADS,
    stepUp: true,
    decide: launch.decideReschedule,
  }),
  "start-rollout": row({
    summary: "Start the rollout: T0 is now",
    input: launch.startRolloutInput,
    roles: LEADS,
    stepUp: true,
    looksFirst: true,
    decide: launch.decideStart,
  }),
  "confirm-line": row({
    summary: "Confirm a line of the T0 sequence",
    input: launch.confirmLineInput,
    roles: STAFF,
    decide: launch.decideConfirmLine,
  }),
  "begin-delay": row({
    summary: "Begin the plan's procedure for a rollout that cannot start on time",
    input: delay.beginDelayInput,
    roles: LEADS,
    decide: delay.decideBeginDelay,
  }),
  "do-delay-step": row({
    summary: "Finish a step of a delay's procedure",
    input: delay.doDelayStepInput,
    roles: STAFF,
    decide: delay.decideDoDelayStep,
  }),
  "leave-delay": row({
    summary: "End a delay's procedure: start as planned, reschedule or abort",
    input: delay.leaveDelayInput,
    roles: LEADS,
    stepUp: true,
    signs: ({ exit }) => (exit === "abort" ? "end" : null),
    decide: delay.decideLeaveDelay,
  }),
} as const satisfies Readonly<Record<string, Command>>;
