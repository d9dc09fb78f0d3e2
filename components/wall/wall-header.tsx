"use client";

import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { Frame } from "#wire/frame";
import type { RolloutView } from "#wire/rollout";
import type { Freshness } from "#browser/freshness";
import { useRoomLog } from "#browser/use-room-log";
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
  const start = useRoomLog()?.launch.start ?? null;
  const isOverride = start !== null && start.override !== null;
  return (
    <header
      className={`flex justify-between gap-6 ${isOverride ? "items-center compact:flex-wrap" : "items-baseline"}`}
    >
      <h1 className={isOverride ? "sr-only" : "min-w-0 truncate text-xl font-semibold compact:hidden max-sm:hidden"}>
        {rollout.name}
      </h1>
      {isOverride && (
        <p
          role="note"
          className="line-clamp-2 min-w-0 flex-1 border-l-4 border-fail bg-fail-wash px-3 text-sm leading-tight compact:basis-full max-sm:basis-full"
        >
          <strong className="text-fail">STARTED WITHOUT A GO</strong> by {actorName(start.by)}: {start.override}
        </p>
      )}
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
