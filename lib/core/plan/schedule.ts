import { DAY_MS, type EpochMs, type Range } from "../time.ts";
import { WEEKDAYS, type Gate, type Recurring } from "./checkpoints.ts";
import type { CadenceStep } from "./phases.ts";
import type { Plan } from "./plan.ts";
import { dateOf, durationMs, durationText, endMs, momentMs, timeOfDayMs } from "./when.ts";

export type ScheduledCheckpoint = {
  readonly id: string;
  readonly label: string;
  readonly kind: "gate" | "pulse" | "check" | "review";
  readonly at: EpochMs;
  /** Id of the gate, the pulse or the recurring check in the plan whose form it shows. */
  readonly form: string;
};
export type Stretch = Range & { readonly id: string; readonly label: string };
export type ScheduledStream = Stretch & { readonly tasks: readonly Stretch[] };
export type Moment = { readonly id: string; readonly label: string; readonly at: EpochMs };

/** All of a plan's times for one T0, in epoch ms. `movedMs` is how far it stands from the plan's own dates, the baseline. */
export type Schedule = {
  readonly t0: EpochMs;
  readonly baselineT0: EpochMs;
  readonly movedMs: number;
  readonly intensiveMs: number;
  readonly phases: readonly Stretch[];
  readonly checkpoints: readonly ScheduledCheckpoint[];
  readonly shifts: readonly (Stretch & { readonly overlapMs: number })[];
  readonly sprint: readonly ScheduledStream[];
  readonly milestones: readonly Moment[];
  readonly briefs: readonly Moment[];
  readonly reports: readonly Moment[];
};

/** Offsets from T0 in ms that a cadence names, rising, each once. */
export function cadenceOffsets(cadence: readonly CadenceStep[]): readonly number[] {
  const offsets = cadence.flatMap((step) => {
    if ("at" in step) return [durationMs(step.at)];
    const everyMs = durationMs(step.every);
    const fromMs = step.from === undefined ? 0 : durationMs(step.from);
    const count = everyMs > 0 ? Math.floor((durationMs(step.until) - fromMs) / everyMs) : 0;
    return Array.from({ length: Math.max(0, count) }, (_, i) => fromMs + (i + 1) * everyMs);
  });
  return [...new Set(offsets)].sort((a, b) => a - b);
}

/** The moments of the pulse's phase that are no gate, as offsets from T0 in ms. */
export function pulseOffsets(plan: Plan): readonly number[] {
  const phase = plan.phases.find((candidate) => candidate.id === plan.pulse?.phase);
  if (!phase) return [];
  const gates = new Set(plan.gates.map((gate) => durationMs(gate.at)));
  return cadenceOffsets(phase.cadence).filter((offset) => !gates.has(offset));
}

/** The dates, as written, on which a recurring check falls. */
export function recurringDates(recurring: Pick<Recurring, "from" | "to" | "on">): readonly string[] {
  const first = momentMs(recurring.from, 0);
  const days = Math.max(0, Math.round((momentMs(recurring.to, 0) - first) / DAY_MS) + 1);
  const on: readonly string[] | undefined = recurring.on;
  return Array.from({ length: days }, (_, i) => first + i * DAY_MS)
    .filter((at) => on === undefined || on.includes(WEEKDAYS[new Date(at).getUTCDay()] ?? ""))
    .map(dateOf);
}

function gateCheckpoint(gate: Gate, t0: EpochMs): ScheduledCheckpoint {
  return { id: gate.id, label: gate.label, kind: "gate", at: t0 + durationMs(gate.at), form: gate.id };
}

function pulseCheckpoints(plan: Plan, t0: EpochMs): readonly ScheduledCheckpoint[] {
  const { pulse } = plan;
  if (!pulse) return [];
  return pulseOffsets(plan).map((offset) => {
    const after = durationText(offset);
    return {
      id: `${pulse.id}-${after}`,
      label: `${pulse.label} T+${after}`,
      kind: "pulse",
      at: t0 + offset,
      form: pulse.id,
    };
  });
}

function recurringCheckpoints(recurring: Recurring, movedMs: number): readonly ScheduledCheckpoint[] {
  return recurringDates(recurring).map((date) => ({
    id: `${recurring.id}-${date}`,
    label: recurring.label,
    kind: recurring.kind,
    at: momentMs(date, 0) + timeOfDayMs(recurring.at) + movedMs,
    form: recurring.id,
  }));
}

type Placing = { readonly baselineT0: EpochMs; readonly movedMs: number };

function stretch(
  item: { readonly id: string; readonly label: string; readonly from: string; readonly to: string },
  { baselineT0, movedMs }: Placing,
): Stretch {
  return {
    id: item.id,
    label: item.label,
    from: momentMs(item.from, baselineT0) + movedMs,
    to: endMs(item.to, baselineT0) + movedMs,
  };
}

function moment(
  item: { readonly id: string; readonly label: string; readonly at: string },
  { baselineT0, movedMs }: Placing,
): Moment {
  return { id: item.id, label: item.label, at: momentMs(item.at, baselineT0) + movedMs };
}

/** A report due on a date is due at the end of that day. */
function dueMoment(report: Plan["reports"][number], { baselineT0, movedMs }: Placing): Moment {
  return { id: report.id, label: report.label, at: endMs(report.due, baselineT0) + movedMs };
}

/** No task starts before its stream is launched, even where both begin on the same day. */
function streams(plan: Plan, placing: Placing): readonly ScheduledStream[] {
  return (plan.sprint?.streams ?? []).map((stream) => {
    const days = stretch(stream, placing);
    const from = stream.launch === undefined ? days.from : Date.parse(stream.launch) + placing.movedMs;
    const tasks = stream.tasks.map((task) => {
      const span = stretch(task, placing);
      return { ...span, from: Math.max(from, span.from) };
    });
    return { ...days, from, tasks };
  });
}

/** T0 as the plan itself has it, in epoch ms. */
export function ownT0(plan: Plan): EpochMs {
  return Date.parse(plan.t0);
}

/**
 * Every time of the plan for `t0` (default: the plan's own), checkpoints in the order they come. All parts move together:
 * a date is written against the plan's own T0 and shifts by as much as T0 does.
 */
export function scheduleOf(plan: Plan, t0: EpochMs = ownT0(plan)): Schedule {
  const baselineT0 = ownT0(plan);
  const placing = { baselineT0, movedMs: t0 - baselineT0 };
  const checkpoints = [
    ...plan.gates.map((gate) => gateCheckpoint(gate, t0)),
    ...pulseCheckpoints(plan, t0),
    ...plan.recurring.flatMap((recurring) => recurringCheckpoints(recurring, placing.movedMs)),
  ];
  return {
    t0,
    ...placing,
    intensiveMs: durationMs(plan.intensiveWindow.length),
    phases: plan.phases.map((phase) => stretch(phase, placing)),
    checkpoints: checkpoints.sort((a, b) => a.at - b.at),
    shifts: plan.people.shifts.map((shift) => ({ ...stretch(shift, placing), overlapMs: durationMs(shift.overlap) })),
    sprint: streams(plan, placing),
    milestones: (plan.sprint?.milestones ?? []).map((milestone) => moment(milestone, placing)),
    briefs: plan.briefs.map((brief) => moment(brief, placing)),
    reports: plan.reports.map((report) => dueMoment(report, placing)),
  };
}

/** Share of the intensive window passed at `at`, 0 to 1: elapsed / length. */
export function progressAt(schedule: Pick<Schedule, "t0" | "intensiveMs">, at: EpochMs): number {
  return Math.min(1, Math.max(0, (at - schedule.t0) / schedule.intensiveMs));
}
