import type { Plan } from "../plan/plan.ts";
import { scheduleOf, type Moment, type Schedule } from "../plan/schedule.ts";
import type { Milestone, Task } from "../plan/sprint.ts";
import { dateOf, endMs } from "../plan/when.ts";
import { isConfirmed } from "../room/closing/close-out.ts";
import type { Room } from "../room/room.ts";
import { NOT_BEGUN, type TaskCourse } from "../room/task.ts";
import { DAY_MS, type EpochMs, type Range } from "../time.ts";
import { criticalPath, type Activity, type Placed } from "./critical-path.ts";

export type TaskNow = Range & {
  readonly id: string;
  readonly label: string;
  readonly stream: string;
  readonly task: Task;
  readonly course: TaskCourse;
  /** As planned, moved with T0. */
  readonly baseline: Range;
  /** How much later it may end with the sprint still ending in time; null once it is delivered. */
  readonly slackMs: number | null;
  /** Not delivered, and on the chain that ends the sprint. */
  readonly critical: boolean;
};
export type MilestoneNow = Moment &
  Pick<Milestone, "needs" | "confirmedWith"> & { readonly confirmedAt: EpochMs | null };
export type SprintNow = {
  readonly tasks: readonly TaskNow[];
  readonly milestones: readonly MilestoneNow[];
  /** When the sprint is to be over, moved with T0; null where the plan has none. */
  readonly endsAt: EpochMs | null;
};
export type TaskState = "delivered" | "blocked" | "late" | "under_way" | "to_come";

type Standing = {
  readonly plan: Plan;
  readonly t0: EpochMs;
  readonly room: Pick<Room, "sprint" | "closing" | "launch">;
};

/** Every task where it stands now, with its slack against the sprint's end. Times in epoch ms, ends exclusive. Pure. */
export function sprintNow(standing: Standing): SprintNow {
  const { plan, t0 } = standing;
  const schedule = scheduleOf(plan, t0);
  const endsAt = plan.sprint ? endMs(plan.sprint.to, schedule.baselineT0) + schedule.movedMs : null;
  const placed = placedTasks(standing, schedule);
  const milestones = milestonesNow(standing, schedule);
  const dates = criticalPath(
    [...placed.flatMap(activityOf), ...milestones.flatMap(eventOf)],
    ...(endsAt === null ? [] : [endsAt]),
  );
  const tasks = placed.map((task) => ({ ...task, ...slackOf(dates.get(task.id)) }));
  return { tasks, milestones, endsAt };
}

type PlacedTask = Omit<TaskNow, "slackMs" | "critical">;

function placedTasks({ plan, t0, room: { sprint } }: Standing, schedule: Schedule): readonly PlacedTask[] {
  const planned = new Map(schedule.sprint.flatMap(({ tasks }) => tasks.map((task) => [task.id, task])));
  return (plan.sprint?.streams ?? []).flatMap((stream) =>
    stream.tasks.flatMap((task) => {
      const baseline = planned.get(task.id);
      if (!baseline) return [];
      const course = sprint.tasks[task.id] ?? NOT_BEGUN;
      const { id, label } = task;
      return [{ id, label, stream: stream.id, task, course, baseline, ...rangeNow(course, { baseline, t0 }) }];
    }),
  );
}

function rangeNow({ moved }: TaskCourse, at: { readonly baseline: Range; readonly t0: EpochMs }): Range {
  if (!moved) return { from: at.baseline.from, to: at.baseline.to };
  return { from: moved.from + at.t0 - moved.t0, to: moved.to + at.t0 - moved.t0 };
}

function milestonesNow({ plan, room }: Standing, schedule: Schedule): readonly MilestoneNow[] {
  const planned = new Map(plan.sprint?.milestones.map((milestone) => [milestone.id, milestone]));
  const { confirmation } = room.closing.closeOut;
  const reachedAt = {
    start: room.launch.start?.at,
    stabilisation: isConfirmed(room.closing.closeOut) ? (confirmation?.second?.at ?? confirmation?.at) : undefined,
  };
  return schedule.milestones.map((moment) => {
    const { needs = [], confirmedWith } = planned.get(moment.id) ?? {};
    const confirmed = room.sprint.milestones[moment.id]?.at;
    const confirmedAt = (confirmedWith && reachedAt[confirmedWith]) ?? confirmed ?? null;
    return { ...moment, needs, confirmedWith, confirmedAt };
  });
}

/** What is delivered holds up nothing any more. */
function activityOf({ id, from, to, task, course }: PlacedTask): readonly Activity[] {
  return course.delivered ? [] : [{ id, notBefore: from, lengthMs: to - from, needs: task.needs }];
}

function eventOf({ id, at, needs, confirmedAt }: MilestoneNow): readonly Activity[] {
  return confirmedAt === null ? [{ id, notBefore: at, lengthMs: 0, needs }] : [];
}

function slackOf(placed: Placed | undefined): Pick<TaskNow, "slackMs" | "critical"> {
  return { slackMs: placed?.slackMs ?? null, critical: placed?.critical ?? false };
}

/** Late is what should be delivered and is not, and what has not begun by the end of its first day. */
export function taskState({ course, from, to }: Pick<TaskNow, "course" | "from" | "to">, now: EpochMs): TaskState {
  if (course.delivered) return "delivered";
  if (course.blocked) return "blocked";
  if (now >= to || (now >= from + DAY_MS && course.startedAt === null)) return "late";
  return course.startedAt === null ? "to_come" : "under_way";
}

/** The last moment up to `now` at which a task may have changed its state; `-Infinity` before the first. */
export function lastTurn({ tasks }: SprintNow, now: EpochMs): EpochMs {
  return Math.max(
    ...tasks.flatMap(({ from, to }) => [from + DAY_MS, to].filter((at) => at <= now)),
    Number.NEGATIVE_INFINITY,
  );
}

/** What a task or milestone waits for: tasks not delivered, milestones not confirmed. Ids, and a sentence for each. */
export function waitsFor(
  sprint: SprintNow,
  needs: readonly string[],
): readonly { readonly id: string; readonly sentence: string }[] {
  return [
    ...sprint.tasks
      .filter((task) => needs.includes(task.id) && task.course.delivered === null)
      .map(({ id, label }) => ({ id, sentence: `“${label}” is not delivered` })),
    ...sprint.milestones
      .filter((milestone) => needs.includes(milestone.id) && milestone.confirmedAt === null)
      .map(({ id, label }) => ({ id, sentence: `“${label}” is not confirmed` })),
  ];
}

/** The last day, of UTC, of what ends at `to`, exclusive: an end early in a day, as a T0 that moved by minutes brings, is the day before's. */
export function lastDay(to: EpochMs): string {
  return dateOf(to - DAY_MS / 2);
}
