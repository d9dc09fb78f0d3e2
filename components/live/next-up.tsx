"use client";

import { Flag } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { openRows, stateSentence, countdownOf, type CheckpointRow } from "#browser/checkpoint-rows";
import { durationFigures, plannedOffsetWords } from "#browser/format-time";
import { checkpointKindWord, positionAt } from "#browser/schedule";
import { useCheckpoints } from "#browser/use-checkpoints";
import { useNow } from "#browser/use-now";
import { CheckpointStateMark } from "./checkpoint-state-mark.tsx";
import { IntensiveProgress } from "./intensive-progress.tsx";
import { ShortName } from "./short-name.tsx";
import { Stamp } from "./stamp.tsx";

type Props = {
  readonly rollout: RolloutView;
  /** On a wall nothing can be pressed. */
  readonly onWall?: boolean;
};

/** What has to be decided now, else what comes next and when; the phase, and how much of the intensive window has passed. */
export function NextUp({ rollout, onWall = false }: Props): ReactNode {
  const now = useNow();
  const checkpoints = useCheckpoints();
  if (now === null) return <section className="panel" />;
  const { phase, nextPhase } = positionAt(rollout, now);
  const [urgent] = checkpoints ? openRows(checkpoints.rows) : [];
  return (
    <section aria-labelledby="next-up" className="panel flex flex-col justify-between gap-4 p-5 sm:p-6">
      {urgent ? (
        <Urgent row={urgent} rollout={rollout} now={now} onWall={onWall} />
      ) : (
        <Coming rollout={rollout} now={now} />
      )}
      <div className="text-sm">
        <p className="mb-1.5 flex gap-[0.3em] text-soft">
          <span className="flex-none">Phase:</span>
          <ShortName className="font-medium text-ink">
            {phase?.label ?? (nextPhase === null ? "all phases are over" : `before ${nextPhase.label}`)}
          </ShortName>
        </p>
        <IntensiveProgress rollout={rollout} now={now} />
      </div>
    </section>
  );
}

type UrgentProps = {
  readonly row: CheckpointRow;
  readonly rollout: RolloutView;
  readonly now: number;
  readonly onWall: boolean;
};

function Urgent({ row, rollout, now, onWall }: UrgentProps): ReactNode {
  const { next } = positionAt(rollout, now);
  const countdown = countdownOf(row, now);
  return (
    <>
      <div>
        <h2 id="next-up" className="flex items-baseline justify-between gap-4 text-sm font-semibold text-soft">
          {row.state === "awaiting_second" ? "To be signed now" : "To be decided now"}
          <CheckpointStateMark state={row.state} />
        </h2>
        <p className="text-2xl font-semibold">
          {onWall ? (
            <ShortName>{row.label}</ShortName>
          ) : (
            <Link
              href={`/checkpoints/${row.id}`}
              className="underline decoration-line underline-offset-4 hover:decoration-ink"
            >
              <ShortName>{row.label}</ShortName>
            </Link>
          )}
        </p>
        <p className="text-sm text-soft">
          {checkpointKindWord(row.kind)} · due <Stamp at={row.at} /> · {plannedOffsetWords(row.at, rollout.t0)}
        </p>
      </div>
      {countdown ? (
        <p role="timer" aria-live="off" className="text-5xl leading-none font-bold tracking-tight sm:text-6xl">
          <span className="mr-2 text-xl font-medium tracking-normal text-soft">{countdown.word}</span>
          {durationFigures(countdown.ms)}
        </p>
      ) : (
        <p className={`leading-snug ${onWall ? "text-3xl font-semibold" : "text-lg"}`}>{stateSentence(row, now)}</p>
      )}
      {next !== null && <InTime word="Next" label={next.label} ms={next.at - now} />}
    </>
  );
}

function Coming({ rollout, now }: { readonly rollout: RolloutView; readonly now: number }): ReactNode {
  const { next, nextGate } = positionAt(rollout, now);
  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 id="next-up" className="text-sm font-semibold text-soft">
            Next checkpoint
          </h2>
          <p className="text-2xl font-semibold">
            <ShortName>{next?.label ?? "None left"}</ShortName>
          </p>
          {next !== null && (
            <p className="text-sm text-soft">
              {checkpointKindWord(next.kind)} · <Stamp at={next.at} date={next.at - now > 12 * 3_600_000} /> ·{" "}
              {plannedOffsetWords(next.at, rollout.t0)}
            </p>
          )}
        </div>
        <Flag aria-hidden="true" className="icon mt-1 text-soft" />
      </div>
      {next !== null && (
        <p role="timer" aria-live="off" className="text-5xl leading-none font-bold tracking-tight sm:text-6xl">
          <span className="mr-2 text-xl font-medium tracking-normal text-soft">in</span>
          {durationFigures(next.at - now)}
        </p>
      )}
      {nextGate !== null && <InTime word="Next gate" label={nextGate.label} ms={nextGate.at - now} />}
    </>
  );
}

/** One line; where there is no room for all of it, the name gives way. */
function InTime({
  word,
  label,
  ms,
}: {
  readonly word: string;
  readonly label: string;
  readonly ms: number;
}): ReactNode {
  return (
    <p className="flex gap-[0.3em] text-sm text-soft">
      <span className="flex-none">{word}:</span>
      <ShortName className="font-medium text-ink">{label}</ShortName>
      <span className="flex-none">in {durationFigures(ms)}</span>
    </p>
  );
}
