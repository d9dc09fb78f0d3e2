import { z } from "zod";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import { dateSchema } from "../../plan/when.ts";
import { brokenBy, dayWord, sprintNow, waitsFor, type SprintNow, type TaskNow } from "../../sprint/sprint-now.ts";
import { DAY_MS, type EpochMs } from "../../time.ts";
import { idText, noteText, plainText, reasonText, wrong, type Decide, type Deciding } from "../deciding.ts";
import type { Room } from "../room.ts";

const task = { task: idText };
/** Dates of UTC, both inclusive. */
export const moveTaskInput = z.strictObject({ ...task, from: dateSchema, to: dateSchema, reason: reasonText });
export const progressTaskInput = z.strictObject({
  ...task,
  percent: z.number().min(0).max(100),
  note: noteText.default(""),
});
export const blockTaskInput = z.strictObject({ ...task, reason: reasonText });
export const unblockTaskInput = z.strictObject({ ...task, note: noteText.default("") });
export const deliverTaskInput = z.strictObject({
  ...task,
  link: plainText.max(2_000).regex(/^https?:\/\/\S+$/, "must be an address that begins with https:// or http://"),
  note: noteText.default(""),
});
export const recordImpactInput = z.strictObject({
  ...task,
  measure: idText,
  value: z.number(),
  note: noteText.default(""),
});
export const confirmMilestoneInput = z.strictObject({ milestone: idText, note: reasonText });

/** The furthest from its baseline that a task can be moved. */
const FURTHEST_DAYS = 366;

export const decideMoveTask: Decide<z.infer<typeof moveTaskInput>> = (room, input, about) => {
  const found = openTask(room, input.task, about);
  if (!found.ok) return found;
  const { held, sprint } = found.value;
  if (sprint.cycle) return refuse("conflict", `The tasks need each other in a circle: ${sprint.cycle.join(", ")}.`);
  if (input.to < input.from) return wrong("to", "is before the first day");
  // whole days from where it stands: hours of a launch, and of a T0 that moved, stay
  const range = { from: onDay(held.from, input.from), to: onDay(held.to - 1, input.to) + 1 };
  if (Math.abs(range.to - held.baseline.to) > FURTHEST_DAYS * DAY_MS)
    return wrong("to", "is more than a year off the plan");
  if (range.from === held.from && range.to === held.to) return accept([]);
  if (held.course.startedAt !== null && range.from !== held.from)
    return wrong("from", "cannot change: the task has begun");
  const broken = brokenBy(sprint, held.id, range);
  if (broken.length > 0) return refuse("conflict", `${held.label} cannot be moved: ${broken.join("; ")}.`);
  return accept([{ type: "task_moved", task: held.id, ...range, t0: about.t0, reason: input.reason }]);
};

export const decideProgressTask: Decide<z.infer<typeof progressTaskInput>> = (room, input, about) => {
  const found = openTask(room, input.task, about);
  if (!found.ok) return found;
  const { held, sprint } = found.value;
  const waits = held.course.startedAt === null && input.percent > 0 ? waitsFor(sprint, held.id) : [];
  if (waits.length > 0) return refuse("conflict", `${held.label} cannot start: ${waits.join("; ")}.`);
  return accept([{ type: "task_progressed", ...input }]);
};

export const decideBlockTask: Decide<z.infer<typeof blockTaskInput>> = (room, input, about) => {
  const found = openTask(room, input.task, about);
  return found.ok ? accept([{ type: "task_blocked", ...input }]) : found;
};

export const decideUnblockTask: Decide<z.infer<typeof unblockTaskInput>> = (room, input, about) => {
  const found = openTask(room, input.task, about);
  if (!found.ok) return found;
  return accept(found.value.held.course.blocked ? [{ type: "task_unblocked", ...input }] : []);
};

export const decideDeliverTask: Decide<z.infer<typeof deliverTaskInput>> = (room, input, about) => {
  const found = openTask(room, input.task, about);
  if (!found.ok) return found;
  const waits = waitsFor(found.value.sprint, input.task);
  if (waits.length > 0)
    return refuse("conflict", `${found.value.held.label} cannot be delivered: ${waits.join("; ")}.`);
  return accept([{ type: "task_delivered", ...input }]);
};

/** A value that cannot be: percentages beyond 100 either way, counts below zero. */
export const decideRecordImpact: Decide<z.infer<typeof recordImpactInput>> = (room, input, about) => {
  const found = knownTask(room, input.task, about);
  if (!found.ok) return found;
  const expected = found.value.held.task.impacts.some(({ measure }) => measure === input.measure);
  const measure = about.plan.sprint?.measures.find(({ id }) => id === input.measure);
  if (!expected || !measure) return wrong("measure", `${found.value.held.label} is not measured by it`);
  if (measure.unit === "%" && Math.abs(input.value) > 100) return wrong("value", "must be from -100 to 100 %");
  if (measure.unit !== "%" && input.value < 0) return wrong("value", "cannot be below 0");
  return accept([{ type: "task_impact", ...input }]);
};

export const decideConfirmMilestone: Decide<z.infer<typeof confirmMilestoneInput>> = (room, input, about) => {
  const known = sprintOf(room, about).milestones.find(({ id }) => id === input.milestone);
  if (!known) return refuse("not_found", "The plan has no such milestone.");
  if (known.confirmedAt !== null) return accept([]);
  if (about.now < about.t0) return refuse("conflict", `${known.label} cannot be confirmed before the rollout starts.`);
  return accept([{ type: "milestone_confirmed", ...input }]);
};

type Found = Outcome<{ readonly held: TaskNow; readonly sprint: SprintNow }>;

function sprintOf(room: Room, { plan, t0 }: Deciding): SprintNow {
  return sprintNow({ plan, t0, sprint: room.sprint });
}

function knownTask(room: Room, id: string, about: Deciding): Found {
  const sprint = sprintOf(room, about);
  const held = sprint.tasks.find((candidate) => candidate.id === id);
  return held ? accept({ held, sprint }) : refuse("not_found", "The plan has no such task.");
}

function openTask(room: Room, id: string, about: Deciding): Found {
  const found = knownTask(room, id, about);
  if (found.ok && found.value.held.course.delivered)
    return refuse("conflict", `${found.value.held.label} is delivered already.`);
  return found;
}

function onDay(at: EpochMs, date: string): EpochMs {
  return at + Date.parse(date) - Date.parse(dayWord(at));
}
