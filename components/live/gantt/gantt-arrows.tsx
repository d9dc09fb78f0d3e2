import { memo, useMemo, type CSSProperties, type ReactNode } from "react";
import { ganttArrows, ganttPlace, type GanttArrow, type GanttRow } from "#core/sprint/gantt";
import type { SprintNow } from "#core/sprint/sprint-now";
import type { Range } from "#core/time";

type Props = {
  readonly rows: readonly GanttRow[];
  readonly sprint: SprintNow;
  readonly span: Range;
  /** A task whose bar is held elsewhere. */
  readonly held: (Range & { readonly id: string }) | null;
};

/** Out of the end of what comes first, down, and into the beginning of what waits for it. */
export const GanttArrows = memo(function GanttArrows({ rows, sprint, span, held }: Props): ReactNode {
  const arrows = useMemo(() => ganttArrows(rows, sprint, held), [rows, sprint, held]);
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 right-0 left-[var(--label)] overflow-hidden max-sm:hidden"
    >
      {arrows.map((arrow) => (
        <Arrow key={arrow.id} arrow={arrow} span={span} />
      ))}
    </div>
  );
});

function Arrow({ arrow, span }: { readonly arrow: GanttArrow; readonly span: Range }): ReactNode {
  const { fromRow, toRow, broken, critical } = arrow;
  const colour = broken ? "border-fail text-fail" : critical ? "border-ink text-ink" : "border-strong text-strong";
  const [from, to] = [ganttPlace(span, arrow.from), ganttPlace(span, arrow.to)];
  const isDown = toRow >= fromRow;
  // the line ends at the bar's edge, not at its middle
  const edge = `calc(${middle(toRow)} ${isDown ? "-" : "+"} var(--spacing) * 2.2)`;
  const [top, bottom] = isDown ? [middle(fromRow), edge] : [edge, middle(fromRow)];
  const isLevel = toRow === fromRow;
  const line = `absolute ${colour} ${broken ? "border-dashed" : ""}`;
  const across: CSSProperties = {
    left: `${Math.min(from, to)}%`,
    width: `calc(${Math.abs(to - from)}% + ${isLevel ? "0px" : "var(--spacing)"})`,
    top: middle(fromRow),
  };
  const left = `calc(${to}% + var(--spacing))`;
  return (
    <span className={colour}>
      <span className={`${line} border-t-[1.5px]`} style={across} />
      {!isLevel && (
        <>
          <span className={`${line} border-l-[1.5px]`} style={{ left, top, height: `calc(${bottom} - ${top})` }} />
          <span
            className={`absolute -ml-[3px] size-0 border-x-4 border-x-transparent ${isDown ? "-mt-1 border-t-[5px]" : "border-b-[5px]"}`}
            style={{ left, top: edge, [isDown ? "borderTopColor" : "borderBottomColor"]: "currentcolor" }}
          />
        </>
      )}
    </span>
  );
}

/** Where the bar of a row has its middle, counted from the chart's top. */
function middle(row: number): string {
  const below = row === 0 ? "var(--spacing) * 3.5" : `var(--top) + ${row - 1} * var(--row) + var(--bar)`;
  return `calc(var(--axis) + ${below})`;
}
