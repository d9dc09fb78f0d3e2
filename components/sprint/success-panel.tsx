import { CircleCheck, CircleDashed, CircleX, Hourglass, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { GOAL_WORDS, maturityWords, type GoalGroup, type GoalStanding, type GoalState } from "#core/sprint/success";
import type { Plan } from "#core/plan/plan";
import { Panel } from "#components/ui/panel";
import { WordMark, type WordLook } from "#components/ui/word-mark";
import { RangeBar } from "./range-bar.tsx";

type Props = { readonly plan: Plan; readonly groups: readonly GoalGroup[] };

const LOOK: Readonly<Record<GoalState, Omit<WordLook, "word">>> = {
  reached: { icon: CircleCheck, text: "text-pass" },
  missed: { icon: CircleX, text: "text-fail" },
  so_far: { icon: TrendingUp, text: "text-ink" },
  immature: { icon: Hourglass, text: "text-nodata" },
  unknown: { icon: CircleDashed, text: "text-soft" },
};

/** What the sprint and each of its streams are to bring, and what they have brought so far. */
export function SuccessPanel({ plan, groups }: Props): ReactNode {
  if (groups.length === 0) return null;
  const maturity = maturityWords(plan);
  return (
    <Panel id="success" title="What it is to bring">
      <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
        {groups.map(({ id, label, goals }) => (
          <section key={id} aria-label={label}>
            <h3 className="font-semibold">{label}</h3>
            <ul className="divide-y divide-line">
              {goals.map((goal) => (
                <Goal key={goal.id} goal={goal} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {maturity !== null && <p className="mt-3 text-sm text-soft">{maturity}</p>}
    </Panel>
  );
}

function Goal({ goal }: { readonly goal: GoalStanding }): ReactNode {
  const { icon, text } = LOOK[goal.state];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 py-2">
      <span>{goal.label}</span>
      <WordMark icon={icon} text={text} word={GOAL_WORDS[goal.state]} />
      <span className="col-span-2 grid items-center gap-x-4 text-sm text-soft sm:grid-cols-[minmax(0,1fr)_10rem]">
        <span className="wrap-anywhere">
          <span className={(goal.range?.actual ?? null) === null ? "" : "font-medium text-ink"}>{goal.actual}</span>
          {goal.expected !== null && `; expected ${goal.expected}`}
        </span>
        {goal.range && <RangeBar {...goal.range} />}
      </span>
    </li>
  );
}
