import type { ReactNode } from "react";
import type { Frame } from "#wire/frame";
import type { RolloutView } from "#wire/rollout";
import type { Freshness } from "#browser/freshness";
import { FreshnessBadge } from "#components/live/freshness-badge";
import { RolloutClock } from "#components/live/rollout-clock";
import { VerdictMark } from "#components/live/verdict-mark";

type Props = {
  readonly rollout: RolloutView;
  readonly freshness: Freshness;
  readonly frame: Frame | null;
  readonly showVerdict: boolean;
};

/** Name, verdict (whatever view is shown), clock and freshness: the part of a wall that never turns away. */
export function WallHeader({ rollout, freshness, frame, showVerdict }: Props): ReactNode {
  return (
    <header className="flex items-baseline justify-between gap-6">
      <h1 className="min-w-0 truncate text-xl font-semibold compact:hidden max-sm:hidden">{rollout.name}</h1>
      {showVerdict && frame?.body.view === "overview" && (
        <VerdictMark
          verdict={frame.body.verdict}
          className={`text-2xl ${freshness.level === "stale" ? "opacity-50" : ""}`}
        />
      )}
      <div className="flex items-baseline gap-6 text-2xl compact:flex-1 compact:justify-between max-sm:flex-1 max-sm:justify-between max-sm:gap-2 max-sm:text-lg">
        <RolloutClock t0={rollout.t0} />
        <FreshnessBadge freshness={freshness} />
      </div>
    </header>
  );
}
