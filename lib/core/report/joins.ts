import { formatValue } from "../measure/format.ts";
import type { Window } from "../measure/window.ts";
import type { Plan } from "../plan/plan.ts";
import { scheduleOf } from "../plan/schedule.ts";
import { actorName } from "../room/actor.ts";
import { checklistStanding } from "../room/closing/checklist-standing.ts";
import { criterionStanding } from "../room/closing/criterion-standing.ts";
import { figureStanding } from "../room/closing/figure-standing.ts";
import type { Evidence } from "../room/evidence.ts";
import { counted } from "../room/incident.ts";
import { incidentRecord } from "../room/incident-record.ts";
import type { LoggedEvent } from "../room/room-event.ts";
import type { Room } from "../room/room.ts";
import { sprintNow, taskState, type SprintNow, type TaskNow } from "../sprint/sprint-now.ts";
import { successStandings } from "../sprint/success.ts";
import type { EpochMs, Range } from "../time.ts";
import { stamp } from "./dates.ts";
import type { CriterionLine, ImpactActual, Joined, TaskLine } from "./inputs.ts";

export type JoinParts = {
  readonly plan: Plan;
  readonly room: Room;
  /** The log that `room` is the fold of. */
  readonly events: readonly LoggedEvent[];
  readonly t0: EpochMs;
  /** What is said is so at this moment. */
  readonly asOf: EpochMs;
  /** Where incidents are looked for. */
  readonly range: Range;
  /** Samples of the judged window so far, whose range begins at T0; null before there are any. */
  readonly watched: Window | null;
};

/** The one place where what other parts know comes into reports and the summary, by the functions that their own pages ask. */
export function joinedOf(parts: JoinParts): Joined {
  const { plan, room, t0, asOf, range } = parts;
  const sprint = sprintNow({ plan, t0, room });
  const business = businessOf(parts);
  return {
    ...criteriaOf(parts),
    business,
    goals: successStandings({ plan, sprint, room, business, now: asOf }),
    tasks: sprint.tasks.map((task) => taskLine(task, asOf)),
    impacts: impactsOf(sprint),
    milestones: sprint.milestones.map(({ id, confirmedAt }) => ({ id, confirmedAt })),
    incidents: room.launch.start
      ? counted(room.alerts, "incidents", range).flatMap((alert) => {
          return incidentRecord(parts.events, { plan, room, alert }) ?? [];
        })
      : null,
    checklist: checklistStanding(plan, room),
  };
}

/** As they were frozen; until then as they stand, at most up to the window's end: a later report must not differ. */
function criteriaOf({ plan, room, t0, asOf, watched }: JoinParts): Pick<Joined, "criteria" | "criteriaNote"> {
  const { frozen } = room.closing.closeOut;
  if (frozen) {
    const open = frozen.criteria.flatMap(({ settlesAt }) => settlesAt ?? []);
    const rest =
      open.length === 0
        ? ""
        : ` ${open.length} of them can still change until their late figures are mature, by ${stamp(Math.max(...open))}.`;
    return {
      criteria: frozen.criteria.map(({ criterion, ...final }) => criterionLine({ ...final, id: criterion })),
      criteriaNote: `Frozen ${stamp(frozen.at)}, over ${stamp(frozen.from)} to ${stamp(frozen.to)}.${rest}`,
    };
  }
  const range = { from: t0, to: t0 + scheduleOf(plan, t0).intensiveMs };
  const judging = { plan, room, now: Math.min(asOf, range.to), range, window: () => watched };
  return {
    criteria: plan.success.criteria.map((criterion) => criterionLine(criterionStanding(criterion, judging))),
    criteriaNote: `As they stand; they are frozen when the window is over, ${stamp(range.to)}.`,
  };
}

function criterionLine({
  evidence,
  ...line
}: Omit<CriterionLine, "measured"> & { readonly evidence: readonly Evidence[] }): CriterionLine {
  const { id, label, verdict, reason } = line;
  const measured = evidence.filter(({ value }) => value !== null).map(({ value, unit }) => formatValue(value, unit));
  return { id, label, verdict, reason, measured: measured.join("; ") || "no data" };
}

/** The plan's figures of the business, and whatever else people give. */
function businessOf({ plan, room, asOf, watched }: JoinParts): Joined["business"] {
  const asked = new Set(plan.business);
  return plan.metrics
    .filter(({ id, formula }) => asked.has(id) || (formula.kind === "manual" && formula.by !== "leads"))
    .map((metric) =>
      figureStanding(metric, { plan, room, now: asOf, within: null, pushed: watched, measured: watched }),
    );
}

function taskLine(task: TaskNow, asOf: EpochMs): TaskLine {
  const { id, stream, label, from, to, course } = task;
  const { delivered, notes } = course;
  const ofDelivery = delivered && notes.findLast(({ at }) => at === delivered.at);
  const said = delivered ? ofDelivery : notes.at(-1);
  return {
    ...{ id, stream, label, from, to, deliverable: task.task.deliverable },
    isDelivered: delivered !== null,
    state: stateWords(task, asOf),
    result: said?.text ?? null,
    link: delivered?.link ?? null,
  };
}

function stateWords({ course, from, to }: TaskNow, asOf: EpochMs): string {
  const state = taskState({ course, from, to }, asOf);
  const percent = course.percent > 0 ? `, ${course.percent} %` : "";
  switch (state) {
    case "delivered":
      return `delivered ${stamp(course.delivered?.at ?? asOf).slice(0, 10)}`;
    case "blocked":
      return `blocked${percent}: ${course.blocked?.reason ?? ""}`;
    case "late":
      return `late${percent}`;
    case "under_way":
      return `under way${percent}`;
    case "to_come":
      return "to come";
    default:
      return state satisfies never;
  }
}

function impactsOf({ tasks }: SprintNow): readonly ImpactActual[] {
  return tasks.flatMap(({ id, stream, course }) =>
    Object.entries(course.impacts).map(([measure, { value, by, at }]) => ({
      ...{ task: id, stream, measure, value },
      source: `${actorName(by)}, ${stamp(at)}`,
    })),
  );
}
