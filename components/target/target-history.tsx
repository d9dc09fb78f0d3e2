"use client";

import type { ReactNode } from "react";
import type { Reading } from "#wire/frame";
import type { RolloutView } from "#wire/rollout";
import { countWords, coverageWords } from "#browser/format-value";
import { useZone } from "#browser/live-context";
import { useHistory } from "#browser/use-series";
import { CoverageStrip } from "#components/charts/coverage-strip";
import { LatencyChart } from "#components/charts/latency-chart";
import { chartEvents, useTimeAxis } from "#components/live/use-time-axis";
import { Choice } from "#components/ui/choice";
import { Panel } from "#components/ui/panel";
import { Skeleton } from "#components/ui/skeleton";
import { historyRows, historyTotals, type HistoryRow } from "./history-rows.ts";
import { HistoryTable } from "./history-table.tsx";
import { RANGES, type RangeId } from "./ranges.ts";

type Range = (typeof RANGES)[number];
type Props = {
  readonly target: string;
  readonly rollout: RolloutView;
  readonly range: Range;
  readonly readings: readonly Reading[];
  readonly onRange: (range: RangeId) => void;
};

/** Latency, what was measured, and what failed, over a chosen range. */
export function TargetHistory({ target, rollout, range, readings, onRange }: Props): ReactNode {
  const history = useHistory({ target, spanMs: range.spanMs, buckets: range.buckets });
  const { data } = history;
  const zone = useZone();
  const limits = readings.find((reading) => reading.unit === "ms");
  const axisOver = useTimeAxis(rollout.t0);
  const rows = data === undefined ? [] : historyRows(data);
  return (
    <Panel
      id="history"
      title={`Latency, ${zone}`}
      aside={<Choice label="Range" options={RANGES} value={range.value} onChange={onRange} />}
    >
      {history.isError && data === undefined && (
        <p className="text-soft">The history cannot be read: {history.error.message}</p>
      )}
      {data === undefined && !history.isError && <Skeleton className="h-80" />}
      {data !== undefined && (
        <>
          <LatencyChart
            rows={rows}
            stepMs={data.stepMs}
            axis={axisOver(data.from, data.from + rows.length * data.stepMs)}
            passAt={limits?.passAt ?? null}
            failAt={limits?.failAt ?? null}
            events={chartEvents(rollout)}
          />
          <Legend />
          <div className="mt-4 mr-3 ml-[4.25rem]">
            <CoverageStrip label="Share of ticks measured, and steps with errors or downtime" cells={rows} />
          </div>
          <p className="mt-1 mr-3 ml-[4.25rem] text-sm text-soft">
            Grey: share of ticks measured. Hatched: nothing measured. Red below: errors or downtime.
          </p>
          <Totals rows={rows} stepMs={data.stepMs} />
          <HistoryTable rows={rows} stepMs={data.stepMs} t0={rollout.t0} />
        </>
      )}
    </Panel>
  );
}

function Legend(): ReactNode {
  return (
    <ul className="mt-2 ml-[4.25rem] flex flex-wrap gap-x-6 gap-y-1 text-sm text-soft">
      <li className="inline-flex items-center gap-2">
        <span className="h-0.5 w-6 bg-ink" /> P99 per step
      </li>
      <li className="inline-flex items-center gap-2">
        <span className="h-3 w-6 bg-accent/30" /> fastest to slowest; what is above the frame is cut off
      </li>
      <li className="inline-flex items-center gap-2">
        <span className="hatched h-3 w-6 border border-line" /> not measured
      </li>
    </ul>
  );
}

function Totals({ rows, stepMs }: { readonly rows: readonly HistoryRow[]; readonly stepMs: number }): ReactNode {
  const totals = historyTotals(rows);
  const figures = [
    { label: "Measured", text: coverageWords(totals.coverage) },
    { label: "Requests", text: countWords(totals.requests) },
    { label: "Errors", text: countWords(totals.errors) },
    { label: "Slowest answer", text: totals.slowestMs === null ? "–" : `${totals.slowestMs.toFixed(1)} ms` },
    { label: "Steps with downtime", text: countWords(totals.stepsDown) },
    { label: "One step", text: stepMs < 60_000 ? `${stepMs / 1_000} s` : `${Math.round(stepMs / 6_000) / 10} min` },
  ];
  return (
    <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 border-t border-line pt-4 sm:grid-cols-3 lg:grid-cols-6">
      {figures.map((figure) => (
        <div key={figure.label}>
          <dt className="text-sm text-soft">{figure.label}</dt>
          <dd className="text-lg font-semibold">{figure.text}</dd>
        </div>
      ))}
    </dl>
  );
}
