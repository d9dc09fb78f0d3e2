import * as shift from "#core/room/commands/shift-commands";
import { row, type Command } from "../command-row.ts";
import { STAFF } from "./roles.ts";

/** Verbs of shifts and handoffs. */
export const SHIFTS_VERBS = {
  "take-shift": row({
    summary: "Take a shift: you lead it",
    input: shift.takeShiftInput,
    roles: STAFF,
    decide: shift.decideTakeShift,
  }),
  "release-shift": row({
    summary: "Give a shift up",
    input: shift.releaseShiftInput,
    roles: STAFF,
    decide: shift.decideReleaseShift,
  }),
  "write-handoff": row({
    summary: "Hand over to the next shift",
    input: shift.writeHandoffInput,
    roles: STAFF,
    decide: shift.decideWriteHandoff,
  }),
  "accept-handoff": row({
    summary: "Accept what the shift before hands over",
    input: shift.acceptHandoffInput,
    roles: STAFF,
    decide: shift.decideAcceptHandoff,
  }),
} as const satisfies Readonly<Record<string, Command>>;
