"use client";

import { useMemo, type ReactNode } from "react";
import type { FigureView } from "#wire/frame";
import type { RolloutView } from "#wire/rollout";
import { resourcesOf } from "#core/sprint/resources";
import { successStandings } from "#core/sprint/success";
import { useRoom } from "#browser/use-room";
import { useSprint } from "#browser/use-sprint";
import { useRoomNow, type RoomNow } from "#browser/use-room-now";
import { PageTop } from "#components/live/page-top";
import { ReadingRoom } from "#components/live/reading-room";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { GlancePanel } from "./glance-panel.tsx";
import { MilestonesPanel } from "./milestones-panel.tsx";
import { ResourcesPanel } from "./resources-panel.tsx";
import { SprintTasks } from "./sprint-tasks.tsx";
import { SuccessPanel } from "./success-panel.tsx";

/** The sprint: what is late, blocked and next, all of it in time, and every task by itself. */
export function SprintPage(): ReactNode {
  return <RoomGate>{(rollout) => <Sprint rollout={rollout} />}</RoomGate>;
}

function Sprint({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const held = useRoomNow();
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Sprint" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {held ? <Content held={held} /> : <ReadingRoom />}
    </div>
  );
}

const NONE: readonly FigureView[] = [];

function Content({ held }: { readonly held: RoomNow }): ReactNode {
  const { plan, t0, now, room } = held;
  const criteria = useRoom("criteria").latest?.body;
  const business = criteria?.view === "criteria" ? criteria.figures : NONE;
  const resources = useMemo(() => resourcesOf(plan, t0), [plan, t0]);
  const standing = useSprint(held);
  if (!standing) return null;
  const { sprint, asOf } = standing;
  if (sprint.tasks.length === 0) return <p className="text-soft">The plan has no sprint.</p>;
  return (
    <>
      <GlancePanel sprint={sprint} asOf={asOf} />
      <SprintTasks sprint={sprint} asOf={asOf} held={held}>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <SuccessPanel plan={plan} groups={successStandings({ plan, sprint, room, business, now })} />
          <MilestonesPanel held={held} milestones={sprint.milestones} />
        </div>
        <ResourcesPanel plan={plan} resources={resources} sprint={sprint} now={now} />
      </SprintTasks>
    </>
  );
}
