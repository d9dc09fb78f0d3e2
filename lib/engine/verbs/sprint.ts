import * as stream from "#core/room/commands/stream-commands";
import * as task from "#core/room/commands/task-commands";
import { row, type Command } from "../command-row.ts";
import { LEADS, STAFF } from "./roles.ts";

/** Verbs of the sprint's tasks and milestones. */
export const SPRINT_VERBS = {
  "move-task": row({
    summary: "Move a task of the sprint",
    input: task.moveTaskInput,
    roles: LEADS,
    decide: task.decideMoveTask,
  }),
  "progress-task": row({
    summary: "Say how far a task is",
    input: task.progressTaskInput,
    roles: STAFF,
    decide: task.decideProgressTask,
  }),
  "block-task": row({
    summary: "Say that a task is blocked",
    input: task.blockTaskInput,
    roles: STAFF,
    decide: task.decideBlockTask,
  }),
  "unblock-task": row({
    summary: "Say that a task goes on",
    input: task.unblockTaskInput,
    roles: STAFF,
    decide: task.decideUnblockTask,
  }),
  "deliver-task": row({
    summary: "Deliver a task, with the link",
    input: task.deliverTaskInput,
    roles: STAFF,
    decide: task.decideDeliverTask,
  }),
  "record-impact": row({
    summary: "Record a task's impact",
    input: task.recordImpactInput,
    roles: STAFF,
    decide: task.decideRecordImpact,
  }),
  "assign-task": row({
    summary: "Say who owns a task",
    input: task.assignTaskInput,
    roles: STAFF,
    decide: task.decideAssignTask,
  }),
  "note-task": row({
    summary: "Note something at a task",
    input: task.noteTaskInput,
    roles: STAFF,
    decide: task.decideNoteTask,
  }),
  "confirm-milestone": row({
    summary: "Confirm a milestone of the sprint",
    input: task.confirmMilestoneInput,
    roles: LEADS,
    decide: task.decideConfirmMilestone,
  }),
  "answer-block": row({
    summary: "Decide what is done about a blocked stream",
    input: stream.answerBlockInput,
    roles: LEADS,
    decide: stream.decideAnswerBlock,
  }),
} as const satisfies Readonly<Record<string, Command>>;
