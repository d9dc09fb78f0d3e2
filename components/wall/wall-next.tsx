"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { durationFigures, plannedOffsetWords } from "#browser/format-time";
import { checkpointKindWord, positionAt } from "#browser/schedule";
import { useNow } from "#browser/use-now";
import { IntensiveProgress } from "#components/live/intensive-progress";
import { Stamp } from "#components/live/stamp";

/** What comes next and when, told for five metres. */
export function WallNext({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const now = useNow();
  if (now === null) return <section className="panel" />;
  const { next, nextGate, phase } = positionAt(rollout, now);
  return (
    <section
      aria-label="Next checkpoint"
      className="panel flex min-h-0 flex-col justify-between overflow-hidden px-5 py-3"
    >
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
        <p className="truncate text-2xl leading-tight font-semibold">{next?.label ?? "No checkpoint left"}</p>
      </div>
      {next !== null && (
        <p role="timer" aria-live="off" className="text-5xl leading-none font-bold tracking-tight whitespace-nowrap">
          <span className="mr-2 text-xl font-medium tracking-normal text-soft">in</span>
          {durationFigures(next.at - now)}
        </p>
      )}
      <div className="text-sm">
        <p className="mb-1 flex justify-between gap-4 text-soft">
          <span className="truncate">{phase?.label ?? ""}</span>
          {nextGate !== null && <span className="flex-none">gate in {durationFigures(nextGate.at - now)}</span>}
        </p>
        <IntensiveProgress rollout={rollout} now={now} />
      </div>
    </section>
  );
}
