import type { ReactNode } from "react";
import type { OverviewBody } from "#wire/frame";
import type { RolloutView } from "#wire/rollout";
import type { Freshness } from "#browser/freshness";
import { problemsIn, type Problem } from "#browser/problems";
import type { RoomState } from "#browser/room-store";
import { useOwnFaults } from "#browser/use-own-faults";
import { useRoomNow } from "#browser/use-room-now";
import { useShownOverview } from "#browser/use-shown-overview";
import { firingRows } from "#browser/alert-rows";
import { HeadlineGrid } from "#components/live/headline-grid";
import { ProblemList } from "#components/live/problem-list";
import { VerdictAnnouncer } from "#components/live/verdict-announcer";
import { VerdictHero } from "#components/live/verdict-hero";
import { WaitingForFrame } from "#components/live/waiting-for-frame";
import { WallAlerts } from "./wall-alerts.tsx";
import { WallNext } from "./wall-next.tsx";
import { WallTargets } from "./wall-targets.tsx";

type Props = {
  readonly rollout: RolloutView;
  readonly room: RoomState;
  readonly freshness: Freshness;
  readonly compact: boolean;
};

const RANK = { FAIL: 0, WARN: 1, NO_DATA: 2, PASS: 3 } as const;
/** What two rows of three hold, or one when letters are large; the worst are always among them. */
const CARDS = { roomy: 6, compact: 3 } as const;

/** Are we all right, what is next, what is wrong, and the figures, on one screen without scrolling. */
export function WallOverview({ rollout, room, freshness, compact }: Props): ReactNode {
  const body = useShownOverview(room.latest);
  const held = useRoomNow();
  // their band takes what the lists have, and the worst alert has a band already
  const isCrowded = useOwnFaults().some(({ severity }) => severity !== "low");
  if (room.latest === null || body === null) {
    return (
      <div className="flex h-full flex-col gap-4">
        <WaitingForFrame freshness={freshness} refusal={room.refusal}>
          <WallNext rollout={rollout} />
        </WaitingForFrame>
      </div>
    );
  }
  const stale = freshness.level === "stale";
  const alerts = held ? firingRows(held) : [];
  return (
    <div className="wall-overview" data-crowded={isCrowded}>
      <VerdictAnnouncer verdict={body.verdict} />
      <div className="grid min-h-0 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-4 portrait:grid-cols-1 sm:portrait:grid-rows-2">
        <VerdictHero body={body} freshness={freshness} className="min-h-0 overflow-hidden px-6 py-3 compact:py-2" />
        <WallNext rollout={rollout} />
      </div>
      <HeadlineGrid
        headlines={shownHeadlines(body, compact ? CARDS.compact : CARDS.roomy)}
        rollout={rollout}
        stale={stale}
        brief
        className="wall-cards"
      />
      {!isCrowded && (
        <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-4 compact:hidden portrait:grid-cols-1 sm:portrait:grid-rows-2">
          {held && alerts.length > 0 ? (
            <WallAlerts rows={alerts} held={held} />
          ) : (
            <WallProblems problems={problemsIn(body, room.latest.health)} />
          )}
          <WallTargets body={body} frames={room.frames} stale={stale} />
        </div>
      )}
    </div>
  );
}

function WallProblems({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  return (
    <section
      aria-labelledby="wall-wrong"
      className={`panel min-h-0 overflow-hidden px-4 py-2.5 ${problems.length > 0 ? "border-strong" : ""}`}
    >
      <h2 id="wall-wrong" className="mb-1.5 text-sm font-semibold text-soft">
        What is wrong{problems.length > 2 && `: 2 of ${problems.length}`}
      </h2>
      <ProblemList problems={problems} most={2} onWall />
    </section>
  );
}

/** In the plan's order, so that a card keeps its place; when not all fit, those that pass give way. */
function shownHeadlines(body: OverviewBody, most: number): OverviewBody["headlines"] {
  if (body.headlines.length <= most) return body.headlines;
  const kept = new Set([...body.headlines].sort((a, b) => RANK[a.now.verdict] - RANK[b.now.verdict]).slice(0, most));
  return body.headlines.filter((headline) => kept.has(headline));
}
