import type { ReactNode } from "react";
import { dateOf } from "#core/plan/when";
import { lastDay, taskState, type SprintNow, type TaskNow } from "#core/sprint/sprint-now";
import { Panel } from "#components/ui/panel";

type Props = { readonly sprint: SprintNow; readonly asOf: number };

/** At a glance: what is late, what is blocked, what comes next. */
export function GlancePanel({ sprint, asOf }: Props): ReactNode {
  const inState = (state: string): readonly TaskNow[] => sprint.tasks.filter((task) => taskState(task, asOf) === state);
  const delivered = inState("delivered").length;
  return (
    <Panel id="glance" title={`${delivered} of ${sprint.tasks.length} tasks delivered`}>
      <dl className="grid gap-4 sm:grid-cols-3">
        <Listed word="Late" tasks={inState("late")} text="text-warn" none="Nothing is late." />
        <Listed word="Blocked" tasks={inState("blocked")} text="text-fail" none="Nothing is blocked." />
        <Listed word="Next" tasks={inState("to_come").slice(0, 2)} text="text-ink" none="Nothing is left to begin." />
      </dl>
    </Panel>
  );
}

type ListedProps = {
  readonly word: string;
  readonly tasks: readonly TaskNow[];
  readonly text: string;
  readonly none: string;
};

function Listed({ word, tasks, text, none }: ListedProps): ReactNode {
  return (
    <div>
      <dt className={`font-semibold ${tasks.length > 0 ? text : "text-soft"}`}>{word}</dt>
      {tasks.length === 0 && <dd className="text-soft">{none}</dd>}
      {tasks.map(({ id, label, from, to }) => (
        <dd key={id}>
          {label}
          <span className="block text-sm text-soft">
            {dateOf(from)} to {lastDay(to)}
          </span>
        </dd>
      ))}
    </div>
  );
}
