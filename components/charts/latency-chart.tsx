"use client";

import { useId, type ReactNode } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { AXIS_INK, CHART_MARGIN, type ChartEvent, type TimeAxis } from "./chart-parts.ts";
import { domainFor, timeTicks } from "./chart-scale.ts";
import { ChartTip } from "./chart-tip.tsx";
import { EventLines } from "./event-lines.tsx";
import { GapBands } from "./gap-bands.tsx";
import { HatchPattern } from "./hatch-pattern.tsx";
import { LimitLines } from "./limit-lines.tsx";
import { TimeTick } from "./time-tick.tsx";

export type LatencyRow = {
  readonly at: number;
  readonly known: boolean;
  readonly span: readonly [number, number] | null;
  readonly p99Ms: number | null;
  readonly errors: number;
  readonly requests: number;
  readonly coverage: number;
};

type Props = {
  readonly rows: readonly LatencyRow[];
  readonly stepMs: number;
  readonly axis: TimeAxis;
  readonly passAt: number | null;
  readonly failAt: number | null;
  readonly events: readonly ChartEvent[];
};

const ms = (value: number): string =>
  `${value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toFixed(value >= 10 ? 1 : 2)} ms`;

/**
 * Fastest to slowest as a band, P99 as a line. The axis is fitted to P99 and the limits: one slow answer may leave the
 * frame (the page says so) rather than press everything else flat.
 */
export function LatencyChart({ rows, stepMs, axis, passAt, failAt, events }: Props): ReactNode {
  const hatch = useId();
  const [low, high] = domainFor(
    rows.map((row) => row.p99Ms),
    [passAt, failAt],
  );
  return (
    <figure aria-label="Latency over time: band from fastest to slowest, line P99" className="h-80 w-full">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 800, height: 320 }}>
        <ComposedChart data={[...rows]} margin={CHART_MARGIN} accessibilityLayer={false}>
          <defs>
            <HatchPattern id={hatch} />
          </defs>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={[axis.from, axis.to]}
            ticks={[...timeTicks(axis.from, axis.to, 8)]}
            tick={<TimeTick axis={axis} />}
            height={38}
            stroke="var(--strong)"
            tickLine={false}
          />
          <YAxis
            domain={[low, high]}
            allowDataOverflow
            width={64}
            tickFormatter={(value: number) => `${value} ms`}
            tick={AXIS_INK}
            tickLine={false}
            axisLine={false}
            tickCount={6}
          />
          <GapBands rows={rows} stepMs={stepMs} to={axis.to} domain={[low, high]} hatch={hatch} />
          <EventLines events={events} axis={axis} most={10} />
          <LimitLines passAt={passAt} failAt={failAt} format={ms} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--strong)" }}
            content={({ active, payload }) => (active ? tipOf(payload?.[0]?.payload, axis) : null)}
          />
          <Area
            dataKey="span"
            type="linear"
            stroke="none"
            fill="var(--accent)"
            fillOpacity={0.28}
            isAnimationActive={false}
            connectNulls={false}
            activeDot={false}
          />
          <Line
            dataKey="p99Ms"
            type="linear"
            stroke="var(--ink)"
            strokeWidth={1.75}
            dot={false}
            isAnimationActive={false}
            connectNulls={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

function isRow(row: unknown): row is LatencyRow {
  return typeof row === "object" && row !== null && "span" in row && "p99Ms" in row;
}

function tipOf(row: unknown, axis: TimeAxis): ReactNode {
  if (!isRow(row)) return null;
  const measured = [
    { label: "P99", text: row.p99Ms === null ? "not measured" : ms(row.p99Ms) },
    { label: "Fastest", text: row.span === null ? "not measured" : ms(row.span[0]) },
    { label: "Slowest", text: row.span === null ? "not measured" : ms(row.span[1]) },
    { label: "Errors", text: `${row.errors.toLocaleString("en-US")} of ${row.requests.toLocaleString("en-US")}` },
    { label: "Measured", text: `${Math.floor(row.coverage * 100)} %` },
  ];
  return <ChartTip at={row.at} axis={axis} lines={measured} />;
}
