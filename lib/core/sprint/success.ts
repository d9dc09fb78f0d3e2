import { formatWritten, shownAs } from "../measure/format.ts";
import type { Plan } from "../plan/plan.ts";
import type { Goal, Impact } from "../plan/sprint.ts";
import { durationMs } from "../plan/when.ts";
import type { FigureStanding } from "../room/closing/figure-standing.ts";
import { counted } from "../room/incident.ts";
import type { Room } from "../room/room.ts";
import type { EpochMs, Range } from "../time.ts";
import { expectedWords, impactValue, measureOf, type Measure } from "./impact.ts";
import { lastDay, taskState, type SprintNow, type TaskNow } from "./sprint-now.ts";

/**
 * `reached` and `missed` are final; `so_far`: not yet to be judged, and nothing speaks against it; `immature`: measured too early
 * to count; `unknown`: nothing says.
 */
export type GoalState = "reached" | "missed" | "so_far" | "immature" | "unknown";

export type GoalStanding = {
  readonly id: string;
  readonly label: string;
  readonly state: GoalState;
  /** Of the plan's measures; null for a goal without a figure. */
  readonly measure: string | null;
  /** "3 to 5 % more"; null for a goal without a figure. */
  readonly expected: string | null;
  /** What is known so far, in words. */
  readonly actual: string;
  /** For a picture: the expected range and the actual value, as written; null where there is nothing to draw. */
  readonly range: { readonly low: number; readonly high: number; readonly actual: number | null } | null;
};
export type GoalGroup = {
  readonly id: string;
  readonly label: string;
  /** Null for the whole sprint's. */
  readonly stream: string | null;
  readonly goals: readonly GoalStanding[];
};

/** A goal's state in words. */
export const GOAL_WORDS: Readonly<Record<GoalState, string>> = {
  reached: "reached",
  missed: "missed",
  so_far: "so far",
  immature: "not yet mature",
  unknown: "not known",
};

export type SuccessInput = {
  readonly plan: Plan;
  readonly sprint: SprintNow;
  readonly room: Pick<Room, "alerts" | "launch">;
  /** The newest figures of the business, whichever way they came. */
  readonly business: readonly BusinessFigure[];
  readonly now: EpochMs;
};
type BusinessFigure = Pick<FigureStanding, "metric" | "speaksFor" | "matureAt"> & {
  readonly evidence: Pick<FigureStanding["evidence"], "value" | "unit">;
};

/** The goals of the whole sprint, then of every stream, as far as they are reached. Pure. */
export function successStandings(input: SuccessInput): readonly GoalGroup[] {
  const { plan, sprint } = input;
  if (!plan.sprint) return [];
  const groups = [
    { ...plan.sprint, stream: null, tasks: sprint.tasks },
    ...plan.sprint.streams.map((stream) => {
      return { ...stream, stream: stream.id, tasks: sprint.tasks.filter((task) => task.stream === stream.id) };
    }),
  ];
  return groups.map(({ id, label, stream, goals, tasks }) => ({
    ...{ id, label, stream },
    goals: goals.map((goal) => ({ id: goal.id, label: goal.label, ...goalStanding(goal, { ...input, tasks }) })),
  }));
}

type Judging = SuccessInput & { readonly tasks: readonly TaskNow[] };
type Judged = Omit<GoalStanding, "id" | "label">;

function goalStanding({ impact, check }: Goal, judging: Judging): Judged {
  if (impact) return impactStanding(impact, judging);
  const plain = { measure: null, expected: null, range: null };
  switch (check) {
    case "delivered":
      return { ...plain, ...deliveredStanding(judging) };
    case "on_time":
      return { ...plain, ...timeStanding(judging) };
    case "by_end":
      return { ...plain, ...endStanding(judging) };
    case "no_incident":
    case "no_critical_incident":
      return { ...plain, ...incidentStanding(check, judging) };
    case undefined:
      return { ...plain, state: "unknown", actual: "Nothing measures it: somebody has to say." };
    default:
      return check satisfies never;
  }
}

/** The days of these tasks, as planned. */
function daysOf(tasks: readonly TaskNow[]): Range {
  return {
    from: Math.min(...tasks.map(({ baseline }) => baseline.from)),
    to: Math.max(...tasks.map(({ baseline }) => baseline.to)),
  };
}

type Said = Pick<GoalStanding, "state" | "actual">;

function deliveredStanding({ tasks, now }: Judging): Said {
  const done = tasks.filter(({ course }) => course.delivered).length;
  const actual = `${done} of ${tasks.length} delivered`;
  if (done === tasks.length) return { state: "reached", actual };
  return { state: now >= daysOf(tasks).to ? "missed" : "so_far", actual };
}

function timeStanding({ tasks, now }: Judging): Said {
  const late = tasks.filter(({ course, baseline }) => (course.delivered?.at ?? now) >= baseline.to);
  if (late.length > 0) return { state: "missed", actual: `Behind: ${late.map(({ label }) => label).join(", ")}` };
  if (tasks.every(({ course }) => course.delivered)) return { state: "reached", actual: "All delivered in time" };
  const waiting = tasks.filter((task) => taskState(task, now) === "late").map(({ label }) => label);
  const actual = waiting.length > 0 ? `Not begun in time: ${waiting.join(", ")}` : "On schedule so far";
  return { state: "so_far", actual };
}

