import { memo, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { actorName } from "#core/room/actor";
import { expectedWords, impactValue, measureOf } from "#core/sprint/impact";
import { sprintLabel } from "#core/sprint/labels";
import { daysOn } from "#core/sprint/move";
import { slackWords } from "#core/sprint/slack-words";
import { taskState, type TaskNow } from "#core/sprint/sprint-now";
import { Stamp } from "#components/live/stamp";
import { WordMark } from "#components/ui/word-mark";
import { BUTTON, LINK } from "../../ui/field-looks.ts";
import { TASK_LOOK } from "../../live/gantt/task-look.ts";

type Props = {
  readonly task: TaskNow;
  readonly plan: Plan;
  readonly asOf: number;
  /** Opens what may be said about it; null for whom may say nothing. Does not change from one drawing to the next. */
  readonly onChange: ((task: string) => void) | null;
};

/** A task with all that is known of it. */
export const TaskCard = memo(function TaskCard({ task, plan, asOf, onChange }: Props): ReactNode {
  const look = TASK_LOOK[taskState(task, asOf)];
  return (
    <li id={task.id} tabIndex={-1} aria-label={task.label} className="scroll-mt-28 py-4 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h3 className="font-semibold">{task.label}</h3>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <WordMark icon={look.icon} text={look.text} word={look.word} />
          {onChange && (
            <button type="button" onClick={() => onChange(task.id)} className={`${BUTTON} print:hidden`}>
              Say what is new…<span className="sr-only"> {task.label}</span>
            </button>
          )}
        </div>
      </div>
      <TimeLine task={task} />
      {task.course.blocked && <p className="mt-1 text-fail wrap-anywhere">Blocked: {task.course.blocked.reason}</p>}
      <div className="mt-2 grid gap-x-8 gap-y-2 md:grid-cols-2">
        <Facts task={task} plan={plan} />
        <div className="flex flex-col gap-2">
          <Impacts task={task} plan={plan} />
          <Notes task={task} />
        </div>
      </div>
    </li>
  );
});

function TimeLine({ task }: Pick<Props, "task">): ReactNode {
  const [days, planned] = [daysOn(task), daysOn(task.baseline)];
  const isMoved = days.from !== planned.from || days.to !== planned.to;
  const slack = slackWords(task);
  return (
    <p className="text-sm text-soft">
      {days.from} to {days.to}
      {isMoved && `, planned ${planned.from} to ${planned.to}`} · {task.course.percent} %
      {slack !== null && ` · ${slack}`} · {task.course.owner?.name ?? "no owner"}
    </p>
  );
}

function Facts({ task: { task, course }, plan }: Pick<Props, "task" | "plan">): ReactNode {
  const needs = task.needs.map((id) => sprintLabel(plan, id)).join(", ");
  return (
    <dl className="grid content-start gap-x-3 text-sm sm:grid-cols-[6rem_minmax(0,1fr)] [&_dt]:text-soft">
      <dt>Objective</dt>
      <dd>{task.objective}</dd>
      <dt>Method</dt>
      <dd>{task.method}</dd>
      <dt>Deliverable</dt>
      <dd className="wrap-anywhere">
        {task.deliverable}{" "}
        {course.delivered && (
          <a href={course.delivered.link} rel="noreferrer" className={`${LINK} !min-h-0`}>
            {course.delivered.link}
          </a>
        )}
      </dd>
      {needs !== "" && (
        <>
          <dt>Needs</dt>
          <dd>{needs}</dd>
        </>
      )}
      {task.success !== undefined && (
        <>
          <dt>Success</dt>
          <dd>{task.success}</dd>
        </>
      )}
    </dl>
  );
}

function Impacts({ task: { task, course }, plan }: Pick<Props, "task" | "plan">): ReactNode {
  if (task.impacts.length === 0) return null;
  return (
    <dl className="text-sm">
      {task.impacts.map((impact) => {
        const actual = course.impacts[impact.measure];
        return (
          <div key={impact.measure} className="flex flex-wrap gap-x-2">
            <dt className="text-soft">{measureOf(plan, impact.measure)?.label ?? impact.measure}:</dt>
            <dd>
              {actual ? (
                <>
                  <strong>{impactValue(plan, impact.measure, actual.value)}</strong>, said by {actorName(actual.by)},{" "}
                  <Stamp at={actual.at} date />; expected {expectedWords(plan, impact)}
                </>
              ) : (
                `expected ${expectedWords(plan, impact)}; nothing measured yet`
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const NEWEST = 3;

function Notes({ task: { course } }: Pick<Props, "task">): ReactNode {
  const notes = course.notes.toReversed();
  const line = ({ text, at, by }: (typeof notes)[number]): ReactNode => (
    <li key={`${at} ${text}`} className="wrap-anywhere">
      {text}{" "}
      <span className="text-soft">
        {actorName(by)}, <Stamp at={at} date />
      </span>
    </li>
  );
  if (notes.length === 0) return null;
  return (
    <div className="text-sm">
      <ul>{notes.slice(0, NEWEST).map(line)}</ul>
      {notes.length > NEWEST && (
        <details>
          <summary className="cursor-pointer text-soft">{notes.length - NEWEST} earlier notes</summary>
          <ul>{notes.slice(NEWEST).map(line)}</ul>
        </details>
      )}
    </div>
  );
}
