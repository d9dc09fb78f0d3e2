"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { countdownOf, openRows, stateSentence, type CheckpointRow } from "#browser/checkpoint-rows";
import { durationFigures, plannedOffsetWords } from "#browser/format-time";
import { checkpointKindWord, positionAt } from "#browser/schedule";
import { useCheckpoints } from "#browser/use-checkpoints";
import { useNow } from "#browser/use-now";
import { CheckpointStateMark } from "#components/live/checkpoint-state-mark";
import { IntensiveProgress } from "#components/live/intensive-progress";
import { ShortName } from "#components/live/short-name";
import { Stamp } from "#components/live/stamp";

/** What has to be decided now, else what comes next and when, told for five metres. */
export function WallNext({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const now = useNow();
  const checkpoints = useCheckpoints();
  if (now === null) return <section className="panel" />;
  const { next, nextGate, phase } = positionAt(rollout, now);
  const [urgent] = checkpoints ? openRows(checkpoints.rows) : [];
  const behind = urgent ? next : nextGate;
  return (
    <section
      aria-label={urgent ? "Checkpoint to be decided" : "Next checkpoint"}
      className="panel flex min-h-0 flex-col justify-between overflow-hidden px-5 py-3"
    >
      {urgent ? <UrgentWords row={urgent} rollout={rollout} now={now} /> : <NextWords rollout={rollout} now={now} />}
      <div className="text-sm compact:hidden">
        <p className="mb-1 flex justify-between gap-4 text-soft">
          <ShortName>{phase?.label ?? ""}</ShortName>
          {behind !== null && (
            <span className="flex-none">
              {urgent ? "next" : "gate"} in {durationFigures(behind.at - now)}
            </span>
          )}
        </p>
        <IntensiveProgress rollout={rollout} now={now} />
      </div>
    </section>
  );
}

type UrgentProps = { readonly row: CheckpointRow; readonly rollout: RolloutView; readonly now: number };

function UrgentWords({ row, rollout, now }: UrgentProps): ReactNode {
  const countdown = countdownOf(row, now);
  return (
    <>
      <div>
        <p className="flex justify-between gap-4 text-sm text-soft">
          <CheckpointStateMark state={row.state} className="text-base" />
          <span className="whitespace-nowrap compact:hidden">
            due <Stamp at={row.at} /> · {plannedOffsetWords(row.at, rollout.t0)}
          </span>
        </p>
        <p className="text-2xl leading-tight font-semibold">
          <ShortName>{row.label}</ShortName>
        </p>
      </div>
      {countdown ? (
        <p role="timer" aria-live="off" className="text-5xl leading-none font-bold tracking-tight whitespace-nowrap">
          <span className="mr-2 text-xl font-medium tracking-normal text-soft">{countdown.word}</span>
          {durationFigures(countdown.ms)}
        </p>
      ) : (
        <p className="line-clamp-2 text-xl leading-snug">{stateSentence(row, now)}</p>
      )}
    </>
  );
}

function NextWords({ rollout, now }: { readonly rollout: RolloutView; readonly now: number }): ReactNode {
  const { next } = positionAt(rollout, now);
  return (
    <>
      <div>
        <p className="flex justify-between gap-4 text-sm text-soft">
          <span className="whitespace-nowrap">
            Next: {next === null ? "nothing is planned" : checkpointKindWord(next.kind).toLowerCase()}
          </span>
          {next !== null && (
            <span className="whitespace-nowrap compact:hidden">
              <Stamp at={next.at} /> · {plannedOffsetWords(next.at, rollout.t0)}
            </span>
          )}
        </p>
        <p className="text-2xl leading-tight font-semibold">
          <ShortName>{next?.label ?? "No checkpoint left"}</ShortName>
        </p>
      </div>
      {next !== null && (
        <p role="timer" aria-live="off" className="text-5xl leading-none font-bold tracking-tight whitespace-nowrap">
          <span className="mr-2 text-xl font-medium tracking-normal text-soft">in</span>
          {durationFigures(next.at - now)}
        </p>
      )}
    </>
  );
}
