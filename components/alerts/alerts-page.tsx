"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { firingRows, pastRows, silenceRows } from "#browser/alert-rows";
import { openProcedures } from "#browser/playbook-rows";
import { useRoom } from "#browser/use-room";
import { useRoomNow, type RoomNow } from "#browser/use-room-now";
import { PageTop } from "#components/live/page-top";
import { ReadingRoom } from "#components/live/reading-room";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { DevicePanel } from "./device-panel.tsx";
import { FiringPanel } from "./firing-panel.tsx";
import { OwnFaultsPanel } from "./own-faults-panel.tsx";
import { PastPanel } from "./past-panel.tsx";
import { ProceduresPanel } from "./procedures-panel.tsx";
import { RulesPanel } from "./rules-panel.tsx";
import { SilencesPanel } from "./silences-panel.tsx";

/** What fires now, what is silenced, what is over, and what would fire. */
export function AlertsPage(): ReactNode {
  return <RoomGate>{(rollout) => <Alerts rollout={rollout} />}</RoomGate>;
}

function Alerts({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const held = useRoomNow();
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Alerts" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {held ? <Content held={held} /> : <ReadingRoom />}
    </div>
  );
}

function Content({ held }: { readonly held: RoomNow }): ReactNode {
  return (
    <>
      <OwnFaultsPanel />
      <FiringPanel held={held} rows={firingRows(held)} />
      <ProceduresPanel held={held} procedures={openProcedures(held)} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <PastPanel rows={pastRows(held)} t0={held.t0} />
          <RulesPanel held={held} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <SilencesPanel held={held} silences={silenceRows(held)} />
          <DevicePanel />
        </div>
      </div>
    </>
  );
}
