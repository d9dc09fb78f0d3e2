import * as closing from "#core/room/commands/closing-commands";
import { row, type Command } from "../command-row.ts";
import { LEADS, STAFF, VOTERS } from "./roles.ts";

/** Verbs of the criteria, stabilisation and the final checklist. */
export const CLOSING_VERBS = {
  "give-figure": row({
    summary: "Type in a figure of the business",
    input: closing.giveFigureInput,
    roles: STAFF,
    decide: closing.decideGiveFigure,
  }),
  "give-confidence": row({
    summary: "Say how sure you are of the rollout",
    input: closing.giveConfidenceInput,
    roles: VOTERS,
    mayRepeat: true,
    decide: closing.decideGiveConfidence,
  }),
  "confirm-stabilisation": row({
    summary: "Confirm that production is stable",
    input: closing.confirmStabilisationInput,
    roles: LEADS,
    stepUp: true,
    decide: closing.decideConfirmStabilisation,
  }),
  "second-stabilisation": row({
    summary: "Sign the stabilisation as the second lead",
    input: closing.secondStabilisationInput,
    roles: LEADS,
    stepUp: true,
    decide: closing.decideSecondStabilisation,
  }),
  "decline-stabilisation": row({
    summary: "Refuse to sign the stabilisation",
    input: closing.declineStabilisationInput,
    roles: LEADS,
    stepUp: true,
    decide: closing.decideDeclineStabilisation,
  }),
  "tick-item": row({
    summary: "Tick a line of the final checklist",
    input: closing.tickItemInput,
    roles: STAFF,
    decide: closing.decideTickItem,
  }),
  "untick-item": row({
    summary: "Take back the tick of a checklist line",
    input: closing.untickItemInput,
    roles: STAFF,
    decide: closing.decideUntickItem,
  }),
} as const satisfies Readonly<Record<string, Command>>;
