"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { useRoom } from "#browser/use-room";
import { useRoomNow, type RoomNow } from "#browser/use-room-now";
import { PageTop } from "#components/live/page-top";
import { ReadingRoom } from "#components/live/reading-room";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { Panel } from "#components/ui/panel";
import { MovesPanel } from "./moves-panel.tsx";
import { SplitPanel } from "./split-panel.tsx";
import { StepsPanel } from "./steps-panel.tsx";

/** Where the traffic goes, where it is meant to go, the plan's steps, and who moved it. */
export function TrafficPage(): ReactNode {
  return <RoomGate>{(rollout) => <Traffic rollout={rollout} />}</RoomGate>;
}

function Traffic({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const held = useRoomNow();
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Traffic" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {held ? <Content held={held} rollout={rollout} /> : <ReadingRoom />}
    </div>
  );
}

type ContentProps = { readonly held: RoomNow; readonly rollout: RolloutView };

function Content({ held, rollout }: ContentProps): ReactNode {
  if (!held.plan.traffic)
    return (
      <Panel id="none" title="No traffic in this plan">
        <p className="text-lg">
          The plan moves no traffic. Name its groups and steps under <code>traffic</code>, and say in the configuration
          who moves it.
        </p>
      </Panel>
    );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <SplitPanel held={held} control={rollout.trafficControl} />
        <StepsPanel held={held} />
      </div>
      <MovesPanel held={held} />
    </div>
  );
}
