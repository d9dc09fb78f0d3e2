"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { sprintNow, type TaskNow } from "#core/sprint/sprint-now";
import { useRoom } from "#browser/use-room";
import { useRoomNow, type RoomNow } from "#browser/use-room-now";
import { PageTop } from "#components/live/page-top";
import { ReadingRoom } from "#components/live/reading-room";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { Panel } from "#components/ui/panel";
import { BlockedStream } from "./blocked-stream.tsx";
import { GanttChart } from "./gantt-chart.tsx";
import { GlancePanel } from "./glance-panel.tsx";
import { MilestonesPanel } from "./milestones-panel.tsx";
import { TaskCard } from "./task-card.tsx";

/** The sprint's tasks: what is late, blocked and next, then all of them in time and one by one. */
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

function Content({ held }: { readonly held: RoomNow }): ReactNode {
  const sprint = sprintNow({
    plan: held.plan,
    t0: held.t0,
    sprint: held.room.sprint,
    closeOut: held.room.closing.closeOut,
  });
  const of = (stream: string): readonly TaskNow[] => sprint.tasks.filter((task) => task.stream === stream);
  if (sprint.tasks.length === 0) return <p className="text-soft">The plan has no sprint.</p>;
  return (
    <>
      <GlancePanel sprint={sprint} now={held.now} />
      <Panel id="gantt" title="In time" className="max-sm:hidden">
        <GanttChart sprint={sprint} now={held.now} />
      </Panel>
      <MilestonesPanel held={held} milestones={sprint.milestones} />
      {(held.plan.sprint?.streams ?? []).map((stream) => (
        <Panel key={stream.id} id={stream.id} title={stream.label}>
          <BlockedStream stream={stream.id} tasks={of(stream.id)} held={held} />
          <ul className="flex flex-col divide-y divide-line">
            {of(stream.id).map((task) => (
              <TaskCard key={task.id} task={task} held={held} />
            ))}
          </ul>
        </Panel>
      ))}
    </>
  );
}
