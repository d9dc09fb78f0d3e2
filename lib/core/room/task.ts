import { z } from "zod";
import type { EpochMs } from "../time.ts";
import { personSchema, type Actor, type Person } from "./actor.ts";
import { lookUp } from "../look-up.ts";

const task = z.string();

/** What the plan does about a blocked stream: at first, and where that does not help. */
export const streamAnswer = z.enum(["resolution", "contingency"]);
export type StreamAnswer = z.infer<typeof streamAnswer>;

/** Dates in epoch ms, `to` exclusive, written while T0 stood at `t0`: they move with it. `percent` from 0 to 100. */
export const taskEvents = [
  z.object({
    type: z.literal("task_moved"),
    task,
    from: z.number(),
    to: z.number(),
    t0: z.number(),
    reason: z.string(),
  }),
  z.object({ type: z.literal("task_progressed"), task, percent: z.number(), note: z.string() }),
  z.object({ type: z.literal("task_blocked"), task, reason: z.string() }),
  z.object({ type: z.literal("task_unblocked"), task, note: z.string() }),
  z.object({ type: z.literal("task_delivered"), task, link: z.string(), note: z.string() }),
  z.object({ type: z.literal("task_impact"), task, measure: z.string(), value: z.number(), note: z.string() }),
  z.object({ type: z.literal("task_assigned"), task, person: personSchema.nullable() }),
  z.object({ type: z.literal("task_noted"), task, note: z.string() }),
  z.object({
    type: z.literal("milestone_confirmed"),
    milestone: z.string(),
    note: z.string(),
    /** Ids of what it needs and what was not reached then. */
    missing: z.array(z.string()).optional(),
  }),
  /** How the plan's ways out of a blocked stream are gone. */
  z.object({ type: z.literal("stream_answered"), stream: z.string(), answer: streamAnswer, reason: z.string() }),
] as const;
export type TaskEvent = z.infer<(typeof taskEvents)[number]>;

type Done = { readonly at: EpochMs; readonly by: Actor };
/** What became of a task of the plan so far. */
export type TaskCourse = {
  readonly owner: Person | null;
  readonly moved: ({ readonly from: EpochMs; readonly to: EpochMs; readonly t0: EpochMs } & Done) | null;
  readonly startedAt: EpochMs | null;
  /** 0 to 100. */
  readonly percent: number;
  readonly blocked: ({ readonly reason: string } & Done) | null;
  readonly delivered: ({ readonly link: string } & Done) | null;
  /** The last value recorded, by measure. */
  readonly impacts: Readonly<Record<string, { readonly value: number } & Done>>;
  /** Oldest first. */
  readonly notes: readonly TaskNote[];
};
export type TaskNote = { readonly text: string } & Done;
export type SprintCourse = {
  readonly tasks: Readonly<Record<string, TaskCourse>>;
  readonly milestones: Readonly<Record<string, Done>>;
  /** What was decided last about a stream that was blocked. */
  readonly streams: Readonly<Record<string, { readonly answer: StreamAnswer; readonly reason: string } & Done>>;
};

export const EMPTY_SPRINT: SprintCourse = { tasks: {}, milestones: {}, streams: {} };
export const NOT_BEGUN: TaskCourse = {
  owner: null,
  moved: null,
  startedAt: null,
  percent: 0,
  blocked: null,
  delivered: null,
  impacts: {},
  notes: [],
};

export function applyTask(
  sprint: SprintCourse,
  event: TaskEvent & { readonly at: EpochMs; readonly actor: Actor },
): SprintCourse {
  const done = { at: event.at, by: event.actor };
  if (event.type === "milestone_confirmed")
    return { ...sprint, milestones: { ...sprint.milestones, [event.milestone]: done } };
  if (event.type === "stream_answered") {
    const { stream, answer, reason } = event;
    return { ...sprint, streams: { ...sprint.streams, [stream]: { answer, reason, ...done } } };
  }
  const before = lookUp(sprint.tasks, event.task) ?? NOT_BEGUN;
  const text = "note" in event ? event.note : "reason" in event ? event.reason : "";
  const notes = text === "" ? before.notes : [...before.notes, { text, ...done }];
  const after = { ...before, ...changeOf(before, { event, done }), notes };
  return { ...sprint, tasks: { ...sprint.tasks, [event.task]: after } };
}

type Change = { readonly event: Extract<TaskEvent, { task: string }>; readonly done: Done };

function changeOf(before: TaskCourse, { event, done }: Change): Partial<TaskCourse> {
  switch (event.type) {
    case "task_moved":
      return { moved: { from: event.from, to: event.to, t0: event.t0, ...done } };
    case "task_progressed":
      return { percent: event.percent, startedAt: before.startedAt ?? (event.percent > 0 ? done.at : null) };
    case "task_blocked":
      return { blocked: { reason: event.reason, ...done } };
    case "task_unblocked":
      return { blocked: null };
    case "task_delivered":
      return {
        percent: 100,
        startedAt: before.startedAt ?? done.at,
        blocked: null,
        delivered: { link: event.link, ...done },
      };
    case "task_assigned":
      return { owner: event.person };
    case "task_noted":
      return {};
    case "task_impact":
      return { impacts: { ...before.impacts, [event.measure]: { value: event.value, ...done } } };
    default:
      return event satisfies never;
  }
}
