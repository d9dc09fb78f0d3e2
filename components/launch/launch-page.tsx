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
import { BaselineTable } from "#components/live/baseline-table";
import { DelaysPanel } from "./delays-panel.tsx";
import { ExecutionBoard } from "./execution-board.tsx";
import { PresentPanel } from "./present-panel.tsx";
import { RampPanel } from "./ramp-panel.tsx";
import { StartPanel } from "./start-panel.tsx";
import { StartedPanel } from "./started-panel.tsx";
import { ZeroPanel } from "./zero-panel.tsx";

/** The ramp decision, the start, and the T0 sequence line by line. */
export function LaunchPage(): ReactNode {
  return <RoomGate>{(rollout) => <Launch rollout={rollout} />}</RoomGate>;
}

function Launch({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const held = useRoomNow();
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Launch" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {held ? <Content held={held} plannedT0={rollout.plannedT0} /> : <ReadingRoom />}
    </div>
  );
}

type ContentProps = { readonly held: RoomNow; readonly plannedT0: number };

function Content({ held, plannedT0 }: ContentProps): ReactNode {
  const { start } = held.room.launch;
  return (
    <>
      {start ? <StartedPanel start={start} held={held} /> : <StartPanel held={held} />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {!start && <RampPanel held={held} />}
          <DelaysPanel held={held} />
          <ExecutionBoard held={held} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <ZeroPanel held={held} plannedT0={plannedT0} />
          <PresentPanel held={held} />
          {start && <RampPanel held={held} />}
        </div>
      </div>
      {start && <BaselineTable baseline={start.baseline} />}
    </>
  );
}
