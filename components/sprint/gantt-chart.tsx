import type { ReactNode } from "react";
import { DAY_MS } from "#core/time";
import { dateOf } from "#core/plan/when";
import { taskState, type SprintNow, type TaskNow } from "#core/sprint/sprint-now";
import { TASK_LOOK } from "./task-look.ts";

const WIDTH = 1_200;
const LABELS = 300;
const ROW = 34;
const TOP = 28;

type Props = { readonly sprint: SprintNow; readonly now: number };
type Place = (at: number) => number;

/** Tasks in time: the plan as a thin line under each bar, arrows along needs, milestones, today. The cards below say the same. */
export function GanttChart({ sprint, now }: Props): ReactNode {
  const { tasks, milestones } = sprint;
  const from = Math.min(...tasks.flatMap((task) => [task.from, task.baseline.from])) - DAY_MS / 2;
  const to = Math.max(...tasks.flatMap((task) => [task.to, task.baseline.to])) + DAY_MS / 2;
  const x: Place = (at) => LABELS + ((at - from) / (to - from)) * (WIDTH - LABELS - 8);
  const height = TOP + tasks.length * ROW + 8;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true" className="block w-full text-[13px]">
      {ticksIn(from, to).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={TOP - 6} y2={height} className="stroke-line" />
          <text x={x(tick)} y={12} textAnchor="middle" className="fill-soft">
            {dateOf(tick).slice(5)}
          </text>
        </g>
      ))}
      {milestones
        .filter(({ at }) => at >= from && at <= to)
        .map(({ id, at, confirmedAt }) => (
          <path
            key={id}
            d={`M${x(at)} ${TOP - 12}l6 6l-6 6l-6 -6z`}
            className={confirmedAt === null ? "fill-none stroke-ink" : "fill-pass stroke-pass"}
          />
        ))}
      {tasks.flatMap((task, row) =>
        tasks.map((need, needRow) =>
          task.task.needs.includes(need.id) ? (
            <path
              key={`${need.id}-${task.id}`}
              d={arrow({ x: x(need.to), row: needRow }, { x: x(task.from), row })}
              className={`fill-none ${task.critical && need.critical ? "stroke-ink" : "stroke-faint"}`}
            />
          ) : null,
        ),
      )}
      {tasks.map((task, row) => (
        <Bar key={task.id} task={task} y={TOP + row * ROW} about={{ x, now }} />
      ))}
      {now >= from && now <= to && (
        <line x1={x(now)} x2={x(now)} y1={TOP - 6} y2={height} className="stroke-accent" strokeWidth={2} />
      )}
    </svg>
  );
}

type BarProps = {
  readonly task: TaskNow;
  readonly y: number;
  readonly about: { readonly x: Place; readonly now: number };
};

function Bar({ task, y, about: { x, now } }: BarProps): ReactNode {
  const { fill } = TASK_LOOK[taskState(task, now)];
  const width = x(task.to) - x(task.from);
  return (
    <g>
      <text x={0} y={y + 20} className={task.critical ? "fill-ink font-semibold" : "fill-soft"}>
        {task.label.length > 42 ? `${task.label.slice(0, 41)}…` : task.label}
      </text>
      <rect x={x(task.from)} y={y + 6} width={width} height={16} rx={3} className={`${fill} opacity-40`} />
      <rect
        x={x(task.from)}
        y={y + 6}
        width={(width * task.course.percent) / 100}
        height={16}
        rx={3}
        className={fill}
      />
      <line
        x1={x(task.baseline.from)}
        x2={x(task.baseline.to)}
        y1={y + 27}
        y2={y + 27}
        className="stroke-soft"
        strokeWidth={2}
      />
    </g>
  );
}

type End = { readonly x: number; readonly row: number };

/** Out of the bar's end, down, and into the next one's beginning from above. */
function arrow(from: End, to: End): string {
  const end = to.x + 5;
  const y = TOP + to.row * ROW + 5;
  return `M${from.x} ${TOP + from.row * ROW + 14}H${end}V${y}m-3 -4l3 4l3 -4`;
}

/** Midnights of UTC in equal steps of whole days, about eight of them. */
function ticksIn(from: number, to: number): readonly number[] {
  const step = Math.max(1, Math.ceil((to - from) / DAY_MS / 8)) * DAY_MS;
  const first = Math.ceil(from / DAY_MS) * DAY_MS;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step);
}
