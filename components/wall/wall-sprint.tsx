"use client";

import { useMemo, type ReactNode } from "react";
import { ganttRows } from "#core/sprint/gantt";
import { taskState, type MilestoneNow } from "#core/sprint/sprint-now";
import { tickWords } from "#browser/format-time";
import { useRoomNow } from "#browser/use-room-now";
import { useSprint } from "#browser/use-sprint";
import { ShortName } from "#components/live/short-name";
import { GanttChart } from "#components/live/gantt/gantt-chart";

/** By name and day, on an upright wall: beside their marks there is no room for names. */
function Milestones({ milestones }: { readonly milestones: readonly MilestoneNow[] }): ReactNode {
  if (milestones.length === 0) return null;
  return (
    <ul
      aria-label="Milestones"
      className="mt-4 hidden min-h-0 flex-col divide-y divide-line overflow-hidden text-xl portrait:flex"
    >
      {milestones.map(({ id, label, at, confirmedAt }) => (
        <li key={id} className="flex items-baseline gap-6 py-2">
          <span className="w-32 flex-none font-semibold">{tickWords(at, "day")}</span>
          <ShortName className="flex-1">{label}</ShortName>
          <span className="flex-none text-soft">{confirmedAt === null ? "not confirmed" : "confirmed"}</span>
        </li>
      ))}
    </ul>
  );
}

/** The sprint in time, with how many tasks are delivered, late and blocked. */
export function WallSprint(): ReactNode {
  const held = useRoomNow();
  const standing = useSprint(held);
  const sprint = standing?.sprint;
  const plan = held?.plan;
  const rows = useMemo(() => (sprint && plan ? ganttRows(sprint, plan) : []), [sprint, plan]);
  if (!held || !standing)
    return <p className="panel grid h-full place-items-center text-2xl text-soft">Reading the sprint…</p>;
  if (standing.sprint.tasks.length === 0)
    return <p className="panel grid h-full place-items-center text-2xl text-soft">The plan names no sprint.</p>;
  const { tasks } = standing.sprint;
  const count = (state: string): number => tasks.filter((task) => taskState(task, standing.asOf) === state).length;
  const [late, blocked] = [count("late"), count("blocked")];
  return (
    <section aria-label="Sprint" className="panel flex h-full flex-col gap-2 overflow-hidden px-5 py-3">
      <p className="flex flex-none gap-8 text-xl">
        <span>
          {count("delivered")} of {tasks.length} tasks delivered
        </span>
        {late > 0 && <strong className="font-semibold text-warn">{late} late</strong>}
        {blocked > 0 && <strong className="font-semibold text-fail">{blocked} blocked</strong>}
      </p>
      <GanttChart about={{ ...standing, rows, zoom: "week", now: held.now }} moving={null} />
      <Milestones milestones={standing.sprint.milestones} />
    </section>
  );
}
