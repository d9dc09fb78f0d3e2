import type { Plan } from "../plan/plan.ts";
import { scheduleOf, type Moment } from "../plan/schedule.ts";
import type { Task } from "../plan/sprint.ts";
import { NOT_BEGUN, type SprintCourse, type TaskCourse } from "../room/task.ts";
import type { EpochMs, Range } from "../time.ts";
import { criticalPath } from "./critical-path.ts";

export type TaskNow = Range & {
  readonly id: string;
  readonly label: string;
  readonly stream: string;
  readonly task: Task;
  readonly course: TaskCourse;
  /** As planned, moved with T0. */
  readonly baseline: Range;
  readonly slackMs: number;
  readonly critical: boolean;
};
export type MilestoneNow = Moment & { readonly confirmedAt: EpochMs | null };
export type SprintNow = {
  readonly tasks: readonly TaskNow[];
  readonly milestones: readonly MilestoneNow[];
  /** Ids of tasks that need each other in a circle: then no slack is known. */
  readonly cycle: readonly string[] | null;
};
export type TaskState = "delivered" | "blocked" | "late" | "under_way" | "to_come";

type Standing = { readonly plan: Plan; readonly t0: EpochMs; readonly sprint: SprintCourse };

/** Every task where it stands now, with its slack. Times in epoch ms, ends exclusive. Pure. */
export function sprintNow({ plan, t0, sprint }: Standing): SprintNow {
  const schedule = scheduleOf(plan, t0);
  const planned = new Map(schedule.sprint.flatMap(({ tasks }) => tasks.map((task) => [task.id, task])));
  const placed = (plan.sprint?.streams ?? []).flatMap((stream) =>
    stream.tasks.flatMap((task) => {
      const baseline = planned.get(task.id);
      if (!baseline) return [];
      const course = sprint.tasks[task.id] ?? NOT_BEGUN;
      const { id, label } = task;
      return [{ id, label, stream: stream.id, task, course, baseline, ...rangeNow(course, { baseline, t0 }) }];
    }),
  );
  const network = criticalPath(
    placed.map(({ id, from, to, task }) => ({ id, notBefore: from, lengthMs: to - from, needs: task.needs })),
  );
  const tasks = placed.map((task) => {
    const slack = network.placed?.get(task.id);
    return { ...task, slackMs: slack?.slackMs ?? 0, critical: slack?.critical ?? false };
  });
  const milestones = schedule.milestones.map((milestone) => ({
    ...milestone,
    confirmedAt: sprint.milestones[milestone.id]?.at ?? null,
  }));
  return { tasks, milestones, cycle: network.cycle };
}

function rangeNow({ moved }: TaskCourse, at: { readonly baseline: Range; readonly t0: EpochMs }): Range {
  if (!moved) return { from: at.baseline.from, to: at.baseline.to };
  return { from: moved.from + at.t0 - moved.t0, to: moved.to + at.t0 - moved.t0 };
}

/** Late is what should have begun, or should be delivered, and is not. */
export function taskState({ course, from, to }: Pick<TaskNow, "course" | "from" | "to">, now: EpochMs): TaskState {
  if (course.delivered) return "delivered";
  if (course.blocked) return "blocked";
  if (now >= to || (now >= from && course.startedAt === null)) return "late";
  return course.startedAt === null ? "to_come" : "under_way";
}

/** Why `range` breaks a dependency of the task, in one sentence for each; none where it holds. */
export function brokenBy(sprint: SprintNow, id: string, range: Range): readonly string[] {
  const task = sprint.tasks.find((candidate) => candidate.id === id);
  const needs = task?.task.needs ?? [];
  const first = [...sprint.tasks.map(({ id: key, label, to }) => ({ id: key, label, at: to })), ...sprint.milestones];
  const early = first
    .filter((need) => needs.includes(need.id) && range.from < need.at)
    .map((need) => `it needs “${need.label}”, which ends on ${dayWord(need.at - 1)}`);
  const after = sprint.tasks
    .filter((next) => next.task.needs.includes(id) && next.course.delivered === null && next.from < range.to)
    .map((next) => `“${next.label}” needs it and begins on ${dayWord(next.from)}; move that first`);
  return [...early, ...after];
}

/** What the task waits for before it may start: tasks not delivered, milestones not confirmed. */
export function waitsFor(sprint: SprintNow, id: string): readonly string[] {
  const needs = sprint.tasks.find((candidate) => candidate.id === id)?.task.needs ?? [];
  return [
    ...sprint.tasks
      .filter((task) => needs.includes(task.id) && task.course.delivered === null)
      .map(({ label }) => `“${label}” is not delivered`),
    ...sprint.milestones
      .filter((milestone) => needs.includes(milestone.id) && milestone.confirmedAt === null)
      .map(({ label }) => `“${label}” is not confirmed`),
  ];
}

/** "2025-11-14", of UTC. */
export function dayWord(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 10);
}
