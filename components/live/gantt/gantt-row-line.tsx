import { memo, type ReactNode } from "react";
import { ganttPlace, type GanttRow } from "#core/sprint/gantt";
import type { Days } from "#core/sprint/move";
import { taskState } from "#core/sprint/sprint-now";
import type { Range } from "#core/time";
import { ShortName } from "#components/live/short-name";
import { TASK_LOOK } from "./task-look.ts";
import { GanttBar } from "./gantt-bar.tsx";
import type { Moving } from "./preview.ts";

type Props = Omit<Moving, "preview"> & {
  readonly row: Exclude<GanttRow, { kind: "milestones" }>;
  readonly span: Range;
  readonly asOf: number;
  /** Where its bar is held; null while it is not. */
  readonly held: Days | null;
  readonly isLast: boolean;
};

const LABEL =
  "z-20 flex min-w-0 items-center gap-2 text-sm max-sm:absolute max-sm:inset-x-0 max-sm:top-1 max-sm:*:bg-panel sm:sticky sm:left-0 sm:w-[var(--label)] sm:flex-none sm:bg-panel sm:pr-3";

/** A stream with all its days, or a task with its bar. Drawn anew only when something of its own changes. */
export const GanttRowLine = memo(function GanttRowLine({ row, span, asOf, held, isLast, ...moving }: Props): ReactNode {
  return (
    <div className={`relative flex h-[var(--row)] border-t border-line ${isLast ? "border-b" : ""}`}>
      {row.kind === "stream" ? (
        <div className={`${LABEL} font-semibold`}>
          <ShortName>{row.label}</ShortName>
        </div>
      ) : (
        <TaskLabel row={row} asOf={asOf} />
      )}
      <div className="relative min-w-0 flex-1" data-track>
        {row.kind === "stream" ? (
          <StreamRange range={row.range} span={span} />
        ) : (
          <GanttBar task={row.task} span={span} asOf={asOf} held={held} {...moving} />
        )}
      </div>
    </div>
  );
});

function TaskLabel({
  row: { task },
  asOf,
}: {
  readonly row: Extract<GanttRow, { kind: "task" }>;
  readonly asOf: number;
}): ReactNode {
  const { icon: Icon, text } = TASK_LOOK[taskState(task, asOf)];
  return (
    <div className={LABEL} title={task.label}>
      <Icon aria-hidden="true" className={`icon flex-none ${text}`} />
      <ShortName className={`flex-1 ${task.critical ? "font-medium" : ""}`}>{task.label}</ShortName>
      <span className="flex-none text-soft tabular-nums">{task.course.percent} %</span>
    </div>
  );
}

function StreamRange({ range, span }: { readonly range: Range; readonly span: Range }): ReactNode {
  const left = ganttPlace(span, range.from);
  return (
    <span
      className="absolute top-[calc(var(--bar)-var(--spacing)*0.5)] h-1 rounded-full bg-strong"
      style={{ left: `${left}%`, width: `${ganttPlace(span, range.to) - left}%` }}
    />
  );
}
