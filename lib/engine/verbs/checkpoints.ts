import * as checkpoint from "#core/room/commands/checkpoint-commands";
import * as action from "#core/room/commands/action-commands";
import { row, type Command } from "../command-row.ts";
import { LEADS, STAFF } from "./roles.ts";

/** Verbs of forms, decisions and action items. */
export const CHECKPOINTS_VERBS = {
  "submit-entry": row({
    summary: "Save a checkpoint's form, and decide",
    input: checkpoint.submitEntryInput,
    roles: STAFF,
    decide: checkpoint.decideSubmitEntry,
  }),
  "second-decision": row({
    summary: "Sign a decision as the second lead",
    input: checkpoint.secondDecisionInput,
    roles: LEADS,
    stepUp: true,
    decide: checkpoint.decideSecond,
  }),
  "decline-decision": row({
    summary: "Refuse to sign a decision",
    input: checkpoint.declineDecisionInput,
    roles: LEADS,
    stepUp: true,
    decide: checkpoint.decideDecline,
  }),
  "add-action": row({
    summary: "Add an action item",
    input: action.addActionInput,
    roles: STAFF,
    decide: action.decideAddAction,
  }),
  "hand-action": row({
    summary: "Hand an action item on",
    input: action.handActionInput,
    roles: STAFF,
    decide: action.decideHandAction,
  }),
  "close-action": row({
    summary: "Close an action item",
    input: action.closeActionInput,
    roles: STAFF,
    decide: action.decideCloseAction,
  }),
  "reopen-action": row({
    summary: "Reopen an action item",
    input: action.reopenActionInput,
    roles: STAFF,
    decide: action.decideReopenAction,
  }),
} as const satisfies Readonly<Record<string, Command>>;
