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
import { ItemList } from "./item-list.tsx";
import { PollPanel } from "./poll-panel.tsx";
import { ReadinessHero } from "./readiness-hero.tsx";
import { RosterPanel } from "./roster-panel.tsx";

/** Are we ready, do the leads say GO, what is still open, and who is here. */
export function PreflightPage(): ReactNode {
  return <RoomGate>{(rollout) => <Preflight rollout={rollout} />}</RoomGate>;
}

function Preflight({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const held = useRoomNow();
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Pre-flight" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {held ? <Content held={held} /> : <ReadingRoom />}
    </div>
  );
}

function Content({ held }: { readonly held: RoomNow }): ReactNode {
  // once started, poll and list are shown as they stood then: votes that lapse afterwards change nothing any more
  const asItStood = { ...held, now: held.room.launch.start?.at ?? held.now };
  return (
    <>
      <ReadinessHero held={asItStood} />
      <PollPanel held={asItStood} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ItemList held={asItStood} />
        <RosterPanel held={held} />
      </div>
    </>
  );
}
