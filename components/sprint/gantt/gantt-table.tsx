import type { ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { dateOf } from "#core/plan/when";
import { sprintLabel } from "#core/sprint/labels";
import { daysOn } from "#core/sprint/move";
import { slackWords } from "#core/sprint/slack-words";
import { taskState, type SprintNow, type TaskNow } from "#core/sprint/sprint-now";
import { WordMark } from "#components/ui/word-mark";
import { TASK_LOOK } from "../../live/gantt/task-look.ts";

type Props = {
  readonly sprint: SprintNow;
  readonly plan: Plan;
  readonly asOf: number;
};

const COLUMNS = ["Task", "Stream", "Days", "As planned", "Done", "State", "Slack", "Needs", "Owner"] as const;

/** Everything that the chart shows, in words. */
export function GanttTable({ sprint, plan, asOf }: Props): ReactNode {
  const named = (ids: readonly string[]): string => ids.map((id) => sprintLabel(plan, id)).join(", ");
  return (
    <div role="region" aria-label="Sprint as a table" tabIndex={0} className="overflow-x-auto">
      <table className="w-full min-w-[60rem] text-left text-sm">
        <thead className="text-soft">
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sprint.tasks.map((task) => (
            <TaskLine
              key={task.id}
              task={task}
              asOf={asOf}
              stream={sprintLabel(plan, task.stream)}
              needs={named(task.task.needs)}
            />
          ))}
          {sprint.milestones.map(({ id, label, at, confirmedAt, needs }) => (
            <tr key={id} className="border-t border-line">
              <th scope="row" className="py-1.5 pr-4 font-medium">
                {label}
              </th>
              <td className="py-1.5 pr-4 text-soft">milestone</td>
              <td className="py-1.5 pr-4 whitespace-nowrap">{dateOf(at)}</td>
              <td colSpan={2} />
              <td className="py-1.5 pr-4 whitespace-nowrap">
                {confirmedAt === null ? "not confirmed" : `confirmed ${dateOf(confirmedAt)}`}
              </td>
              <td />
              <td className="py-1.5 pr-4">{named(needs)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LineProps = { readonly task: TaskNow; readonly asOf: number; readonly stream: string; readonly needs: string };

function TaskLine({ task, asOf, stream, needs }: LineProps): ReactNode {
  const { icon, text, word } = TASK_LOOK[taskState(task, asOf)];
  const [days, planned] = [daysOn(task), daysOn(task.baseline)];
  const isMoved = days.from !== planned.from || days.to !== planned.to;
  const cells = [
    stream,
    `${days.from} to ${days.to}`,
    isMoved ? `${planned.from} to ${planned.to}` : "the same",
    `${task.course.percent} %`,
  ];
  return (
    <tr className="border-t border-line align-baseline">
      <th scope="row" className="py-1.5 pr-4 font-medium">
        {task.label}
      </th>
      {cells.map((cell, index) => (
        <td key={COLUMNS[index + 1]} className={`py-1.5 pr-4 ${index > 0 ? "whitespace-nowrap" : ""}`}>
          {cell}
        </td>
      ))}
      <td className="py-1.5 pr-4 whitespace-nowrap">
        <WordMark icon={icon} text={text} word={word} />
      </td>
      <td className="py-1.5 pr-4">{slackWords(task) ?? "none known"}</td>
      <td className="py-1.5 pr-4">{needs}</td>
      <td className="py-1.5">{task.course.owner?.name ?? "nobody"}</td>
    </tr>
  );
}
