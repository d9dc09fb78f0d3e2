"use client";

import Link from "next/link";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { isIncident } from "#core/room/incident";
import { alertRow } from "#browser/alert-rows";
import { useRoom } from "#browser/use-room";
import { useRoomNow, type RoomNow } from "#browser/use-room-now";
import { PageTop } from "#components/live/page-top";
import { ReadingRoom } from "#components/live/reading-room";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { Panel } from "#components/ui/panel";
import { IncidentPanel } from "./incident-panel.tsx";
import { AlertHead } from "./alert-head.tsx";
import { PlaybookPanel } from "./playbook-panel.tsx";
import { TimelinePanel } from "./timeline-panel.tsx";
import { WhyPanel } from "./why-panel.tsx";
import { lookUp } from "#core/look-up";

/** One alert: where it stands, why it fired, what is to be done, and what happened so far. */
export function AlertPage({ id }: { readonly id: string }): ReactNode {
  return <RoomGate>{(rollout) => <AlertOf id={id} rollout={rollout} />}</RoomGate>;
}

type Props = { readonly id: string; readonly rollout: RolloutView };

function AlertOf({ id, rollout }: Props): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const held = useRoomNow();
  const label = held && lookUp(held.room.alerts, id)?.label;
  return (
    <div className="flex flex-col gap-4">
      <Link
        href="/alerts"
        className="inline-flex min-h-11 items-center gap-2 self-start font-medium text-soft hover:text-ink print:hidden"
      >
        <ArrowLeft aria-hidden="true" className="icon" />
        All alerts
      </Link>
      <PageTop title={label ?? "Alert"} rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {held ? <Content id={id} held={held} rollout={rollout} /> : <ReadingRoom />}
    </div>
  );
}

function Content({ id, held, rollout }: Props & { readonly held: RoomNow }): ReactNode {
  const alert = lookUp(held.room.alerts, id);
  if (!alert)
    return (
      <Panel id="none" title="Not found">
        <p className="text-soft">No alert called &quot;{id}&quot; has fired.</p>
      </Panel>
    );
  const row = alertRow(held, alert);
  return (
    <>
      <AlertHead row={row} held={held} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <PlaybookPanel row={row} held={held} />
          <WhyPanel row={row} held={held} rollout={rollout} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {isIncident(alert) && <IncidentPanel row={row} held={held} />}
          <TimelinePanel row={row} held={held} />
        </div>
      </div>
    </>
  );
}
