"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { problemsIn } from "#browser/problems";
import { useShownOverview } from "#browser/use-shown-overview";
import { useRoom } from "#browser/use-room";
import { HeadlineGrid } from "#components/live/headline-grid";
import { HealthLine } from "#components/live/health-line";
import { NextUp } from "#components/live/next-up";
import { PageTop } from "#components/live/page-top";
import { ProblemList } from "#components/live/problem-list";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { TrafficPanel } from "#components/live/traffic-panel";
import { VerdictAnnouncer } from "#components/live/verdict-announcer";
import { VerdictHero } from "#components/live/verdict-hero";
import { WaitingForFrame } from "#components/live/waiting-for-frame";
import { Panel } from "#components/ui/panel";
import { OverTime } from "./over-time.tsx";
import { TargetTable } from "./target-table.tsx";

/** Are we all right, what is next, what is wrong; then the figures behind it. */
export function OverviewPage(): ReactNode {
  return <RoomGate>{(rollout) => <Overview rollout={rollout} />}</RoomGate>;
}

function Overview({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const room = useRoom("overview");
  const freshness = useFreshness(room);
  const body = useShownOverview(room.latest);
  const stale = freshness.level === "stale";
  return (
    <div className="flex flex-col gap-4">
      <PageTop title={rollout.name} rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {room.latest === null || body === null ? (
        <WaitingForFrame freshness={freshness} refusal={room.refusal}>
          <NextUp rollout={rollout} />
        </WaitingForFrame>
      ) : (
        <>
          <VerdictAnnouncer verdict={body.verdict} />
          <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <VerdictHero body={body} freshness={freshness} note={body.budget} />
            <NextUp rollout={rollout} />
          </div>
          <Panel id="wrong" title="What is wrong" className="min-h-24">
            <ProblemList problems={problemsIn(body, room.latest.health)} most={8} />
          </Panel>
          <TrafficPanel />
          <HeadlineGrid
            headlines={body.headlines}
            rollout={rollout}
            stale={stale}
            className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3"
          />
          <TargetTable body={body} frames={room.frames} stale={stale} />
          <OverTime headlines={body.headlines} rollout={rollout} />
          <HealthLine health={room.latest.health} />
        </>
      )}
    </div>
  );
}
