import * as launch from "#core/room/commands/launch-commands";
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
} as const satisfies Readonly<Record<string, Command>>;
