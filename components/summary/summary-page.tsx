import type { ReactNode } from "react";
import { isoText, NO_DATE } from "#core/iso-text";
import { momentWordsFrom } from "#core/time-words";
import type { Summary } from "#core/summary/summary";
import { SummaryDetails } from "./summary-details.tsx";
import { SummaryLines } from "./summary-lines.tsx";
import { SummaryTools } from "./summary-tools.tsx";

type Props = {
  readonly summary: Summary;
  /** What this device is to remember of this look. */
  readonly look: string;
  /** For whoever has no account: nothing leads anywhere else. */
  readonly isShared: boolean;
};

/** Half a minute for an executive: three lines, then one screen or one sheet of paper. Made on the server, with hardly a script. */
export function SummaryPage({ summary, look, isShared }: Props): ReactNode {
  const { name, kind, at, started, t0 } = summary;
  return (
    <>
      {kind === "rehearsal" && (
        <aside
          aria-label="Rehearsal"
          className="rehearsal-stripes grid place-items-center font-semibold tracking-wide print:h-auto print:border print:bg-none"
        >
          REHEARSAL: nothing here is about production
        </aside>
      )}
      <main
        id="main"
        className="summary-sheet mx-auto flex max-w-[100rem] flex-col gap-3 px-4 py-4 sm:px-6 print:max-w-none print:gap-[2mm] print:p-0 print:leading-snug"
      >
        <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">{name}</h1>
          <p className="text-soft">
            As of <strong className="text-ink">{momentWordsFrom(at, at)}</strong>, {dayOf(at)}
            {started ? "" : `; T0 is ${momentWordsFrom(at, t0)}`}
          </p>
          <SummaryTools look={look} at={at} isShared={isShared} />
        </header>
        <SummaryLines summary={summary} />
        <SummaryDetails summary={summary} />
        <p className="text-sm text-faint">
          Every figure is measured by Holdpoint or typed in by a named person; the log has {summary.seq} events.
        </p>
      </main>
    </>
  );
}

function dayOf(at: number): string {
  return isoText(at, "day") ?? NO_DATE;
}
