"use client";

import { useState, type ReactNode } from "react";
import { DAY_MS } from "#core/time";
import { slackWords } from "#core/sprint/slack-words";
import { dateOf } from "#core/plan/when";
import { lastDay, taskState, type TaskNow } from "#core/sprint/sprint-now";
import { isLeading, isStaff, type RoomNow } from "#browser/use-room-now";
import { Dialog } from "#components/ui/dialog";
import { BUTTON } from "../ui/field-looks.ts";
import { WordMark } from "#components/ui/word-mark";
import { MoveForm } from "./move-form.tsx";
import { TASK_LOOK } from "./task-look.ts";
import { TaskForm, type TaskAction } from "./task-form.tsx";

type Props = { readonly task: TaskNow; readonly held: RoomNow };
type Asked = TaskAction | "move";
const WORDS: Readonly<Record<Asked, string>> = {
  move: "Move…",
  progress: "Progress…",
  block: "Blocked…",
  unblock: "Goes on…",
  deliver: "Deliver…",
};

/** A task with all that is known of it, and what may be done. */
export function TaskCard({ task, held }: Props): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const { course } = task;
  const look = TASK_LOOK[taskState(task, held.now)];
  const work: readonly Asked[] = ["progress", course.blocked ? "unblock" : "block", "deliver"];
  const actions = [...(isLeading(held.me) ? (["move"] as const) : []), ...(isStaff(held.me) ? work : [])];
  return (
    <li className="py-3" aria-label={task.label}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-semibold">{task.label}</h3>
        <WordMark icon={look.icon} text={look.text} word={look.word} />
      </div>
      <TaskFacts task={task} />
      {course.delivered === null && actions.length > 0 && (
        <div className="mt-2 flex flex-wrap gap-2 print:hidden">
          {actions.map((action) => (
            <button key={action} type="button" onClick={() => setAsked(action)} className={BUTTON}>
              {WORDS[action]}
              <span className="sr-only"> {task.label}</span>
            </button>
          ))}
        </div>
      )}
      <Dialog title={task.label} open={asked !== null} onClose={close}>
        {asked === "move" && <MoveForm task={task} onDone={close} />}
        {asked !== null && asked !== "move" && <TaskForm task={task} action={asked} onDone={close} />}
      </Dialog>
    </li>
  );
}

function TaskFacts({ task }: Pick<Props, "task">): ReactNode {
  const { course, baseline } = task;
  const offDays = Math.round((task.to - baseline.to) / DAY_MS);
  const slack = slackWords(task);
  const plan = offDays === 0 ? "" : `, planned to ${lastDay(baseline.to)}`;
  return (
    <div className="mt-1 flex flex-col gap-1 text-sm text-soft">
      <p>
        {dateOf(task.from)} to {lastDay(task.to)}
        {plan} · {course.percent} %{slack !== null && ` · ${slack}`}
      </p>
      {course.blocked && <p className="text-ink">Blocked: {course.blocked.reason}</p>}
      <p>{task.task.objective}</p>
      <p>
        {task.task.method} Deliverable: {task.task.deliverable}{" "}
        {course.delivered && (
          <a href={course.delivered.link} className="text-accent underline" rel="noreferrer">
            {course.delivered.link}
          </a>
        )}
      </p>
      {task.task.success !== undefined && <p>Success: {task.task.success}</p>}
    </div>
  );
}
