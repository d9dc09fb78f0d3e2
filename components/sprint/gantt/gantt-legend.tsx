import type { ReactNode } from "react";

const ITEMS = [
  { mark: "h-0.5 w-6 bg-soft", word: "as planned" },
  { mark: "h-3 w-6 rounded-sm bg-accent/35 outline-2 outline-solid outline-ink", word: "on the critical path" },
  { mark: "size-2.5 rotate-45 border-2 border-ink bg-panel", word: "milestone, filled once confirmed" },
  { mark: "w-6 border-t-2 border-dashed border-fail", word: "begins before what it needs ends" },
] as const;

/** What the marks of the chart mean. */
export function GanttLegend(): ReactNode {
  return (
    <ul className="[print-color-adjust:exact] mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm text-soft">
      {ITEMS.map(({ mark, word }) => (
        <li key={word} className="flex items-center gap-2">
          <span aria-hidden="true" className={`inline-block flex-none ${mark}`} />
          {word}
        </li>
      ))}
    </ul>
  );
}
