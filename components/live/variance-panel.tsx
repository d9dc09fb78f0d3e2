import type { ReactNode } from "react";
import type { VariancePanel as Variance } from "#wire/frame";
import { deviationWords, countWords, showValue, valueWords } from "#browser/format-value";
import { IntervalBar } from "#components/charts/interval-bar";
import { cellDomain } from "./deviation.ts";
import { VERDICT_LOOK } from "./verdict-look.ts";
import { VerdictMark } from "./verdict-mark.tsx";

type Props = { readonly panel: Variance; readonly stale: boolean };

/** How far the segments of one metric lie apart: each with value, interval, n and deviation, the worst named. */
export function VariancePanel({ panel, stale }: Props): ReactNode {
  const worst = panel.cells.find((cell) => cell.segment === panel.worst);
  const edge = panel.verdict === "PASS" ? "border-line" : VERDICT_LOOK[panel.verdict].edge;
  return (
    <article
      aria-label={`Variance of ${panel.label}`}
      data-stale={stale}
      className={`veil panel flex min-w-0 flex-col gap-3 edge-top p-4 sm:p-5 ${edge}`}
    >
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="text-lg font-semibold">{panel.label}</h3>
        <VerdictMark verdict={panel.verdict} />
      </header>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-4xl font-bold tracking-tight">{deviationWords(panel.variance, panel.unit)}</span>
        <span className="text-soft">
          {worst === undefined ? "no segment can be compared yet" : `largest deviation: ${worst.label}`}
        </span>
      </p>
      <p className="min-h-[1.4em] text-sm text-soft">{panel.reason}</p>
      <CellTable panel={panel} />
      <p className="text-sm text-soft">
        Compared with <span className="font-medium text-ink">{valueWords(panel.pooled, panel.unit)}</span> (dashed
        line). Evidence: {panel.grade}.
      </p>
    </article>
  );
}

function CellTable({ panel }: { readonly panel: Variance }): ReactNode {
  const domain = cellDomain(panel);
  return (
    <table className="w-full table-fixed text-left">
      <thead className="text-sm text-soft">
        <tr>
          <th className="w-[26%] pb-1 font-medium">Segment</th>
          <th className="pb-1 font-medium">Value, 95 % interval</th>
          <th className="w-[22%] pb-1 text-right font-medium">Deviation</th>
        </tr>
      </thead>
      <tbody>
        {panel.cells.map((cell) => (
          <tr key={cell.segment} className={`border-t border-line align-top ${cell.enough ? "" : "text-faint"}`}>
            <th scope="row" className="py-2 pr-2 font-semibold">
              <span className="block wrap-anywhere">{cell.label}</span>
              {cell.segment === panel.worst && panel.verdict !== "PASS" && (
                <span className="block text-sm font-medium text-warn">worst</span>
              )}
            </th>
            <td className="py-2 pr-3">
              <span className="font-semibold whitespace-nowrap">{valueWords(cell.value, panel.unit)}</span>
              <IntervalBar
                label={`${cell.label}: ${valueWords(cell.low, panel.unit)} to ${valueWords(cell.high, panel.unit)}`}
                low={cell.low}
                value={cell.value}
                high={cell.high}
                pooled={panel.pooled}
                domain={domain}
                muted={!cell.enough}
              />
              <span className="block text-sm text-soft">
                {cell.low !== null &&
                  cell.high !== null &&
                  `${showValue(cell.low, panel.unit).figures} to ${valueWords(cell.high, panel.unit)} · `}
                n {countWords(cell.n)}
              </span>
            </td>
            <td className="py-2 text-right font-semibold whitespace-nowrap">
              {cell.enough ? (
                deviationWords(cell.deviation, panel.unit)
              ) : (
                <span className="text-sm font-medium whitespace-normal">too few samples</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
