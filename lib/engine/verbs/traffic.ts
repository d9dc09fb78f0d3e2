import * as traffic from "#core/room/commands/traffic-commands";
import { row, type Command } from "../command-row.ts";
import { LEADS } from "./roles.ts";

/** Verbs of the traffic. */
export const TRAFFIC_VERBS = {
  "take-traffic-step": row({
    summary: "Move the traffic by a step of the plan",
    input: traffic.takeTrafficStepInput,
    roles: LEADS,
    stepUp: true,
    decide: traffic.decideTrafficStep,
  }),
  "reduce-traffic": row({
    summary: "Give a group less traffic, and hold",
    input: traffic.reduceTrafficInput,
    roles: LEADS,
    stepUp: true,
    decide: traffic.decideReduceTraffic,
  }),
  "hold-traffic": row({
    summary: "Hold the traffic as it is",
    input: traffic.holdTrafficInput,
    roles: LEADS,
    stepUp: true,
    decide: traffic.decideHoldTraffic,
  }),
  "resume-traffic": row({
    summary: "Resume the traffic from before the hold",
    input: traffic.holdTrafficInput,
    roles: LEADS,
    stepUp: true,
    decide: traffic.decideResumeTraffic,
  }),
  "cancel-reduction": row({
    summary: "Cancel the reduction that would be made automatically",
    input: traffic.cancelReductionInput,
    roles: LEADS,
    stepUp: true,
    decide: traffic.decideCancelReduction,
  }),
} as const satisfies Readonly<Record<string, Command>>;