function endStanding({ tasks, now }: Judging): Said {
  const { to } = daysOf(tasks);
  const late = tasks.filter(({ course }) => (course.delivered?.at ?? now) >= to).map(({ label }) => label);
  if (late.length > 0) return { state: "missed", actual: `Not by ${lastDay(to)}: ${late.join(", ")}` };
  const waiting = tasks.filter((task) => taskState(task, now) === "late").length;
  const state = tasks.every(({ course }) => course.delivered) ? "reached" : "so_far";
  return { state, actual: state === "reached" ? "All delivered" : `${waiting} late on their own days` };
}

function incidentStanding(check: "no_incident" | "no_critical_incident", { tasks, room, now }: Judging): Said {
  const days = daysOf(tasks);
  const from = Math.max(days.from, room.launch.t0 ?? Infinity);
  if (now < from) return { state: "unknown", actual: "Nothing has begun yet" };
  const kind = check === "no_incident" ? "incidents" : "critical_incidents";
  const found = counted(room.alerts, kind, { from, to: Math.min(now, days.to) }).length;
  const over = now >= days.to ? "" : " so far";
  if (found > 0) return { state: "missed", actual: `${found} ${found === 1 ? "incident" : "incidents"}${over}` };
  return { state: now >= days.to ? "reached" : "so_far", actual: `None${over}` };
}

type Figure = { readonly value: number; readonly at: EpochMs; readonly isMature: boolean };

function impactStanding(impact: Impact, judging: Judging): Judged {
  const { plan, tasks, now } = judging;
  const measure = measureOf(plan, impact.measure);
  const { figures, awaited } = figuresOf(impact, judging, measure);
  const value = actualOf(impact, figures, measure);
  const { low, high } = impact;
  const about = {
    measure: impact.measure,
    expected: expectedWords(plan, impact),
    range: { low, high, actual: value },
  };
  if (value === null) return { ...about, state: "unknown", actual: "Nothing measured yet" };
  const said = impactValue(plan, impact.measure, value);
  const actual =
    awaited > 1 && impact.basis !== "absolute" ? `${said}, of ${figures.length} of ${awaited} tasks` : said;
  if (figures.some(({ isMature }) => !isMature)) return { ...about, state: "immature", actual };
  const isReached = measure?.better === "lower" ? value <= high : value >= low;
  const isOver = tasks.every(({ course }) => course.delivered) || now >= daysOf(tasks).to;
  return { ...about, state: isReached ? "reached" : isOver ? "missed" : "so_far", actual };
}

/** What tasks have brought, oldest first, or what the business says; and from how many a figure is to come. */
function figuresOf(
  impact: Impact,
  { business, tasks, now }: Judging,
  measure: Measure | undefined,
): { readonly figures: readonly Figure[]; readonly awaited: number } {
  if (measure?.metric !== undefined) {
    const found = business.find(({ metric }) => metric === measure.metric);
    if (!found || found.evidence.value === null || found.speaksFor === null) return { figures: [], awaited: 1 };
    const value = shownAs(found.evidence.value, found.evidence.unit);
    return { figures: [{ value, at: found.speaksFor, isMature: now >= (found.matureAt ?? now) }], awaited: 1 };
  }
  const bringing = tasks.filter(({ task }) => task.impacts.some((one) => one.measure === impact.measure));
  const lagMs = measure?.maturity === undefined ? 0 : durationMs(measure.maturity);
  const figures = bringing.flatMap(({ course }): readonly Figure[] => {
    const known = course.impacts[impact.measure];
    if (!known) return [];
    const isMature = course.delivered !== null && known.at >= course.delivered.at + lagMs;
    return [{ value: known.value, at: known.at, isMature }];
  });
  return { figures: figures.toSorted((a, b) => a.at - b.at), awaited: bringing.length };
}

/** What is incremental adds up; what is cumulative adds up to where it stood before; of anything else the newest counts. */
function actualOf({ basis }: Impact, figures: readonly Figure[], measure: Measure | undefined): number | null {
  const newest = figures.at(-1);
  if (!newest) return null;
  if (basis === "absolute") return newest.value;
  const sum = figures.reduce((total, { value }) => total + value, 0);
  return Number(((basis === "cumulative" ? (measure?.baseline ?? 0) : 0) + sum).toPrecision(12));
}

/** "A figure counts 24 h after its task was delivered; ROI stood at 5.8 %." Null where the plan says neither. */
export function maturityWords(plan: Plan): string | null {
  const said = (plan.sprint?.measures ?? []).flatMap(({ label, unit, baseline, maturity }) => [
    ...(maturity === undefined ? [] : [`${label} counts when it is measured ${maturity} or more after delivery`]),
    ...(baseline === undefined ? [] : [`${label} stood at ${formatWritten(baseline, unit)} before`]),
  ]);
  return said.length === 0 ? null : `${said.join("; ")}.`;
}
