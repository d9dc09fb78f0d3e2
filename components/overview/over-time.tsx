"use client";

import { useState, type ReactNode } from "react";
import type { Headline } from "#wire/frame";
import type { RolloutView } from "#wire/rollout";
import { tickFigures, unitWord, valueWords } from "#browser/format-value";
import { useZone } from "#browser/live-context";
import { useSeries } from "#browser/use-series";
import { MetricChart } from "#components/charts/metric-chart";
import { chartEvents, useTimeAxis } from "#components/live/use-time-axis";
import { Choice } from "#components/ui/choice";
import { Panel } from "#components/ui/panel";
import { Skeleton } from "#components/ui/skeleton";

const HOUR_MS = 3_600_000;
const SPANS = [
  { value: 1, label: "1 h" },
  { value: 6, label: "6 h" },
  { value: 36, label: "36 h" },
] as const;

/** The headline metrics as charts over a chosen span. */
export function OverTime({
  headlines,
  rollout,
}: {
  readonly headlines: readonly Headline[];
  readonly rollout: RolloutView;
}): ReactNode {
  const [hours, setHours] = useState<number>(1);
  const series = useSeries({
    metrics: headlines.map((headline) => headline.now.metric).slice(0, 12),
    spanMs: hours * HOUR_MS,
    // minutes are summed already: a step below one would be read tick by tick
    buckets: Math.min(180, hours * 60),
  });
  const axisOver = useTimeAxis(rollout.t0);
  const { data } = series;
  const zone = useZone();
  return (
    <Panel
      id="over-time"
      title={`Over time, ${zone}`}
      aside={<Choice label="Range" options={SPANS} value={hours} onChange={setHours} />}
    >
      {series.isError && data === undefined && (
        <p className="text-soft">The series cannot be read: {series.error.message}</p>
      )}
      {data === undefined && !series.isError && <Skeleton className="h-56" />}
      {data !== undefined && (
        <div className="grid gap-x-8 gap-y-6 xl:grid-cols-2">
          {data.lines.map((line) => (
            <div key={line.metric} className="min-w-0">
              <h3 className="font-medium">
                {line.label}
                {unitWord(line.unit) !== "" && <span className="text-soft">, {unitWord(line.unit)}</span>}
              </h3>
              <MetricChart
                label={line.label}
                axis={axisOver(data.from, data.from + line.values.length * data.stepMs)}
                stepMs={data.stepMs}
                values={line.values}
                passAt={line.passAt}
                failAt={line.failAt}
                events={chartEvents(rollout)}
                format={(value) => valueWords(value, line.unit)}
                tick={(value) => tickFigures(value, line.unit)}
                {...(line.unit === "%" ? { most: 1 } : {})}
                hangsFromOne={line.unit === "%" && line.passAt !== null && line.passAt >= 0.9}
              />
            </div>
          ))}
        </div>
      )}
    </Panel>
  );
}
