import * as alert from "#core/room/commands/alert-commands";
import * as playbook from "#core/room/commands/playbook-commands";
import { row, type Command } from "../command-row.ts";
import { LEADS, STAFF } from "./roles.ts";

/** Verbs of alerts, silences and procedures. */
export const ALERTS_VERBS = {
  "acknowledge-alert": row({
    summary: "Take an alert in hand",
    input: alert.acknowledgeAlertInput,
    roles: STAFF,
    decide: alert.decideAcknowledge,
  }),
  "acknowledge-alerts": row({
    summary: "Take several alerts in hand with one reason",
    input: alert.acknowledgeAlertsInput,
    roles: STAFF,
    decide: alert.decideAcknowledgeMany,
  }),
  "note-alert": row({
    summary: "Add a note to an alert's record",
    input: alert.noteAlertInput,
    roles: STAFF,
    decide: alert.decideNoteAlert,
  }),
  "silence-alert": row({
    summary: "Silence an alert rule until a moment",
    input: alert.silenceAlertInput,
    roles: STAFF,
    decide: alert.decideSilence,
  }),
  "end-silence": row({
    summary: "End a silence",
    input: alert.endSilenceInput,
    roles: STAFF,
    decide: alert.decideEndSilence,
  }),
  "do-step": row({
    summary: "Finish a step of an alert's procedure",
    input: playbook.doStepInput,
    roles: STAFF,
    decide: playbook.decideDoStep,
  }),
  "leave-playbook": row({
    summary: "Leave an alert's procedure: resume, reschedule or abort",
    input: playbook.leavePlaybookInput,
    roles: LEADS,
    stepUp: true,
    signs: ({ exit }) => (exit === "abort" ? "end" : null),
    decide: playbook.decideLeavePlaybook,
  }),
  "leave-low-playbooks": row({
    summary: "Leave the procedures of several low alerts with one reason",
    input: playbook.leaveLowPlaybooksInput,
    roles: LEADS,
    decide: playbook.decideLeaveLowPlaybooks,
  }),
} as const satisfies Readonly<Record<string, Command>>;
