"use client";

import { useCallback, useState, type ReactNode } from "react";
import type { Days } from "#core/sprint/move";
import type { SprintNow, TaskNow } from "#core/sprint/sprint-now";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { Dialog } from "#components/ui/dialog";
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
/** What is asked about a task; with days where its bar was dropped there. */
type Asked = { readonly task: string; readonly days: Days | null };

const FIRST = 20;

/** The tasks in time, then stream by stream, with the one dialog that says what is new of them. */
export function SprintTasks({ sprint, asOf, held, children }: Props): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const change = useCallback((task: string) => setAsked({ task, days: null }), []);
  const move = useCallback((task: string, days: Days) => setAsked({ task, days }), []);
  const streams = held.plan.sprint?.streams ?? [];
  const task = sprint.tasks.find(({ id }) => id === asked?.task);
  const of = (stream: string): readonly TaskNow[] => sprint.tasks.filter((one) => one.stream === stream);
  return (
    <>
      <GanttPanel
        sprint={sprint}
        plan={held.plan}
        now={held.now}
        asOf={asOf}
        mayMove={isLeading(held.me)}
        onMove={move}
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
                onChange={mayChange(held) ? change : null}
              />
            )}
          </LongList>
        </Panel>
      ))}
      <Dialog title={task?.label ?? "Task"} open={task !== undefined} onClose={close}>
        {task && asked?.days && <MoveForm task={task} sprint={sprint} days={asked.days} onDone={close} />}
        {task && !asked?.days && <TaskDialog task={task} sprint={sprint} held={held} onDone={close} />}
      </Dialog>
    </>
  );
}

/** To the card of a task, which tells the rest. */
function goTo(task: string): void {
  const card = document.getElementById(task);
  card?.scrollIntoView({ block: "start", behavior: "smooth" });
  card?.focus({ preventScroll: true });
}
