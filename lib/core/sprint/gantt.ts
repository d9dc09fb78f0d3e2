import type { Plan } from "../plan/plan.ts";
import { DAY_MS, type EpochMs, type Range } from "../time.ts";
import type { SprintNow, TaskNow } from "./sprint-now.ts";

/** What one step of the time axis is. */
export type Zoom = "day" | "week" | "month";
export type GanttRow =
  | { readonly kind: "milestones" }
  | { readonly kind: "stream"; readonly id: string; readonly label: string; readonly range: Range }
  | { readonly kind: "task"; readonly task: TaskNow };

/** Milestones first, then every stream with its tasks. */
export function ganttRows({ tasks }: SprintNow, { sprint }: Pick<Plan, "sprint">): readonly GanttRow[] {
  const rows = (sprint?.streams ?? []).flatMap(({ id, label }): readonly GanttRow[] => {
    const own = tasks.filter((task) => task.stream === id);
    if (own.length === 0) return [];
    const range = { from: Math.min(...own.map(({ from }) => from)), to: Math.max(...own.map(({ to }) => to)) };
    return [{ kind: "stream", id, label, range }, ...own.map((task): GanttRow => ({ kind: "task", task }))];
  });
  return [{ kind: "milestones" }, ...rows];
}

/** All that the chart shows, in whole days, weeks from Monday, or months (three at least) of UTC. */
export function ganttSpan({ tasks, milestones, endsAt }: SprintNow, zoom: Zoom): Range {
  const moments = [
    ...tasks.flatMap((task) => [task.from, task.to, task.baseline.from, task.baseline.to]),
    ...milestones.map(({ at }) => at),
    ...(endsAt === null ? [] : [endsAt]),
  ];
  const [from, to] = [Math.min(...moments), Math.max(...moments)];
  if (zoom === "day") return { from: stepFloor(from, zoom), to: stepFloor(to, zoom) + 2 * DAY_MS };
  const first = stepFloor(from, zoom);
  const last = stepFloor(to - 1, zoom);
  const least = zoom === "month" ? nextStep(nextStep(first, zoom), zoom) : last;
  return { from: first, to: nextStep(Math.max(last, least), zoom) };
}

/** The beginnings of the axis' steps inside `span`. */
export function ganttTicks(span: Range, zoom: Zoom): readonly EpochMs[] {
  const ticks: EpochMs[] = [];
  for (let at = stepFloor(span.from, zoom); at < span.to; at = nextStep(at, zoom)) if (at >= span.from) ticks.push(at);
  return ticks;
}

/** Where `at` lies in `span`, in percent of its width. */
export function ganttPlace(span: Range, at: EpochMs): number {
  return Math.round(((at - span.from) / (span.to - span.from)) * 1e5) / 1e3;
}

function stepFloor(at: EpochMs, zoom: Zoom): EpochMs {
  const day = Math.floor(at / DAY_MS);
  if (zoom === "day") return day * DAY_MS;
  // the first day of the epoch was a Thursday
  if (zoom === "week") return (day - ((((day + 3) % 7) + 7) % 7)) * DAY_MS;
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

function nextStep(at: EpochMs, zoom: Zoom): EpochMs {
  if (zoom !== "month") return at + (zoom === "day" ? DAY_MS : 7 * DAY_MS);
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** A need drawn from what comes first to what waits for it: rows count from 0, `from` and `to` in epoch ms. */
export type GanttArrow = {
  readonly id: string;
  readonly from: EpochMs;
  readonly fromRow: number;
  readonly to: EpochMs;
  readonly toRow: number;
  readonly kind: `${"task" | "milestone"}-${"task" | "milestone"}`;
  readonly critical: boolean;
  /** It begins before what it needs ends. */
  readonly broken: boolean;
};

type End = Range & { readonly row: number; readonly kind: "task" | "milestone"; readonly critical: boolean };

/** Every need of `rows` and `milestones`; `preview` stands in for a task's own dates. Needs that are shown nowhere are left out. */
export function ganttArrows(
  rows: readonly GanttRow[],
  { milestones }: Pick<SprintNow, "milestones">,
  preview: (Range & { readonly id: string }) | null,
): readonly GanttArrow[] {
  const ends = new Map<string, End>(
    milestones.map(({ id, at, confirmedAt }) => [
      id,
      { from: at, to: at, row: 0, kind: "milestone", critical: confirmedAt === null },
    ]),
  );
  rows.forEach((row, at) => {
    if (row.kind !== "task") return;
    const { id, from, to, critical } = row.task;
    const range = preview?.id === id ? preview : { from, to };
    ends.set(id, { from: range.from, to: range.to, row: at, kind: "task", critical });
  });
  const waiting = [...rows.flatMap((row) => (row.kind === "task" ? [needsOf(row.task)] : [])), ...milestones];
  return waiting.flatMap(({ id, needs }) => needs.flatMap((need) => arrow({ id, need }, ends)));
}

function needsOf({ id, task }: TaskNow): { readonly id: string; readonly needs: readonly string[] } {
  return { id, needs: task.needs };
}

function arrow(
  { id, need }: { readonly id: string; readonly need: string },
  ends: ReadonlyMap<string, End>,
): readonly GanttArrow[] {
  const [first, then] = [ends.get(need), ends.get(id)];
  if (!first || !then) return [];
  const late = then.kind === "milestone" ? first.to - DAY_MS >= then.to : first.to > then.from;
  return [
    {
      id: `${need} ${id}`,
      from: first.to,
      fromRow: first.row,
      to: then.from,
      toRow: then.row,
      kind: `${first.kind}-${then.kind}`,
      critical: first.critical && then.critical,
      broken: late,
    },
  ];
}
