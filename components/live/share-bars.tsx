import type { ReactNode } from "react";
import { percentText } from "#core/traffic/split";
import type { ShareRow } from "#browser/traffic-rows";

type Props = { readonly rows: readonly ShareRow[] };

/** Each group's intended and actual share, as a number and as a bar of all traffic; what differs stands out. */
export function ShareBars({ rows }: Props): ReactNode {
  return (
    <ul className="flex flex-col gap-3">
      {rows.map((row) => (
        <li
          key={row.id}
          className={`border-l-4 pl-3 ${row.differs ? "border-fail bg-fail-wash py-1.5 pr-2" : "border-line"}`}
        >
          <p className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-semibold">{row.label}</span>
            {row.differs && <strong className="text-sm text-fail">differs</strong>}
          </p>
          <Bar word="Intended" share={row.intended} look="bg-ink" />
          <Bar word="Actual" share={row.actual} look={row.differs ? "bg-fail" : "bg-accent"} />
        </li>
      ))}
    </ul>
  );
}

type BarProps = { readonly word: string; readonly share: number | null; readonly look: string };

function Bar({ word, share, look }: BarProps): ReactNode {
  return (
    <div className="grid grid-cols-[5rem_minmax(0,1fr)_5.5rem] items-center gap-3 leading-tight">
      <span className="text-sm text-soft">{word}</span>
      <span aria-hidden="true" className={`h-3 overflow-hidden rounded-sm ${share === null ? "hatched" : "bg-raised"}`}>
        {share !== null && (
          <span className={`block h-full ${look} print:border print:border-ink`} style={{ width: `${share}%` }} />
        )}
      </span>
      <span className="text-right text-lg font-semibold whitespace-nowrap">
        {share === null ? <span className="text-sm font-normal text-soft">not read</span> : percentText(share)}
      </span>
    </div>
  );
}
