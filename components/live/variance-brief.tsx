import type { ReactNode } from "react";
import type { VariancePanel } from "#wire/frame";
import { deviationWords, countWords, valueWords } from "#browser/format-value";
import { IntervalBar } from "#components/charts/interval-bar";
import { cellDomain } from "./deviation.ts";
import { ShortName } from "./short-name.tsx";
import { VERDICT_LOOK } from "./verdict-look.ts";
import { VerdictMark } from "./verdict-mark.tsx";

/** A variance panel for a wall: the figure, the worst segment, and where each one lies. */
export function VarianceBrief({ panel, stale }: { readonly panel: VariancePanel; readonly stale: boolean }): ReactNode {
  const worst = panel.cells.find((cell) => cell.segment === panel.worst);
  const domain = cellDomain(panel);
  return (
    <article
      aria-label={`Variance of ${panel.label}`}
      data-stale={stale}
      className={`veil panel flex min-w-0 flex-col gap-2 edge-top p-4 ${panel.verdict === "PASS" ? "border-line" : VERDICT_LOOK[panel.verdict].edge}`}
    >
      <header className="flex items-baseline justify-between gap-3">
        <h3 className="min-w-0 font-semibold">
          <ShortName>{panel.label}</ShortName>
        </h3>
        <VerdictMark verdict={panel.verdict} />
      </header>
      <p className="flex items-baseline gap-3">
        <span className="text-4xl leading-tight font-bold tracking-tight whitespace-nowrap">
          {deviationWords(panel.variance, panel.unit)}
        </span>
        <ShortName className="text-sm text-soft">
          {worst === undefined ? "cannot be compared yet" : `worst: ${worst.label}`}
        </ShortName>
      </p>
      <ul className="flex flex-col gap-1 text-sm">
        {panel.cells.map((cell) => (
          <li
            key={cell.segment}
            className={`grid grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_minmax(5.5em,auto)] items-center gap-3 ${cell.enough ? "" : "text-faint"}`}
          >
            <ShortName>{cell.label}</ShortName>
            <IntervalBar
              label={`${cell.label}, n ${countWords(cell.n)}`}
              low={cell.low}
              value={cell.value}
              high={cell.high}
              pooled={panel.pooled}
              domain={domain}
              muted={!cell.enough}
            />
            <span className="text-right font-semibold whitespace-nowrap">
              {cell.enough ? valueWords(cell.value, panel.unit) : "too few"}
            </span>
          </li>
        ))}
      </ul>
    </article>
  );
}
