import Link from "next/link";
import type { ReactNode } from "react";
import { plannedOffsetWords } from "#browser/format-time";
import { checkpointKindWord } from "#browser/schedule";
import { stateSentence, type CheckpointRow } from "#browser/checkpoint-rows";
import { checkpointEdge, CheckpointStateMark } from "#components/live/checkpoint-state-mark";
import { Stamp } from "#components/live/stamp";
import { ToneMark } from "#components/live/tone-mark";

type Props = { readonly row: CheckpointRow; readonly now: number; readonly t0: number; readonly showDate?: boolean };

/** One checkpoint in a list: a gate stands out, anything else is one line. */
export function CheckpointLine({ row, now, t0, showDate = false }: Props): ReactNode {
  const isGate = row.kind === "gate";
  return (
    <li className="border-t border-line first:border-t-0">
      <Link
        href={`/checkpoints/${row.id}`}
        className={`flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-l-4 pr-3 pl-4 hover:bg-raised ${isGate ? `min-h-14 py-3 ${checkpointEdge(row.state)}` : "min-h-11 border-transparent py-2"}`}
      >
        <span className={`min-w-0 flex-1 basis-40 ${isGate ? "text-lg font-semibold" : "font-medium"}`}>
          {row.label}
          <span className="ml-2 text-sm font-normal text-soft">{checkpointKindWord(row.kind)}</span>
        </span>
        <span className={`text-sm whitespace-nowrap text-soft ${isGate ? "" : "sm:order-last"}`}>
          <Stamp at={row.at} date={showDate} /> · {plannedOffsetWords(row.at, t0)}
        </span>
        <span className={`flex basis-full flex-wrap items-baseline gap-x-3 gap-y-0.5 ${isGate ? "" : "sm:basis-auto"}`}>
          <CheckpointStateMark state={row.state} />
          <span className="text-soft">{stateSentence(row, now)}</span>
          {row.tone !== null && (
            <span className="ml-auto text-sm text-soft">
              {isGate && "worst field: "}
              <ToneMark tone={row.tone} />
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
