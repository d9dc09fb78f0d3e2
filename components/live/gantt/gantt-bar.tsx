import type { ReactNode } from "react";
import { ganttPlace } from "#core/sprint/gantt";
import { daysOn, rangeOn } from "#core/sprint/move";
import { slackWords } from "#core/sprint/slack-words";
import { taskState } from "#core/sprint/sprint-now";
import type { Range } from "#core/time";
import { TASK_LOOK } from "./task-look.ts";
import type { BarProps } from "./preview.ts";
import { useBarKeys } from "./use-bar-keys.ts";
import { useBarDrag } from "./use-bar-drag.ts";

/** A task's days, how much of it is done, and its planned days below. A lead may move it by hand or by keys. */
export function GanttBar(props: BarProps): ReactNode {
  const { task, span, asOf, held, mayMove, onOpen } = props;
  const drag = useBarDrag(props);
  const onKeyDown = useBarKeys(props);
  const { fill, word } = TASK_LOOK[taskState(task, asOf)];
  const days = held ?? daysOn(task);
  const range = held ? rangeOn(task, held) : task;
  const name = [`${task.label}: ${days.from} to ${days.to}`, `${task.course.percent} % done`, word, slackWords(task)]
    .filter(Boolean)
    .join(", ");
  const ring = held ? "outline-3 outline-accent" : task.critical ? "outline-2 outline-ink" : "outline-1 outline-strong";
  const look = `absolute top-[calc(var(--bar)-var(--spacing)*2)] z-10 block h-4 overflow-hidden rounded-sm outline-solid ${ring}`;
  const inside = (
    <>
      <span className={`absolute inset-0 opacity-35 ${fill}`} />
      <span className={`absolute inset-y-0 left-0 ${fill}`} style={{ width: `${task.course.percent}%` }} />
    </>
  );
  return (
    <>
      <Stretch range={task.baseline} span={span} className="top-[calc(var(--bar)+var(--spacing)*2.2)] h-0.5 bg-soft" />
      {onOpen === null ? (
        <span role="img" aria-label={name} className={look} style={placeOf(range, span)}>
          {inside}
        </span>
      ) : (
        <button
          type="button"
          id={`bar-${task.id}`}
          aria-label={name}
          aria-describedby={mayMove ? "gantt-help" : undefined}
          {...drag}
          onKeyDown={onKeyDown}
          onClick={() => onOpen(task.id)}
          className={`${look} focus-visible:outline-3 focus-visible:outline-accent ${mayMove ? "cursor-grab active:cursor-grabbing" : ""}`}
          style={placeOf(range, span)}
        >
          {inside}
          {mayMove && <span data-end="" className="absolute inset-y-0 right-0 w-2.5 cursor-ew-resize" />}
        </button>
      )}
    </>
  );
}

function Stretch({
  range,
  span,
  className,
}: {
  readonly range: Range;
  readonly span: Range;
  readonly className: string;
}): ReactNode {
  return <span className={`absolute ${className}`} style={placeOf(range, span)} />;
}

function placeOf(range: Range, span: Range): { readonly left: string; readonly width: string } {
  const left = ganttPlace(span, range.from);
  return { left: `${left}%`, width: `${ganttPlace(span, range.to) - left}%` };
}
