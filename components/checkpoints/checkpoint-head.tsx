import type { ReactNode } from "react";
import { formOf } from "#core/room/form/form";
import { plannedOffsetWords } from "#browser/format-time";
import { checkpointKindWord } from "#browser/schedule";
import { stateSentence, type CheckpointRow } from "#browser/checkpoint-rows";
import type { Checkpoints } from "#browser/use-checkpoints";
import { checkpointEdge, CheckpointStateMark } from "#components/live/checkpoint-state-mark";
import { Stamp } from "#components/live/stamp";
import { ToneMark } from "#components/live/tone-mark";

/** Where the page goes when the checkpoint turns under the hands of somebody who fills it in. */
export const STATE_ID = "checkpoint-state";

type Props = { readonly row: CheckpointRow; readonly checkpoints: Checkpoints };

/** Where the checkpoint stands: state, due, countdown, worst field. */
export function CheckpointHead({ row, checkpoints }: Props): ReactNode {
  const { plan, now, t0 } = checkpoints;
  const form = formOf(plan, row.form);
  const heading = form && "heading" in form ? form.heading : undefined;
  return (
    <section
      id={STATE_ID}
      tabIndex={-1}
      aria-label="State"
      className={`panel edge-left scroll-mt-4 p-4 outline-none sm:p-5 ${checkpointEdge(row.state)}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1">
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-xl">
          <CheckpointStateMark state={row.state} />
          <span role="timer" aria-live="off">
            {stateSentence(row, now)}
          </span>
        </p>
        {row.tone !== null && (
          <p className="text-soft">
            worst field: <ToneMark tone={row.tone} />
          </p>
        )}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-5 text-soft">
        <span>
          {checkpointKindWord(row.kind)}
          {heading !== undefined && `, ${heading}`}
        </span>
        <span className="whitespace-nowrap">
          due <Stamp at={row.at} date /> · {plannedOffsetWords(row.at, t0)}
        </span>
        {(row.state === "due" || row.state === "early") && (
          <span className="whitespace-nowrap">
            overdue from <Stamp at={row.overdueAt} />
          </span>
        )}
      </p>
      {row.state === "missed" && (
        <p className="mt-1">
          The next one is due already. It can still be filled in and decided; the log shows how late.
        </p>
      )}
      {row.record?.entry && (
        <p className="mt-1 text-sm text-soft">
          Revision {row.record.entry.revision}, saved <Stamp at={row.record.entry.at} seconds />
        </p>
      )}
    </section>
  );
}
