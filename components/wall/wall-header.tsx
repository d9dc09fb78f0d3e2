"use client";

import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { Start } from "#core/room/launch";
import type { Frame } from "#wire/frame";
import type { RolloutView } from "#wire/rollout";
import type { Freshness } from "#browser/freshness";
import { useRoomLog } from "#browser/use-room-log";
import { useShownOverview } from "#browser/use-shown-overview";
import { FreshnessBadge } from "#components/live/freshness-badge";
import { RolloutClock } from "#components/live/rollout-clock";
import { ShortName } from "#components/live/short-name";
import { VerdictMark } from "#components/live/verdict-mark";

type Props = {
  readonly rollout: RolloutView;
  readonly freshness: Freshness;
  readonly frame: Frame | null;
  readonly showVerdict: boolean;
};

/** Name, verdict (whatever view is shown), clock and freshness: the part of a wall that never turns away. */
export function WallHeader({ rollout, freshness, frame, showVerdict }: Props): ReactNode {
  const body = useShownOverview(frame);
  const start = useRoomLog()?.launch.start ?? null;
  const overridden = start !== null && start.override !== null ? start : null;
  // the overview has no room for a line more: there the note stands in the name's place
  const takesName = overridden !== null && !showVerdict;
  return (
    <header
      className={`flex flex-wrap justify-between gap-x-6 gap-y-2 ${takesName ? "items-center" : "items-baseline"}`}
    >
      <h1 className={takesName ? "sr-only" : "min-w-0 text-xl font-semibold compact:sr-only max-sm:sr-only"}>
        <ShortName>{rollout.name}</ShortName>
      </h1>
      {overridden && takesName && (
        <OverrideNote start={overridden} className="flex-1 basis-0 text-sm compact:hidden portrait:hidden" />
      )}
      {showVerdict && body && (
        <VerdictMark verdict={body.verdict} className={`text-2xl ${freshness.level === "stale" ? "opacity-50" : ""}`} />
      )}
      {/* upright there is no room for both on one line: the badge stands beside the verdict, the clock below */}
      <div className="flex items-baseline gap-6 text-2xl compact:flex-1 compact:justify-between max-sm:flex-1 max-sm:justify-between max-sm:gap-2 max-sm:text-lg sm:portrait:contents sm:portrait:*:last:ml-auto">
        <RolloutClock t0={rollout.t0} className="sm:portrait:order-1 sm:portrait:basis-full" />
        <FreshnessBadge freshness={freshness} />
      </div>
      {overridden && (
        <OverrideNote
          start={overridden}
          className={`order-1 basis-full ${takesName ? "hidden compact:block portrait:block" : ""}`}
        />
      )}
    </header>
  );
}

/** That nobody said GO, by whom, and why, for as long as the rollout runs. */
function OverrideNote({ start, className }: { readonly start: Start; readonly className: string }): ReactNode {
  return (
    <p role="note" className={`min-w-0 border-l-8 border-fail bg-fail-wash px-3 leading-snug ${className}`}>
      <span className="line-clamp-2 compact:line-clamp-1">
        <strong className="text-fail">STARTED WITHOUT A GO</strong> by {actorName(start.by)}: {start.override}
      </span>
    </p>
  );
}
