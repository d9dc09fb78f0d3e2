import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { durationFigures } from "#browser/format-time";
import { positionAt } from "#browser/schedule";
import { ProgressBar } from "#components/ui/progress-bar";

/** Elapsed share of the intensive window, computed from its start and length, with its gates as marks. */
export function IntensiveProgress({
  rollout,
  now,
}: {
  readonly rollout: RolloutView;
  readonly now: number;
}): ReactNode {
  const { progress } = positionAt(rollout, now);
  const hours = Math.round(rollout.intensiveMs / 3_600_000);
  const gates = rollout.checkpoints
    .filter((checkpoint) => checkpoint.kind === "gate")
    .map((gate) => (gate.at - rollout.t0) / rollout.intensiveMs);
  if (progress === null)
    return (
      <p className="text-soft">
        {now < rollout.t0
          ? `T0 in ${durationFigures(rollout.t0 - now)}; then ${hours} h of intensive watch.`
          : `Not started: T0 was to be ${durationFigures(now - rollout.t0)} ago.`}
      </p>
    );
  return (
    <>
      <ProgressBar
        label={`Elapsed of the ${hours} hours of intensive watch`}
        share={progress}
        marks={gates.filter((share) => share >= 0 && share <= 1)}
      />
      <p className="mt-1 text-soft">
        {progress >= 1
          ? `The ${hours} h of intensive watch are over.`
          : `${(Math.floor(progress * 1_000) / 10).toFixed(1)} % of the ${hours} h intensive watch`}
      </p>
    </>
  );
}
