import type { ReactNode } from "react";
import type { PollRow } from "#browser/poll-rows";
import { durationFigures } from "#browser/format-time";
import { Stamp } from "#components/live/stamp";
import { VoteMark } from "#components/live/vote-mark";

type Props = { readonly rows: readonly PollRow[]; readonly now: number; readonly isOver: boolean };

/** One line per role that votes: who, what, why, when, and until when it counts. */
export function VoteList({ rows, now, isOver }: Props): ReactNode {
  return (
    <ul aria-label="Votes" className="flex flex-col divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li
          key={row.role}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 py-2 sm:grid-cols-[minmax(0,2fr)_8rem_minmax(0,3fr)]"
        >
          <span className="min-w-0">
            <span className="font-semibold">{row.label}</span>
            <span className="block text-sm wrap-anywhere text-soft">
              {row.voter?.name ?? "nobody holds this role"}
              {row.onBehalfOf !== null && ` for ${row.onBehalfOf.name}`}
            </span>
          </span>
          <VoteMark state={row.state} className="text-lg" />
          <span className="min-w-0 wrap-anywhere max-sm:col-span-2">
            {row.reason !== "" && <span className="block">{row.reason}</span>}
            <span className="text-sm text-soft">{voteTimes(row, now, isOver)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function voteTimes({ at, lapsesAt, state }: PollRow, now: number, isOver: boolean): ReactNode {
  if (at === null) return isOver ? "did not vote" : "has not voted yet";
  return (
    <>
      at <Stamp at={at} seconds />
      {lapsesAt !== null && !isOver && (
        <>
          , {state === "lapsed" ? "lapsed" : "lapses"} at <Stamp at={lapsesAt} />
          {state === "go" && ` (in ${durationFigures(lapsesAt - now)})`}
        </>
      )}
      {state === "no_go" && ", stands for this poll"}
    </>
  );
}
