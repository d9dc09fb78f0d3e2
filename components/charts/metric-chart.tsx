"use client";

import { useId, type ReactNode } from "react";
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { AXIS_INK, CHART_MARGIN, type ChartEvent, type TimeAxis } from "./chart-parts.ts";
import { domainFor, timeTicks } from "./chart-scale.ts";
import { BoundLines, type ChartBound } from "./bound-lines.tsx";
import { ChartTip } from "./chart-tip.tsx";
import { EventLines } from "./event-lines.tsx";
import { GapBands } from "./gap-bands.tsx";
import { HatchPattern } from "./hatch-pattern.tsx";
import { LimitLines } from "./limit-lines.tsx";
import { TimeTick } from "./time-tick.tsx";

type Props = {
  readonly label: string;
  readonly axis: TimeAxis;
  readonly stepMs: number;
  readonly values: readonly (number | null)[];
  readonly passAt: number | null;
  readonly failAt: number | null;
  readonly events: readonly ChartEvent[];
  readonly format: (value: number) => string;
  /** Figures of a tick, without the unit. */
  readonly tick: (value: number) => string;
  /** A value that the metric cannot exceed. */
  readonly most?: number;
  readonly hangsFromOne?: boolean;
  /** More lines across it, each with its own words. */
  readonly bounds?: readonly ChartBound[];
};

type Row = { readonly at: number; readonly value: number | null; readonly known: boolean };

/** One metric over time with its limits, gaps and events. Nothing is animated, and the axis keeps still. */
export function MetricChart({
  label,
  axis,
  stepMs,
  values,
  passAt,
  failAt,
  events,
  format,
  bounds = [],
  ...rest
}: Props): ReactNode {
  const hatch = useId();
  const rows = values.map((value, index): Row => ({ at: axis.from + index * stepMs, value, known: value !== null }));
  const [low, reach] = domainFor(values, [passAt, failAt, ...bounds.map(({ at }) => at)], rest.hangsFromOne);
  const high = Math.min(reach, rest.most ?? reach);
  return (
    <figure aria-label={label} className="h-56 w-full">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 224 }}>
        <LineChart data={rows} margin={CHART_MARGIN} accessibilityLayer={false}>
          <defs>
            <HatchPattern id={hatch} />
          </defs>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={[axis.from, axis.to]}
            ticks={[...timeTicks(axis.from, axis.to, 6)]}
            tick={<TimeTick axis={axis} />}
            height={38}
            stroke="var(--strong)"
            tickLine={false}
          />
          <YAxis
            domain={[low, high]}
            allowDataOverflow
            width={56}
            tickFormatter={rest.tick}
            tick={AXIS_INK}
            tickLine={false}
            axisLine={false}
            tickCount={5}
          />
          <GapBands rows={rows} stepMs={stepMs} to={axis.to} domain={[low, high]} hatch={hatch} />
          <EventLines events={events} axis={axis} most={8} />
          <LimitLines passAt={passAt} failAt={failAt} format={format} />
          <BoundLines bounds={bounds} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--strong)" }}
            content={({ active, payload }) => {
              const row: unknown = payload?.[0]?.payload;
              if (!active || !isRow(row)) return null;
              const text = row.value === null ? "not measured" : format(row.value);
              return <ChartTip at={row.at} axis={axis} lines={[{ label, text }]} />;
            }}
          />
          <Line
            dataKey="value"
            type="linear"
            stroke="var(--ink)"
            strokeWidth={1.75}
            dot={false}
            isAnimationActive={false}
            connectNulls={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </figure>
  );
}

function isRow(row: unknown): row is Row {
  return typeof row === "object" && row !== null && "at" in row && typeof row.at === "number" && "value" in row;
}
