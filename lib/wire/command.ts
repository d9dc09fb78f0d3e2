import { z } from "zod";
import type * as action from "#core/room/commands/action-commands";
import type * as alert from "#core/room/commands/alert-commands";
import type * as playbook from "#core/room/commands/playbook-commands";
import type * as checkpoint from "#core/room/commands/checkpoint-commands";
import type * as closing from "#core/room/commands/closing-commands";
import type * as delay from "#core/room/commands/delay-commands";
import type * as launch from "#core/room/commands/launch-commands";
import type * as poll from "#core/room/commands/poll-commands";
import type * as readiness from "#core/room/commands/readiness-commands";
import type * as stream from "#core/room/commands/stream-commands";
import type * as task from "#core/room/commands/task-commands";
import type * as traffic from "#core/room/commands/traffic-commands";
import type * as shift from "#core/room/commands/shift-commands";
import type * as written from "#core/room/commands/written-commands";
import type * as roster from "#core/room/commands/roster-commands";
import { loggedEventSchema } from "#core/room/room-event";

/** What each command takes: `POST /api/v1/commands/<verb>` with this as the body. */
export type CommandInputs = {
  "add-note": z.input<typeof roster.addNoteInput>;
  "check-in": z.input<typeof roster.checkInInput>;
  "check-out": z.input<typeof roster.checkInInput>;
  "assign-role": z.input<typeof roster.assignRoleInput>;
  "delegate-vote": z.input<typeof roster.delegateVoteInput>;
  "attest-item": z.input<typeof readiness.attestItemInput>;
  "withdraw-item": z.input<typeof readiness.withdrawItemInput>;
  "waive-item": z.input<typeof readiness.waiveItemInput>;
  "test-channel": z.input<typeof readiness.testChannelInput>;
  "open-poll": z.input<typeof poll.openPollInput>;
  "cast-vote": z.input<typeof poll.castVoteInput>;
  "withdraw-poll": z.input<typeof poll.withdrawPollInput>;
  "decide-ramp": z.input<typeof launch.decideRampInput>;
  reschedule: z.input<typeof launch.rescheduleInput>;
  "start-rollout": z.input<typeof launch.startRolloutInput>;
  "confirm-line": z.input<typeof launch.confirmLineInput>;
  "submit-entry": z.input<typeof checkpoint.submitEntryInput>;
  "second-decision": z.input<typeof checkpoint.secondDecisionInput>;
  "decline-decision": z.input<typeof checkpoint.declineDecisionInput>;
  "add-action": z.input<typeof action.addActionInput>;
  "hand-action": z.input<typeof action.handActionInput>;
  "close-action": z.input<typeof action.closeActionInput>;
  "reopen-action": z.input<typeof action.reopenActionInput>;
  "acknowledge-alert": z.input<typeof alert.acknowledgeAlertInput>;
  "acknowledge-alerts": z.input<typeof alert.acknowledgeAlertsInput>;
  "note-alert": z.input<typeof alert.noteAlertInput>;
  "silence-alert": z.input<typeof alert.silenceAlertInput>;
  "end-silence": z.input<typeof alert.endSilenceInput>;
  "do-step": z.input<typeof playbook.doStepInput>;
  "leave-playbook": z.input<typeof playbook.leavePlaybookInput>;
  "leave-low-playbooks": z.input<typeof playbook.leaveLowPlaybooksInput>;
  "take-traffic-step": z.input<typeof traffic.takeTrafficStepInput>;
  "reduce-traffic": z.input<typeof traffic.reduceTrafficInput>;
  "hold-traffic": z.input<typeof traffic.holdTrafficInput>;
  "write-report-text": z.input<typeof written.writeReportTextInput>;
  "write-brief": z.input<typeof written.writeBriefInput>;
  "resume-traffic": z.input<typeof traffic.holdTrafficInput>;
  "cancel-reduction": z.input<typeof traffic.cancelReductionInput>;
  "begin-delay": z.input<typeof delay.beginDelayInput>;
  "do-delay-step": z.input<typeof delay.doDelayStepInput>;
  "leave-delay": z.input<typeof delay.leaveDelayInput>;
  "take-shift": z.input<typeof shift.takeShiftInput>;
  "release-shift": z.input<typeof shift.releaseShiftInput>;
  "write-handoff": z.input<typeof shift.writeHandoffInput>;
  "accept-handoff": z.input<typeof shift.acceptHandoffInput>;
  "give-figure": z.input<typeof closing.giveFigureInput>;
  "give-confidence": z.input<typeof closing.giveConfidenceInput>;
  "confirm-stabilisation": z.input<typeof closing.confirmStabilisationInput>;
  "second-stabilisation": z.input<typeof closing.secondStabilisationInput>;
  "decline-stabilisation": z.input<typeof closing.declineStabilisationInput>;
  "tick-item": z.input<typeof closing.tickItemInput>;
  "untick-item": z.input<typeof closing.untickItemInput>;
  "move-task": z.input<typeof task.moveTaskInput>;
  "progress-task": z.input<typeof task.progressTaskInput>;
  "block-task": z.input<typeof task.blockTaskInput>;
  "unblock-task": z.input<typeof task.unblockTaskInput>;
  "deliver-task": z.input<typeof task.deliverTaskInput>;
  "record-impact": z.input<typeof task.recordImpactInput>;
  "assign-task": z.input<typeof task.assignTaskInput>;
  "note-task": z.input<typeof task.noteTaskInput>;
  "confirm-milestone": z.input<typeof task.confirmMilestoneInput>;
  "answer-block": z.input<typeof stream.answerBlockInput>;
};
export type Verb = keyof CommandInputs;

/** What became of a command: the number of the log's last event, and the events it caused. */
export const commandAnswerSchema = z.object({ seq: z.number(), events: z.array(loggedEventSchema) });
export type CommandAnswer = z.infer<typeof commandAnswerSchema>;

/** `Idempotency-Key`: the same key again gets the same answer. */
export const idempotencyKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{8,128}$/, "must be 8 to 128 letters, digits, . _ : or -");
