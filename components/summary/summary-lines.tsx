import type { ReactNode } from "react";
import type { Summary } from "#core/summary/summary";
import { VERDICT_LOOK } from "../live/verdict-look.ts";
import { VerdictMark } from "#components/live/verdict-mark";

/** The three lines that must be read: how it stands, what is new, and what is wanted. */
export function SummaryLines({ summary }: { readonly summary: Summary }): ReactNode {
  const { status, changed, needs } = summary;
  const look = VERDICT_LOOK[status.verdict];
  return (
    <section aria-label="In three lines" className={`panel edge-left p-4 sm:p-5 print:p-[3mm] ${look.edge}`}>
      <dl className="grid gap-x-6 gap-y-2 text-lg sm:grid-cols-[12.5rem_1fr] sm:gap-y-1.5 print:grid-cols-[40mm_1fr]">
        <dt className="text-sm font-semibold text-soft sm:pt-1">Status</dt>
        <dd className="text-pretty">
          <VerdictMark verdict={status.verdict} word={look.question} className="mr-3 text-xl" />
          {status.sentence}
        </dd>
        <dt className="text-sm font-semibold text-soft sm:pt-1">
          {changed.since === null || changed.since === 0 ? "Last changed" : "Since you last looked"}
        </dt>
        <dd className="text-pretty">{changed.sentence}</dd>
        <dt className="text-sm font-semibold text-soft sm:pt-1">We need from you</dt>
        <dd className="text-pretty">
          {needs[0] ?? "Nothing."}
          {needs.length > 1 && <span className="text-soft"> And {needs.length - 1} more, below.</span>}
        </dd>
      </dl>
    </section>
  );
}
