import Link from "next/link";
import type { ReactNode } from "react";
import { plannedOffsetWords } from "#browser/format-time";
import { checkpointKindWord } from "#browser/schedule";
import { stateSentence, type CheckpointRow } from "#browser/checkpoint-rows";
import { checkpointEdge, CheckpointStateMark } from "#components/live/checkpoint-state-mark";
import { Stamp } from "#components/live/stamp";
import { ToneMark } from "#components/live/tone-mark";

type Props = { readonly row: CheckpointRow; readonly now: number; readonly t0: number; readonly showDate?: boolean };

/** One checkpoint in a list: a gate stands out, and what is still to come says only when. */
export function CheckpointLine({ row, now, t0, showDate = false }: Props): ReactNode {
  const isGate = row.kind === "gate";
  const isEarly = row.state === "early";
  const kind = checkpointKindWord(row.kind);
  return (
    <li className="border-t border-line first:border-t-0">
      <Link
        href={`/checkpoints/${row.id}`}
        className={`flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-l-4 py-2.5 pr-3 pl-4 hover:bg-raised ${isGate ? checkpointEdge(row.state) : "border-transparent"}`}
      >
        <span className={`min-w-0 flex-1 basis-32 ${isGate ? "text-lg font-semibold" : "font-medium"}`}>
          {row.label}
          {!row.label.includes(kind) && <span className="ml-2 text-sm font-normal text-soft">{kind}</span>}
        </span>
        {isEarly && <span className="whitespace-nowrap">{stateSentence(row, now)}</span>}
        <span className="text-right text-sm whitespace-nowrap text-soft sm:min-w-40 max-sm:basis-full max-sm:text-left">
          <Stamp at={row.at} date={showDate} /> · {plannedOffsetWords(row.at, t0)}
        </span>
        {!isEarly && <Standing row={row} now={now} />}
      </Link>
    </li>
  );
}

function Standing({ row, now }: Pick<Props, "row" | "now">): ReactNode {
  return (
    <span className="flex basis-full flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <CheckpointStateMark state={row.state} />
      <span className="text-soft">{stateSentence(row, now)}</span>
      {row.tone !== null && (
        <span className="ml-auto text-sm text-soft">
          worst field: <ToneMark tone={row.tone} />
        </span>
      )}
    </span>
  );
}
