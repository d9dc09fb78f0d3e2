"use client";

import { Flag } from "lucide-react";
import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { durationFigures, plannedOffsetWords } from "#browser/format-time";
import { checkpointKindWord, positionAt } from "#browser/schedule";
import { useNow } from "#browser/use-now";
import { IntensiveProgress } from "./intensive-progress.tsx";
import { Stamp } from "./stamp.tsx";

/** What comes next and when, the phase, and how much of the intensive window has passed. */
export function NextUp({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const now = useNow();
  if (now === null) return <section className="panel" />;
  const { next, nextGate, phase, nextPhase } = positionAt(rollout, now);
  return (
    <section aria-labelledby="next-up" className="panel flex flex-col justify-between gap-4 p-5 sm:p-6">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 id="next-up" className="text-sm font-semibold text-soft">
            Next checkpoint
          </h2>
          <p className="truncate text-2xl font-semibold">{next?.label ?? "None left"}</p>
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
      {nextGate !== null && (
        <p className="truncate text-sm text-soft">
          Next gate: <span className="font-medium text-ink">{nextGate.label}</span> in{" "}
          {durationFigures(nextGate.at - now)}
        </p>
      )}
      <div className="text-sm">
        <p className="mb-1.5 truncate text-soft">
          Phase:{" "}
          <span className="font-medium text-ink">
            {phase?.label ?? (nextPhase === null ? "all phases are over" : `before ${nextPhase.label}`)}
          </span>
        </p>
        <IntensiveProgress rollout={rollout} now={now} />
      </div>
    </section>
  );
}
