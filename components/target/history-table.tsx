"use client";

import { useState, type ReactNode } from "react";
import { countWords, coverageWords } from "#browser/format-value";
import { Stamp } from "#components/live/stamp";
import type { HistoryRow } from "./history-rows.ts";

type Props = { readonly rows: readonly HistoryRow[]; readonly stepMs: number; readonly t0: number };

/** The same history as a table, newest first: for screen readers, and for reading exact figures off. */
export function HistoryTable({ rows, t0 }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const ms = (value: number | undefined | null): string =>
    value === null || value === undefined ? "–" : `${value.toFixed(1)} ms`;
  return (
    <details className="mt-4" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-flex min-h-11 items-center font-medium text-soft hover:text-ink">
        Show as a table
      </summary>
      {open && (
        <div
          className="max-h-96 overflow-auto rounded border border-line"
          tabIndex={0}
          role="region"
          aria-label="History as a table"
        >
          <table className="w-full text-right text-sm whitespace-nowrap">
            <thead className="sticky top-0 bg-raised">
              <tr className="*:px-3 *:py-2 *:font-medium">
                <th className="text-left">Step begins</th>
                <th>Measured</th>
                <th>Requests</th>
                <th>Errors</th>
                <th>Fastest</th>
                <th>P99</th>
                <th>Slowest</th>
              </tr>
            </thead>
            <tbody>
              {[...rows].reverse().map((row) => (
                <tr key={row.at} className="border-t border-line *:px-3 *:py-1">
                  <th scope="row" className="text-left font-normal">
                    <Stamp at={row.at} t0={t0} seconds date />
                  </th>
                  <td>{row.known ? coverageWords(row.coverage) : "not measured"}</td>
                  <td>{countWords(row.requests)}</td>
                  <td>{countWords(row.errors)}</td>
                  <td>{ms(row.span?.[0])}</td>
                  <td>{ms(row.p99Ms)}</td>
                  <td>{ms(row.span?.[1])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
