"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { durationWords } from "#core/time-words";
import type { AlertFigure } from "#browser/alert-figure";
import type { AlertRow } from "#browser/alert-rows";
import { tickFigures, unitWord, valueWords } from "#browser/format-value";
import { useSeriesRange } from "#browser/use-series";
import { MetricChart } from "#components/charts/metric-chart";
import { chartEvents, useTimeAxis } from "#components/live/use-time-axis";
import { Skeleton } from "#components/ui/skeleton";
import type { ChartEvent } from "../charts/chart-parts.ts";

type Props = { readonly row: AlertRow; readonly figure: AlertFigure; readonly rollout: RolloutView };

/** The metric around the moment at which it fired, with the bounds of its rule. */
export function AlertChart({ row, figure, rollout }: Props): ReactNode {
  const { data, isError, error } = useSeriesRange(figure);
  const axisOver = useTimeAxis(rollout.t0);
  const line = data?.lines[0];
  return (
    <div className="mt-4 min-w-0">
      <h3 className="font-medium">
        {figure.label}
        {line && unitWord(line.unit) !== "" && <span className="text-soft">, {unitWord(line.unit)}</span>}
        {data && `, every ${durationWords(data.stepMs)}`}
      </h3>
      {isError && !line && <p className="text-soft">The series cannot be read: {error.message}</p>}
      {!line && !isError && <Skeleton className="h-56" />}
      {data && line && (
        <MetricChart
          label={`${figure.label} around the alert`}
          axis={axisOver(data.from, data.from + line.values.length * data.stepMs)}
          stepMs={data.stepMs}
          values={line.values}
          passAt={figure.bounds.length === 0 ? line.passAt : null}
          failAt={figure.bounds.length === 0 ? line.failAt : null}
          bounds={figure.bounds}
          events={[...chartEvents(rollout), ...alertEvents(row)]}
          format={(value) => valueWords(value, line.unit)}
          tick={(value) => tickFigures(value, line.unit)}
          {...(line.unit === "%" ? { most: 1 } : {})}
          hangsFromOne={line.unit === "%" && line.passAt !== null && line.passAt >= 0.9}
        />
      )}
    </div>
  );
}

function alertEvents({ firedAt, resolved }: AlertRow): readonly ChartEvent[] {
  const fired = { at: firedAt, label: "fired", strong: true };
  return resolved ? [fired, { at: resolved.at, label: "over", strong: true }] : [fired];
}
