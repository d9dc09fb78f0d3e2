import { accept, refuse, type Outcome } from "../outcome.ts";
import { wrong } from "../room/deciding.ts";
import { DAY_MS, type EpochMs, type Range } from "../time.ts";
import { dateOf } from "../plan/when.ts";
import { lastDay, type SprintNow, type TaskNow } from "./sprint-now.ts";

/** First and last day, "2025-11-04", both inclusive, of UTC. */
export type Days = { readonly from: string; readonly to: string };

/** The furthest from its baseline that a task can be moved. */
const FURTHEST_DAYS = 366;

/** The days on which a task stands. */
export function daysOn({ from, to }: Range): Days {
  return { from: dateOf(from), to: lastDay(to) };
}

/** `days` with either end moved by whole days. */
export function shifted(days: Days, by: { readonly from: number; readonly to: number }): Days {
  return { from: dateOf(Date.parse(days.from) + by.from * DAY_MS), to: dateOf(Date.parse(days.to) + by.to * DAY_MS) };
}

/**
 * Where the task would stand, or why it may not: the command decides by it, and a preview says the same before it is sent. Whole
 * days from where it stands: hours of a launch, and of a T0 that moved, stay.
 */
export function moveTo(sprint: SprintNow, task: TaskNow, days: Days): Outcome<Range> {
  const { label, course, baseline } = task;
  if (course.delivered) return refuse("conflict", `${label} is delivered already.`);
  if (days.to < days.from) return wrong("to", "is before the first day");
  const range = rangeOn(task, days);
  if (Math.abs(range.to - baseline.to) > FURTHEST_DAYS * DAY_MS) return wrong("to", "is more than a year off the plan");
  if (Math.abs(range.from - baseline.from) > FURTHEST_DAYS * DAY_MS)
    return wrong("from", "is more than a year off the plan");
  if (course.startedAt !== null && range.from !== task.from) return wrong("from", "cannot change: the task has begun");
  const broken = brokenBy(sprint, task, range);
  if (broken.length > 0) return refuse("conflict", `${label} cannot be moved: ${broken.join("; ")}.`);
  return accept(range);
}

/** When the task would stand on these days. */
export function rangeOn({ from, to }: Range, days: Days): Range {
  return { from: from + daysBetween(dateOf(from), days.from), to: to + daysBetween(lastDay(to), days.to) };
}

/** In ms. */
function daysBetween(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from);
}

/** Dependencies that `range` breaks, or breaks further than they are broken already; a sentence for each. */
function brokenBy(sprint: SprintNow, task: TaskNow, range: Range): readonly string[] {
  const { id, task: planned } = task;
  const early = [...sprint.tasks.map(endOf), ...sprint.milestones.map(reachedAt)]
    .filter((need) => planned.needs.includes(need.id) && range.from < need.at && range.from < task.from)
    .map(({ label, words }) => `it needs “${label}”, ${words}`);
  const after = sprint.tasks
    .filter((next) => next.task.needs.includes(id) && next.course.delivered === null)
    .filter((next) => next.from < range.to && range.to > task.to)
    .map((next) => `“${next.label}” needs it and begins on ${dateOf(next.from)}; move that first`);
  return [...early, ...after];
}

type Need = { readonly id: string; readonly label: string; readonly at: EpochMs; readonly words: string };

/** What was delivered or confirmed early holds nothing up until its planned day any more. */
function endOf({ id, label, to, course }: TaskNow): Need {
  const done = course.delivered?.at;
  return done === undefined || done >= to
    ? { id, label, at: to, words: `which ends on ${lastDay(to)}` }
    : { id, label, at: dayStart(done), words: `which was delivered on ${dateOf(done)}` };
}

function reachedAt({ id, label, at, confirmedAt }: SprintNow["milestones"][number]): Need {
  return confirmedAt === null || confirmedAt >= at
    ? { id, label, at, words: `which is on ${dateOf(at)}` }
    : { id, label, at: dayStart(confirmedAt), words: `which was confirmed on ${dateOf(confirmedAt)}` };
}

function dayStart(at: EpochMs): EpochMs {
  return Math.floor(at / DAY_MS) * DAY_MS;
}
