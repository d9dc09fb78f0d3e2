import type { ReactNode } from "react";
import { AXIS_INK, type TimeAxis } from "./chart-parts.ts";

type Props = {
  readonly axis: TimeAxis;
  readonly x?: number | string;
  readonly y?: number | string;
  readonly payload?: { readonly value: number };
};

/** A tick of the time axis in two lines: the clock, and the distance from T0. */
export function TimeTick({ axis, x, y, payload }: Props): ReactNode {
  if (payload === undefined) return null;
  return (
    <text x={x} y={y} textAnchor="middle" {...AXIS_INK}>
      <tspan x={x} dy="0.9em">
        {axis.clock(payload.value)}
      </tspan>
      <tspan x={x} dy="1.25em" fill="var(--faint)">
        {axis.offset(payload.value)}
      </tspan>
    </text>
  );
}
