"use client";

import { Printer } from "lucide-react";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { ganttRows, type Zoom } from "#core/sprint/gantt";
import type { Days } from "#core/sprint/move";
import type { SprintNow } from "#core/sprint/sprint-now";
import { Choice } from "#components/ui/choice";
import { Panel } from "#components/ui/panel";
import { BUTTON } from "../../ui/field-looks.ts";
import { GanttChart } from "#components/live/gantt/gantt-chart";
import { GanttLegend } from "./gantt-legend.tsx";
import { GanttTable } from "./gantt-table.tsx";
import { PreviewLine } from "./preview-line.tsx";
import type { Preview } from "../../live/gantt/preview.ts";

type Props = {
  readonly sprint: SprintNow;
  readonly plan: Plan;
  readonly now: number;
  readonly asOf: number;
  readonly mayMove: boolean;
  /** Asks why a task moves to these days. */
  readonly onMove: (task: string, days: Days) => void;
  readonly onOpen: (task: string) => void;
};

const ZOOMS = [
  { value: "day", label: "Day" },
  { value: "week", label: "Week" },
  { value: "month", label: "Month" },
] as const;
const VIEWS = [
  { value: "chart", label: "Chart" },
  { value: "table", label: "Table" },
] as const;

/** The sprint in time, as a chart or as a table that says the same. */
export function GanttPanel({ sprint, plan, now, asOf, mayMove, onMove, onOpen }: Props): ReactNode {
  const [zoom, setZoom] = useState<Zoom>("week");
  const [view, setView] = useState<"chart" | "table">("chart");
  const [preview, setPreview] = useState<Preview | null>(null);
  const rows = useMemo(() => ganttRows(sprint, plan), [sprint, plan]);
  const confirm = useCallback(
    (wanted: Preview) => {
      onMove(wanted.task, wanted.days);
      setPreview(null);
    },
    [onMove],
  );
  const tools = (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {view === "chart" && <Choice label="Zoom" options={ZOOMS} value={zoom} onChange={setZoom} />}
      <Choice label="Shown as" options={VIEWS} value={view} onChange={setView} />
      <button type="button" onClick={() => window.print()} className={BUTTON}>
        <Printer aria-hidden="true" className="icon" />
        Print
      </button>
    </div>
  );
  return (
    <Panel id="gantt" title="In time" aside={tools}>
      {view === "table" ? (
        <GanttTable sprint={sprint} plan={plan} asOf={asOf} />
      ) : (
        <>
          <GanttChart
            about={{ sprint, rows, zoom, now, asOf }}
            moving={{ mayMove, preview, onPreview: setPreview, onConfirm: confirm, onOpen }}
          />
          <PreviewLine sprint={sprint} preview={preview} mayMove={mayMove} />
          <GanttLegend />
        </>
      )}
    </Panel>
  );
}
