import type { ReactNode } from "react";
import type { TimeAxis } from "./chart-parts.ts";

export type TipLine = { readonly label: string; readonly text: string };

/** What a pointer reads off: the moment, then each value with its unit. */
export function ChartTip({
  at,
  axis,
  lines,
}: {
  readonly at: number;
  readonly axis: TimeAxis;
  readonly lines: readonly TipLine[];
}): ReactNode {
  return (
    <div className="rounded-md border border-line bg-panel px-3 py-2 text-sm shadow-lg">
      <p className="font-semibold whitespace-nowrap">
        {axis.clock(at)} {axis.zone} <span className="text-soft">{axis.offset(at)}</span>
      </p>
      <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-4">
        {lines.map((line) => (
          <div key={line.label} className="contents">
            <dt className="text-soft">{line.label}</dt>
            <dd className="text-right">{line.text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
