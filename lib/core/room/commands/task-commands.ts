import { z } from "zod";
import { figureInput } from "../../bounds.ts";
import { idText, linkText, noteText, reasonText } from "../../text.ts";
import { accept, refuse, type Outcome } from "../../outcome.ts";
import type { Impact } from "../../plan/sprint.ts";
import { dateSchema } from "../../plan/when.ts";
import { measureOf } from "../../sprint/impact.ts";
import { moveTo } from "../../sprint/move.ts";
import { sprintNow, waitsFor, type SprintNow, type TaskNow } from "../../sprint/sprint-now.ts";
import { wrong, type Decide, type Deciding } from "../deciding.ts";
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
  link: linkText,
  note: noteText.default(""),
});
export const recordImpactInput = z.strictObject({
  ...task,
  measure: idText,
  value: figureInput,
  note: noteText.default(""),
});
export const confirmMilestoneInput = z.strictObject({ milestone: idText, note: reasonText });

export const assignTaskInput = z.strictObject({
  ...task,
  /** Account id; null where nobody owns it any more. */
  person: idText.nullable(),
});
export const noteTaskInput = z.strictObject({ ...task, note: reasonText });

export const decideMoveTask: Decide<z.infer<typeof moveTaskInput>> = (room, input, about) => {
  const found = knownTask(room, input.task, about);
  if (!found.ok) return found;
  const { held, sprint } = found.value;
  const moved = moveTo(sprint, held, input);
  if (!moved.ok) return moved;
  const { from, to } = moved.value;
  if (from === held.from && to === held.to) return accept([]);
  return accept([{ type: "task_moved", task: held.id, from, to, t0: about.t0, reason: input.reason }]);
};

export const decideProgressTask: Decide<z.infer<typeof progressTaskInput>> = (room, input, about) => {
  const found = openTask(room, input.task, about);
  if (!found.ok) return found;
  const { held, sprint } = found.value;
  const waits = held.course.startedAt === null && input.percent > 0 ? waitsFor(sprint, held.task.needs) : [];
  if (waits.length > 0) return refuse("conflict", `${held.label} cannot start: ${sentences(waits)}.`);
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
  const { held, sprint } = found.value;
  const waits = waitsFor(sprint, held.task.needs);
  if (waits.length > 0) return refuse("conflict", `${held.label} cannot be delivered: ${sentences(waits)}.`);
  return accept([{ type: "task_delivered", ...input }]);
};

/** The value as a person writes it: 1.5 for 1.5 %. One that cannot be is refused: a share beyond 100 %, a count below 0. */
export const decideRecordImpact: Decide<z.infer<typeof recordImpactInput>> = (room, input, about) => {
  const found = knownTask(room, input.task, about);
  if (!found.ok) return found;
  const { held } = found.value;
  const expected = held.task.impacts.find(({ measure }) => measure === input.measure);
  const measure = measureOf(about.plan, input.measure);
  if (!expected || !measure) return wrong("measure", `${held.label} is not measured by it`);
  const fault = impactFault(input.value, { unit: measure.unit, basis: expected.basis });
  return fault === null ? accept([{ type: "task_impact", ...input }]) : wrong("value", fault);
};

/** Why a measure cannot have this value, as the end of a sentence that begins with its name; null where it can. */
export function impactFault(value: number, { unit, basis }: Pick<Impact, "basis"> & { unit: string }): string | null {
  const least = unit === "%" ? (basis === "absolute" ? 0 : -100) : unit === "USD" ? Number.NEGATIVE_INFINITY : 0;
  if (unit === "%" && (value < least || value > 100)) return `must be from ${least} to 100 %`;
  return value < least ? "cannot be below 0" : null;
}

/** Nobody else owns it then. A delivered task keeps its owner, or gets one. */
export const decideAssignTask: Decide<z.infer<typeof assignTaskInput>> = (room, input, about) => {
  const found = knownTask(room, input.task, about);
  if (!found.ok) return found;
  const person = input.person === null ? null : about.facts.accounts.find(({ id }) => id === input.person);
  if (person === undefined) return wrong("person", `there is no account "${input.person}"`);
  if (person?.id === found.value.held.course.owner?.id) return accept([]);
  return accept([{ type: "task_assigned", task: input.task, person: person && { id: person.id, name: person.name } }]);
};

export const decideNoteTask: Decide<z.infer<typeof noteTaskInput>> = (room, input, about) => {
  const found = knownTask(room, input.task, about);
  return found.ok ? accept([{ type: "task_noted", ...input }]) : found;
};

/** A milestone is reached when a lead says so and why; what it needs and is missing then is kept with it. */
export const decideConfirmMilestone: Decide<z.infer<typeof confirmMilestoneInput>> = (room, input, about) => {
  const sprint = sprintOf(room, about);
  const known = sprint.milestones.find(({ id }) => id === input.milestone);
  if (!known) return refuse("not_found", "The plan has no such milestone.");
  if (known.confirmedAt !== null) return accept([]);
  if (known.confirmedWith)
    return refuse("conflict", `${known.label} is confirmed ${CONFIRMED_WITH[known.confirmedWith]}.`);
  if (about.now < about.t0) return refuse("conflict", `${known.label} cannot be confirmed before the rollout starts.`);
  const missing = waitsFor(sprint, known.needs).map(({ id }) => id);
  return accept([{ type: "milestone_confirmed", ...input, ...(missing.length > 0 && { missing }) }]);
};

const CONFIRMED_WITH = {
  start: "by the start of the rollout",
  stabilisation: "on the page Criteria, with the stabilisation",
} as const;

type Found = Outcome<{ readonly held: TaskNow; readonly sprint: SprintNow }>;

function sprintOf(room: Room, { plan, t0 }: Deciding): SprintNow {
  return sprintNow({ plan, t0, room });
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

function sentences(waits: ReturnType<typeof waitsFor>): string {
  return waits.map(({ sentence }) => sentence).join("; ");
}
