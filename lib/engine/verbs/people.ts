import * as roster from "#core/room/commands/roster-commands";
import { row, type Command } from "../command-row.ts";
import { STAFF, VOTERS } from "./roles.ts";

/** Verbs of who is here and who holds which role. */
export const PEOPLE_VERBS = {
  "add-note": row({
    summary: "Add a remark to the log",
    input: roster.addNoteInput,
    roles: STAFF,
    decide: roster.decideAddNote,
  }),
  "check-in": row({
    summary: "Say that you are here",
    input: roster.checkInInput,
    roles: STAFF,
    decide: roster.decideCheckIn,
  }),
  "check-out": row({
    summary: "Say that you leave",
    input: roster.checkInInput,
    roles: STAFF,
    decide: roster.decideCheckOut,
  }),
  "assign-role": row({
    summary: "Put a person to a role of the plan",
    input: roster.assignRoleInput,
    roles: ["admin", "operator"],
    // it may say who votes: which roles do, the plan knows
    stepUp: true,
    decide: roster.decideAssignRole,
  }),
  "delegate-vote": row({
    summary: "Hand on your vote, or take it back",
    input: roster.delegateVoteInput,
    roles: VOTERS,
    stepUp: true,
    signs: () => "vote",
    decide: roster.decideDelegateVote,
  }),
} as const satisfies Readonly<Record<string, Command>>;
