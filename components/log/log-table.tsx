import type { ReactNode } from "react";
import type { LogRow } from "#browser/log-filter";
import { Skeleton } from "#components/ui/skeleton";
import { LogLine } from "./log-line.tsx";

type Props = {
  readonly rows: readonly LogRow[];
  readonly t0: number;
  readonly isLoading: boolean;
  readonly isFiltered: boolean;
  /** The event that the address points to. */
  readonly linked: number | null;
};

const HEAD = "py-1 pr-4 text-left text-sm font-medium text-soft";

/** One row per event; on a phone a row is a card. */
export function LogTable({ rows, t0, isLoading, isFiltered, linked }: Props): ReactNode {
  if (rows.length === 0)
    return isLoading ? (
      <Skeleton className="h-80" />
    ) : (
      <p className="text-soft">
        {isFiltered ? "No event that was read matches. Read older ones, or look for less." : "No event was read."}
      </p>
    );
  return (
    <table className="w-full max-md:block">
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col" className={HEAD}>
            No.
          </th>
          <th scope="col" className={HEAD}>
            When
          </th>
          <th scope="col" className={HEAD}>
            Who
          </th>
          <th scope="col" className={HEAD}>
            What happened
          </th>
          <th scope="col" className={`${HEAD} pr-0`}>
            Hash
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {rows.map((row) => (
          <LogLine key={row.seq} row={row} t0={t0} isLinked={row.seq === linked} />
        ))}
      </tbody>
    </table>
  );
}
