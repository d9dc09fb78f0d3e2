import type { Path } from "../../config/place.ts";
import type { Plan } from "../plan.ts";
import type { Impact, Stream } from "../sprint.ts";
import { daysOf } from "../when.ts";
import type { Contradiction, Rule } from "./finding.ts";

function streamsOf(plan: Plan): readonly { readonly stream: Stream; readonly path: Path }[] {
  return (plan.sprint?.streams ?? []).map((stream, i) => ({ stream, path: ["sprint", "streams", i] }));
}

type Dated = { readonly from: string; readonly to: string; readonly stated?: { readonly days: number } | undefined };

function statedDays(item: Dated, path: Path): readonly Contradiction[] {
  const days = daysOf(item.from, item.to);
  if (item.stated === undefined || item.stated.days === days) return [];
  return [
    {
      path: [...path, "stated", "days"],
      sentence: `says ${item.stated.days} days, but ${item.from} to ${item.to} are ${days}`,
    },
  ];
}

/** Days counted in two tasks of a stream: the last of one is the first of another. */
function sharedDays(stream: Stream, path: Path): readonly Contradiction[] {
  return stream.tasks.flatMap((task, k) => {
    const before = stream.tasks.find((other) => other !== task && other.to === task.from);
    if (!before) return [];
    return [
      {
        path: [...path, "tasks", k, "from"],
        sentence: `begins on ${task.from}, the day on which ${before.id} still runs`,
      },
    ];
  });
}

/** A stated number of days is not what the dates span, or a day is counted in two tasks. */
export const durationDisagreesWithDates: Rule = {
  name: "duration-disagrees-with-dates",
  needs: [],
  find: (plan) => [
    ...(plan.sprint ? statedDays(plan.sprint, ["sprint"]) : []),
    ...streamsOf(plan).flatMap(({ stream, path }) => [
      ...stream.tasks.flatMap((task, k) => statedDays(task, [...path, "tasks", k])),
      ...sharedDays(stream, path),
    ]),
  ],
};

type PlacedImpact = { readonly impact: Impact; readonly path: Path };

function goalImpacts(plan: Plan): readonly PlacedImpact[] {
  const placed = (goals: Stream["goals"], path: Path): readonly PlacedImpact[] =>
    goals.flatMap((goal, i) => (goal.impact ? [{ impact: goal.impact, path: [...path, "goals", i, "impact"] }] : []));
  return [
    ...placed(plan.sprint?.goals ?? [], ["sprint"]),
    ...streamsOf(plan).flatMap(({ stream, path }) => placed(stream.goals, path)),
  ];
}

function rangeText(impact: Pick<Impact, "low" | "high">): string {
  const [low, high] = [impact.low, impact.high].map((figure) => String(Math.round(figure * 1e9) / 1e9));
  return low === high ? `${low}` : `${low} to ${high}`;
}

/** One figure is called an addition in one place and a total in another. */
export const incrementalOrCumulative: Rule = {
  name: "incremental-or-cumulative",
  needs: [],
  find: (plan) => {
    const goals = goalImpacts(plan);
    return goals.flatMap(({ impact, path }) => {
      if (impact.basis !== "cumulative") return [];
      const twin = goals.some(
        ({ impact: other }) =>
          other.basis === "incremental" &&
          other.measure === impact.measure &&
          other.low === impact.low &&
          other.high === impact.high,
      );
      return twin
        ? [{ path, sentence: `${impact.measure} of ${rangeText(impact)} is a total here and an addition elsewhere` }]
        : [];
    });
  },
};

/** Sum of the tasks' additions to one measure, or null where none of them adds to it. */
function taskSum(stream: Stream, measure: string): Pick<Impact, "low" | "high"> | null {
  const parts = stream.tasks
    .flatMap((task) => task.impacts)
    .filter((impact) => impact.measure === measure && impact.basis === "incremental");
  if (parts.length === 0) return null;
  return { low: parts.reduce((sum, part) => sum + part.low, 0), high: parts.reduce((sum, part) => sum + part.high, 0) };
}

/** Sums of decimal fractions are compared to a billionth: 0.1 + 0.2 is 0.3 here. */
function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9;
}

/** What a stream is to bring is not what its tasks add up to. */
export const streamGoalDisagreesWithTasks: Rule = {
  name: "stream-goal-disagrees-with-tasks",
  needs: ["sprint"],
  find: (plan) =>
    streamsOf(plan).flatMap(({ stream, path }) =>
      stream.goals.flatMap(({ impact }, i) => {
        if (impact?.basis !== "incremental") return [];
        const sum = taskSum(stream, impact.measure);
        if (!sum || (same(sum.low, impact.low) && same(sum.high, impact.high))) return [];
        const sentence = `${impact.measure} is to change by ${rangeText(impact)}, but the tasks add up to ${rangeText(sum)}`;
        return [{ path: [...path, "goals", i, "impact"], sentence }];
      }),
    ),
};
