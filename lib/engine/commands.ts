import * as action from "#core/room/commands/action-commands";
import * as alert from "#core/room/commands/alert-commands";
import * as playbook from "#core/room/commands/playbook-commands";
import * as checkpoint from "#core/room/commands/checkpoint-commands";
import * as launch from "#core/room/commands/launch-commands";
import * as poll from "#core/room/commands/poll-commands";
import * as readiness from "#core/room/commands/readiness-commands";
import * as shift from "#core/room/commands/shift-commands";
import * as roster from "#core/room/commands/roster-commands";
import * as traffic from "#core/room/commands/traffic-commands";
import { CLOSING_COMMANDS } from "./closing-commands.ts";
import * as written from "#core/room/commands/written-commands";
import { row, type Command } from "./command-row.ts";

const STAFF = ["admin", "operator", "lead"] as const;
const LEADS = ["admin", "lead"] as const;
const VOTERS = ["lead"] as const;

export const COMMANDS = {
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
    decide: roster.decideAssignRole,
  }),
  "delegate-vote": row({
    summary: "Hand on your vote, or take it back",
    input: roster.delegateVoteInput,
    roles: VOTERS,
    stepUp: true,
    decide: roster.decideDelegateVote,
  }),
  "attest-item": row({
    summary: "Show what proves a pre-flight item",
    input: readiness.attestItemInput,
    roles: STAFF,
    decide: readiness.decideAttestItem,
  }),
  "withdraw-item": row({
    summary: "Take back a confirmation or a waiver",
    input: readiness.withdrawItemInput,
    roles: STAFF,
    decide: readiness.decideWithdrawItem,
  }),
  "waive-item": row({
    summary: "Let a pre-flight item pass until a moment",
    input: readiness.waiveItemInput,
    roles: LEADS,
    decide: readiness.decideWaiveItem,
  }),
  "test-channel": row({
    summary: "Log the test of a channel",
    input: readiness.testChannelInput,
    roles: STAFF,
    decide: readiness.decideTestChannel,
  }),
  "open-poll": row({
    summary: "Open the GO/NO-GO",
    input: poll.openPollInput,
    roles: LEADS,
    looksFirst: true,
    decide: poll.decideOpenPoll,
  }),
  "cast-vote": row({
    summary: "Vote GO or NO-GO for a role",
    input: poll.castVoteInput,
    roles: VOTERS,
    stepUp: true,
    decide: poll.decideCastVote,
  }),
  "withdraw-poll": row({
    summary: "Withdraw the poll",
    input: poll.withdrawPollInput,
    roles: LEADS,
    decide: poll.decideWithdrawPoll,
  }),
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
  "acknowledge-alert": row({
    summary: "Take an alert in hand",
    input: alert.acknowledgeAlertInput,
    roles: STAFF,
    decide: alert.decideAcknowledge,
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
    decide: playbook.decideLeavePlaybook,
  }),
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
  ...CLOSING_COMMANDS,
  "write-report-text": row({
    summary: "Write your text for a section of a report",
    input: written.writeReportTextInput,
    roles: STAFF,
    decide: written.decideWriteReportText,
  }),
  "write-brief": row({
    summary: "Write a brief in your words",
    input: written.writeBriefInput,
    roles: LEADS,
    decide: written.decideWriteBrief,
  }),
} as const satisfies Readonly<Record<string, Command>>;

export type Verb = keyof typeof COMMANDS;

/** The command of this name; null for a verb that there is not. */
export function commandOf(verb: string): Command | null {
  return Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb as Verb] : null;
}
