import type { Person } from "#core/room/actor";
import type { Alert } from "#core/room/alert";
import { roleLabel } from "#core/room/deciding";
import { isLow, procedureOf, stepStandings, type PlaybookRun, type StepStanding } from "#core/room/playbook-run";
import type { Room } from "#core/room/room";
import { ownT0 } from "#core/plan/schedule";
import type { Plan } from "#core/plan/plan";
import { durationMs, momentMs } from "#core/plan/when";
import { durationWords } from "#core/time-words";
import type { EpochMs } from "#core/time";
import { durationFigures } from "./format-time.ts";

export type StepRow = StepStanding & {
  readonly owner: string;
  readonly holder: Person | null;
  /** What its clock counts; null where none runs. */
  readonly clock: { readonly word: "left" | "over by"; readonly ms: number } | null;
  /** What was chosen, in the plan's words. */
  readonly chosen: string | null;
  /** The step of the traffic that it takes, in the plan's words. */
  readonly traffic: string | null;
};

export type PlaybookRows = { readonly label: string; readonly steps: readonly StepRow[] };
type Standing = { readonly plan: Plan; readonly room: Room; readonly now: EpochMs };

/** The procedure that holds, step by step; null where the plan has it no more. */
export function playbookRows(standing: Standing, run: PlaybookRun): PlaybookRows | null {
  const { plan, room } = standing;
  const playbook = procedureOf(plan, run.playbook);
  if (!playbook) return null;
  // once it was left, no clock runs any more
  const now = run.left?.at ?? standing.now;
  const steps = stepStandings(plan, run, now).map((step) => ({
    ...step,
    owner: roleLabel(plan, step.step.owner),
    holder: room.roster.holders[step.step.owner] ?? null,
    clock: run.left ? null : clockOf(step, now),
    chosen: chosenLabel(step),
    traffic: plan.traffic?.steps.find(({ id }) => id === step.step.trafficStep)?.label ?? null,
  }));
  return { label: playbook.label, steps };
}

/** Procedures that held before the severity changed, each once, the newest first, with when they gave way. */
export function earlierRows(
  standing: Standing,
  run: PlaybookRun,
): readonly (PlaybookRows & { readonly until: EpochMs })[] {
  const others = run.earlier.filter(({ playbook }) => playbook !== run.playbook);
  const newest = others.filter(
    ({ playbook }, index) => !others.slice(index + 1).some((one) => one.playbook === playbook),
  );
  return newest.toReversed().flatMap(({ playbook, until }) => {
    const rows = playbookRows({ ...standing, now: until }, { ...run, playbook, left: null });
    return rows ? [{ ...rows, until }] : [];
  });
}

function clockOf({ run, state }: StepStanding, now: EpochMs): StepRow["clock"] {
  if (!run || run.until === null || run.done) return null;
  return state === "overdue" ? { word: "over by", ms: now - run.until } : { word: "left", ms: run.until - now };
}

function chosenLabel({ step, run }: StepStanding): string | null {
  const option = run?.done?.option ?? null;
  return option === null ? null : (step.options.find(({ id }) => id === option)?.label ?? option);
}

export type RunningStep = Pick<StepRow, "owner" | "holder" | "clock"> & { readonly label: string };

/** The step under way of an alert's procedure, an overdue one first; null where none is. */
export function runningStep(standing: Standing, alert: string): RunningStep | null {
  const run = standing.room.playbooks[alert];
  if (!run || run.left) return null;
  return underWay(playbookRows(standing, run)?.steps ?? []);
}

/** The step under way, an overdue one first; null where none is. */
export function underWay(steps: readonly StepRow[]): RunningStep | null {
  const row = steps.find(({ state }) => state === "overdue") ?? steps.find(({ state }) => state === "running");
  return row ? { label: row.step.label, owner: row.owner, holder: row.holder, clock: row.clock } : null;
}

export type OpenProcedure = RunningStep & { readonly alert: Alert; readonly isLow: boolean };

/** Procedures that go on although their alert is over, the clock that ends first at the top, then what has none: somebody has to leave them. */
export function openProcedures(standing: Standing): readonly OpenProcedure[] {
  const { plan, room } = standing;
  return Object.values(room.alerts)
    .filter(({ resolved }) => resolved !== null)
    .flatMap((alert) => {
      const [run, step] = [room.playbooks[alert.id], runningStep(standing, alert.id)];
      return run && step ? [{ ...step, alert, isLow: isLow(plan, run), leftMs: leftMs(step.clock) }] : [];
    })
    .sort((a, b) => (a.leftMs === b.leftMs ? 0 : a.leftMs - b.leftMs));
}

function leftMs(clock: RunningStep["clock"]): number {
  if (!clock) return Infinity;
  return clock.word === "left" ? clock.ms : -clock.ms;
}

/** "01:59:12 left", "over by 00:04:10". */
export function clockWords({ word, ms }: NonNullable<StepRow["clock"]>): string {
  return word === "left" ? `${durationFigures(ms)} left` : `over by ${durationFigures(ms)}`;
}

/** "takes 24 h", "takes 3 d to 5 d"; null where the plan does not say. */
export function takesWords({ takes }: StepStanding["step"]["options"][number]): string | null {
  if (!takes) return null;
  const [from, to] = [durationWords(durationMs(takes.from)), durationWords(durationMs(takes.to))];
  return from === to ? `takes ${from}` : `takes ${from} to ${to}`;
}

/** Days on which the plan would try again; they move with T0. */
export function nextAttempts(
  { plan, t0 }: { readonly plan: Plan; readonly t0: EpochMs },
  run: PlaybookRun,
): readonly EpochMs[] {
  const own = ownT0(plan);
  const dates = plan.playbooks.find(({ id }) => id === run.playbook)?.nextAttempt ?? [];
  return dates.map((date) => momentMs(date, own) + t0 - own).filter((at) => at > t0);
}
