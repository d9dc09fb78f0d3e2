import Link from "next/link";
import type { ReactNode } from "react";
import { durationFigures } from "#browser/format-time";
import { openRows, stateSentence, type CheckpointRow } from "#browser/checkpoint-rows";
import type { Checkpoints } from "#browser/use-checkpoints";
import { checkpointEdge, CheckpointStateMark } from "#components/live/checkpoint-state-mark";
import { Stamp } from "#components/live/stamp";
import { ToneMark } from "#components/live/tone-mark";
import { MAIN_BUTTON } from "../ui/field-looks.ts";

/** What somebody has to see to now, and what comes next. */
export function OpenCheckpoints({ checkpoints }: { readonly checkpoints: Checkpoints }): ReactNode {
  const { rows, now } = checkpoints;
  const open = openRows(rows);
  const next = rows.find(({ state, at }) => state === "early" && at > now);
  return (
    <section aria-labelledby="now" className="flex flex-col gap-3">
      <h2 id="now" className="text-sm font-semibold tracking-wide text-soft">
        Now
      </h2>
      {open.length === 0 && (
        <p className="panel p-4 text-soft">
          Nothing waits for you.{" "}
          {next && (
            <>
              Next: <strong className="font-semibold text-ink">{next.label}</strong>, <Stamp at={next.at} date />, in{" "}
              {durationFigures(next.at - now)}.
            </>
          )}
        </p>
      )}
      {open.map((row) => (
        <OpenCard key={row.id} row={row} now={now} />
      ))}
    </section>
  );
}

function OpenCard({ row, now }: { readonly row: CheckpointRow; readonly now: number }): ReactNode {
  const does = row.state === "awaiting_second" ? "Look and sign" : "Fill in and decide";
  return (
    <article aria-label={row.label} className={`panel edge-left p-4 sm:p-5 ${checkpointEdge(row.state)}`}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h3 className="text-2xl font-semibold tracking-tight">{row.label}</h3>
          <p className="flex flex-wrap items-baseline gap-x-3 text-lg">
            <CheckpointStateMark state={row.state} />
            <span role="timer" aria-live="off">
              {stateSentence(row, now)}
            </span>
          </p>
          <p className="text-sm text-soft">
            due <Stamp at={row.at} date />
            {row.tone !== null && (
              <>
                {" "}
                · worst field: <ToneMark tone={row.tone} />
              </>
            )}
          </p>
        </div>
        <Link href={`/checkpoints/${row.id}`} className={`${MAIN_BUTTON} max-sm:w-full`}>
          {does}
          <span className="sr-only">: {row.label}</span>
        </Link>
      </div>
    </article>
  );
}
