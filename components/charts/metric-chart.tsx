"use client";

import { useId, type ReactNode } from "react";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { AXIS_INK, CHART_MARGIN, eventsShown, gapBands, type ChartEvent, type TimeAxis } from "./chart-parts.ts";
import { domainFor, timeTicks } from "./chart-scale.ts";
import { ChartTip } from "./chart-tip.tsx";
import { HatchPattern } from "./hatch-pattern.tsx";
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
};

/** One metric over time with its limits, gaps and events. Nothing is animated, and the axis keeps still. */
// eslint-disable-next-line max-lines-per-function -- one drawing: its axes, bands and lines share one scale
export function MetricChart({
  label,
  axis,
  stepMs,
  values,
  passAt,
  failAt,
  events,
  format,
  hangsFromOne = false,
  tick,
  most,
}: Props): ReactNode {
  const hatch = useId();
  const rows = values.map((value, index) => ({ at: axis.from + index * stepMs, value, known: value !== null }));
  const [low, reach] = domainFor(values, [passAt, failAt], hangsFromOne);
  const high = Math.min(reach, most ?? reach);
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
            tickFormatter={tick}
            tick={AXIS_INK}
            tickLine={false}
            axisLine={false}
            tickCount={5}
          />
          {gapBands(rows, stepMs).map((band) => (
            <ReferenceArea
              key={band.from}
              x1={band.from}
              x2={Math.min(band.to, axis.to)}
              y1={low}
              y2={high}
              fill={`url(#${hatch})`}
              fillOpacity={1}
              stroke="none"
              ifOverflow="hidden"
            />
          ))}
          {eventsShown(events, axis, 8).map((event) => (
            <ReferenceLine
              key={`${event.at} ${event.label}`}
              x={event.at}
              stroke="var(--soft)"
              strokeDasharray={event.strong ? "" : "2 3"}
              label={{ value: event.label, position: "top", fill: "var(--soft)", fontSize: 11 }}
            />
          ))}
          {passAt !== null && (
            <ReferenceLine
              y={passAt}
              stroke="var(--warn)"
              strokeWidth={1.5}
              strokeDasharray="7 4"
              label={{
                value: `target ${format(passAt)}`,
                position: "insideBottomLeft",
                fill: "var(--warn)",
                fontSize: 12,
              }}
            />
          )}
          {failAt !== null && (
            <ReferenceLine
              y={failAt}
              stroke="var(--fail)"
              strokeWidth={1.5}
              strokeDasharray="2 3"
              label={{ value: `fail ${format(failAt)}`, position: "insideTopRight", fill: "var(--fail)", fontSize: 12 }}
            />
          )}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--strong)" }}
            content={({ active, payload }) => {
              const row: unknown = payload?.[0]?.payload;
              if (!active || !isRow(row)) return null;
              return (
                <ChartTip
                  at={row.at}
                  axis={axis}
                  lines={[{ label, text: row.value === null ? "not measured" : format(row.value) }]}
                />
              );
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

function isRow(row: unknown): row is { readonly at: number; readonly value: number | null } {
  return typeof row === "object" && row !== null && "at" in row && typeof row.at === "number" && "value" in row;
}
