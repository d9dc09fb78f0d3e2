"use client";

import { useCallback, useEffect, useRef, type ReactNode } from "react";
import type { Days } from "#core/sprint/move";
import type { SprintNow, TaskNow } from "#core/sprint/sprint-now";
import { useAsk } from "#browser/ask-context";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { LongList } from "#components/ui/long-list";
import { Panel } from "#components/ui/panel";
import { BlockedStream } from "./blocked-stream.tsx";
import { GanttPanel } from "./gantt/gantt-panel.tsx";
import { MoveForm } from "./task/move-form.tsx";
import { TaskCard } from "./task/task-card.tsx";
import { mayChange, TaskDialog } from "./task/task-dialog.tsx";

type Props = {
  readonly sprint: SprintNow;
  readonly asOf: number;
  readonly held: RoomNow;
  /** What stands between the chart and the tasks one by one. */
  readonly children: ReactNode;
};
const FIRST = 20;

/** The tasks in time, then stream by stream, with the one dialog that says what is new of them. */
export function SprintTasks({ sprint, asOf, held, children }: Props): ReactNode {
  const askOf = useAskOfTask(sprint, held);
  const streams = held.plan.sprint?.streams ?? [];
  const of = (stream: string): readonly TaskNow[] => sprint.tasks.filter((one) => one.stream === stream);
  return (
    <>
      <GanttPanel
        sprint={sprint}
        plan={held.plan}
        now={held.now}
        asOf={asOf}
        mayMove={isLeading(held.me)}
        onMove={askOf}
        onOpen={goTo}
      />
      {children}
      {streams.map((stream) => (
        <Panel key={stream.id} id={stream.id} title={`${stream.label}: ${stream.purpose}`}>
          <BlockedStream stream={stream.id} tasks={of(stream.id)} held={held} />
          <LongList rows={of(stream.id)} first={FIRST} className="flex flex-col divide-y divide-line">
            {(one) => (
              <TaskCard
                key={one.id}
                task={one}
                plan={held.plan}
                asOf={asOf}
                onChange={mayChange(held) ? askOf : null}
              />
            )}
          </LongList>
        </Panel>
      ))}
    </>
  );
}

/** Asks what has become of a task, or, where its bar was dropped, whether it moves there. Stable: the chart and the cards rest on it. */
function useAskOfTask(sprint: SprintNow, held: RoomNow): (id: string, days?: Days) => void {
  const ask = useAsk();
  const newest = useRef({ sprint, held });
  useEffect(() => void (newest.current = { sprint, held }));
  return useCallback(
    (id, days) => {
      const asked = newest.current;
      const task = asked.sprint.tasks.find((one) => one.id === id);
      if (!task) return;
      const about = { task, sprint: asked.sprint };
      ask({
        title: task.label,
        form: (close) =>
          days ? (
            <MoveForm {...about} days={days} onDone={close} />
          ) : (
            <TaskDialog {...about} held={asked.held} onDone={close} />
          ),
      });
    },
    [ask],
  );
}

/** To the card of a task, which tells the rest. */
function goTo(task: string): void {
  const card = document.getElementById(task);
  card?.scrollIntoView({ block: "start", behavior: "smooth" });
  card?.focus({ preventScroll: true });
}
