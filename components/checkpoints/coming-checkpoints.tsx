"use client";

import type { ReactNode } from "react";
import { momentIn } from "#browser/format-time";
import { useZone } from "#browser/live-context";
import type { CheckpointRow } from "#browser/checkpoint-rows";
import type { Checkpoints } from "#browser/use-checkpoints";
import { CheckpointLine } from "./checkpoint-line.tsx";

/** Days that are shown unfolded. */
const DAYS_OPEN = 2;

/** What is still to come, by the day; far days are folded. */
export function ComingCheckpoints({ checkpoints }: { readonly checkpoints: Checkpoints }): ReactNode {
  const { rows, now, t0 } = checkpoints;
  const zone = useZone();
  const days = byDay(
    rows.filter(({ state }) => state === "early"),
    (at) => momentIn(at, zone).date,
  );
  return (
    <section aria-labelledby="coming" className="flex flex-col gap-3">
      <h2 id="coming" className="text-sm font-semibold tracking-wide text-soft">
        To come
      </h2>
      {days.length === 0 && <p className="panel p-4 text-soft">Nothing more is scheduled.</p>}
      {days.map(([date, ofDay], index) => (
        <details key={date} open={index < DAYS_OPEN} className="panel">
          <summary className="flex min-h-12 items-center gap-x-3 px-4 font-medium">
            {date}, {zone} <span className="text-sm font-normal text-soft">{countWords(ofDay)}</span>
          </summary>
          <ul className="border-t border-line">
            {ofDay.map((row) => (
              <CheckpointLine key={row.id} row={row} now={now} t0={t0} />
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function byDay(
  rows: readonly CheckpointRow[],
  dateOf: (at: number) => string,
): readonly (readonly [string, readonly CheckpointRow[]])[] {
  const days = new Map<string, CheckpointRow[]>();
  for (const row of rows) {
    const date = dateOf(row.at);
    days.set(date, [...(days.get(date) ?? []), row]);
  }
  return [...days];
}

function countWords(rows: readonly CheckpointRow[]): string {
  const gates = rows.filter(({ kind }) => kind === "gate").length;
  const others = rows.length - gates;
  const parts = [
    gates > 0 ? `${gates} ${gates === 1 ? "gate" : "gates"}` : null,
    others > 0 ? `${others} ${others === 1 ? "other" : "others"}` : null,
  ];
  return parts.filter((part) => part !== null).join(", ");
}
