import type { ReactNode } from "react";
import { hasDate, NO_DATE } from "#core/iso-text";
import type { StreamLine, Summary } from "#core/summary/summary";
import { Part } from "./part.tsx";

/** Each stream in a line: where it is by its dates, and how many of its tasks are done. */
export function SprintPart({ summary: { sprint } }: { readonly summary: Summary }): ReactNode {
  if (!sprint) return null;
  return (
    <Part id="sprint" title={sprint.label}>
      <ul className="flex flex-col divide-y divide-line">
        {sprint.streams.map((stream) => (
          <li
            key={stream.label}
            className="flex items-baseline justify-between gap-4 py-1 max-sm:block print:py-[0.4mm]"
          >
            <span className="min-w-0 wrap-anywhere">{stream.label}</span>
            <span className="text-right text-sm text-soft max-sm:block max-sm:text-left">{stateWords(stream)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function stateWords({ state, from, to, done, tasks }: StreamLine): string {
  const days = { ahead: `begins ${dayOf(from)}`, now: `runs to ${dayOf(to - 1)}`, over: `was to end ${dayOf(to - 1)}` };
  return `${days[state]}; ${done === null ? `${tasks} tasks, no data yet` : `${done} of ${tasks} tasks done`}`;
}

const DAY = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", month: "short", day: "numeric" });

function dayOf(at: number): string {
  return hasDate(at) ? DAY.format(at) : NO_DATE;
}
