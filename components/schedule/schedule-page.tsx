"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { useRoom } from "#browser/use-room";
import { useShifts, type ShiftsNow } from "#browser/use-shifts";
import { PageTop } from "#components/live/page-top";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { Skeleton } from "#components/ui/skeleton";
import { CalendarPanel } from "./calendar-panel.tsx";
import { DutyPanel } from "./duty-panel.tsx";
import { HandoffPanel } from "./handoff-panel.tsx";
import { LaterPanel } from "./later-panel.tsx";
import { PastHandoffs } from "./past-handoffs.tsx";
import { PhaseLine } from "./phase-line.tsx";
import { ShiftsPanel } from "./shifts-panel.tsx";
import { TeamsPanel } from "./teams-panel.tsx";

/** Who is on, who is next and what is owed; then the phases, shifts, teams and later reviews. */
export function SchedulePage(): ReactNode {
  return <RoomGate>{(rollout) => <ScheduleOf rollout={rollout} />}</RoomGate>;
}

function ScheduleOf({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const room = useRoom("overview");
  const freshness = useFreshness(room);
  const held = useShifts();
  const body = room.latest?.body;
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Schedule" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {held ? (
        <Content held={held} figures={body?.view === "overview" ? body.headlines.map(({ now }) => now) : []} />
      ) : (
        <div role="status" className="flex flex-col gap-4">
          <span className="text-soft">Reading what has been decided so far…</span>
          <Skeleton className="h-40" />
          <Skeleton className="h-80" />
        </div>
      )}
    </div>
  );
}

type Props = { readonly held: ShiftsNow; readonly figures: Parameters<typeof HandoffPanel>[0]["figures"] };

function Content({ held, figures }: Props): ReactNode {
  return (
    <>
      <DutyPanel held={held} />
      {held.owed.map((owed) => (
        <HandoffPanel key={owed.incoming.id} owed={owed} held={held} figures={figures} />
      ))}
      <PhaseLine schedule={held.schedule} now={held.now} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-4">
          <ShiftsPanel held={held} />
          <PastHandoffs held={held} />
          <TeamsPanel held={held} />
        </div>
        <div className="flex flex-col gap-4">
          <LaterPanel held={held} />
          {held.me && <CalendarPanel plan={held.plan} me={held.me} roster={held.room.roster} />}
        </div>
      </div>
    </>
  );
}
