"use client";

import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { ganttPlace, ganttSpan, ganttTicks, type GanttRow, type Zoom } from "#core/sprint/gantt";
import { rangeOn } from "#core/sprint/move";
import type { SprintNow } from "#core/sprint/sprint-now";
import { DAY_MS, HOUR_MS } from "#core/time";
import { tickWords } from "#browser/format-time";
import { GanttArrows } from "./gantt-arrows.tsx";
import { GanttRowLine } from "./gantt-row-line.tsx";
import { MilestoneLine } from "./milestone-line.tsx";
import type { Moving } from "./preview.ts";

type About = {
  readonly sprint: SprintNow;
  readonly rows: readonly GanttRow[];
  readonly zoom: Zoom;
  readonly now: number;
  readonly asOf: number;
};
/** Without `moving` it is only looked at, on a wall. */
type Props = { readonly about: About; readonly moving: Moving | null };

/** Widths and heights that rows, bars and arrows agree on; on a phone a task's name stands above its bar. */
const PAGE =
  "[--axis:--spacing(7)] [--bar:--spacing(9.5)] [--label:0px] [--row:--spacing(13)] [--top:--spacing(10)] sm:[--bar:--spacing(4.5)] sm:[--label:--spacing(84)] sm:[--row:--spacing(9)] sm:[--top:--spacing(13)]";
/** On a wall all rows have to be there at once; an upright one has no room for names beside milestones, which it lists. */
const WALL =
  "[--axis:--spacing(6)] [--bar:--spacing(3.5)] [--label:--spacing(84)] [--row:--spacing(7)] [--top:--spacing(13)] portrait:[--top:--spacing(8)] portrait:[&_[data-milestone-name]]:hidden";
/** A day's width in spacings, where days are to be told apart: the chart is then wider than its panel. */
const DAY_WIDTH = 11;

/** Streams, tasks and milestones in time, with what needs what, the plan under each bar, and today. */
export function GanttChart({ about, moving }: Props): ReactNode {
  const { sprint, rows, zoom, now, asOf } = about;
  const preview = moving?.preview ?? null;
  const span = useMemo(() => ganttSpan(sprint, zoom), [sprint, zoom]);
  const held = useMemo(() => {
    const task = sprint.tasks.find(({ id }) => id === preview?.task);
    return preview && task ? { id: task.id, ...rangeOn(task, preview.days) } : null;
  }, [sprint, preview]);
  const scroller = useScrolledTo(ganttPlace(span, now), zoom);
  const least = zoom === "day" ? ((span.to - span.from) / DAY_MS) * DAY_WIDTH : 0;
  // what moves by the second does not draw five hundred bars anew
  const today = Math.floor(now / HOUR_MS) * HOUR_MS;
  return (
    <div
      ref={scroller}
      role="group"
      aria-label="Sprint in time"
      className={`overflow-x-auto [print-color-adjust:exact] ${moving ? PAGE : WALL}`}
    >
      <div className="relative print:!min-w-0" style={{ minWidth: `calc(var(--label) + var(--spacing) * ${least})` }}>
        <Ticks ticks={ganttTicks(span, zoom)} span={span} zoom={zoom} />
        <div className="relative pt-[var(--axis)]">
          {rows.map((row, index) =>
            row.kind === "milestones" ? (
              <MilestoneLine key="milestones" milestones={sprint.milestones} span={span} isNamed={zoom !== "month"} />
            ) : (
              <GanttRowLine
                key={row.kind === "task" ? row.task.id : `stream ${row.id}`}
                row={row}
                span={span}
                asOf={asOf}
                held={row.kind === "task" && preview?.task === row.task.id ? preview.days : null}
                mayMove={moving?.mayMove ?? false}
                onPreview={moving?.onPreview ?? ignore}
                onConfirm={moving?.onConfirm ?? ignore}
                onOpen={moving?.onOpen ?? null}
                isLast={index === rows.length - 1}
              />
            ),
          )}
          <GanttArrows rows={rows} sprint={sprint} span={span} held={held} />
        </div>
        {today >= span.from && today < span.to && <Today place={ganttPlace(span, today)} />}
      </div>
    </div>
  );
}

type TicksProps = {
  readonly ticks: readonly number[];
  readonly span: { readonly from: number; readonly to: number };
  readonly zoom: Zoom;
};

function Ticks({ ticks, span, zoom }: TicksProps): ReactNode {
  return (
    <div aria-hidden="true" className="absolute inset-y-0 right-0 left-[var(--label)] text-xs text-soft">
      {ticks.map((at) => (
        <span
          key={at}
          className="absolute inset-y-0 border-l border-line pl-1 whitespace-nowrap"
          style={{ left: `${ganttPlace(span, at)}%` }}
        >
          {tickWords(at, zoom)}
        </span>
      ))}
    </div>
  );
}

function Today({ place }: { readonly place: number }): ReactNode {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-0 left-[var(--label)]">
      <span className="absolute top-4 bottom-0 border-l-2 border-accent" style={{ left: `${place}%` }}>
        <span className="absolute top-0 -left-5 rounded-sm bg-accent px-1 text-[calc(var(--spacing)*2.75)] leading-tight font-semibold text-ground">
          today
        </span>
      </span>
    </div>
  );
}

function ignore(): void {
  // nothing is moved where the chart is only looked at
}

/** The scroller, brought to where today is whenever the zoom makes it wider than its panel. */
function useScrolledTo(place: number, zoom: Zoom): React.RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  const today = useRef(place);
  useEffect(() => {
    today.current = place;
  });
  useEffect(() => {
    const box = scroller.current;
    if (!box || box.scrollWidth <= box.clientWidth) return;
    box.scrollLeft = (today.current / 100) * box.scrollWidth - box.clientWidth / 2;
  }, [zoom]);
  return scroller;
}
