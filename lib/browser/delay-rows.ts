import type { Plan } from "#core/plan/plan";
import { momentMs } from "#core/plan/when";
import { ownT0 } from "#core/plan/schedule";
import type { DelayRun } from "#core/room/delay";
import { pollStanding } from "#core/room/poll";
import type { Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import { playbookRows, underWay, type RunningStep, type StepRow } from "./playbook-rows.ts";

type Delay = Plan["delays"][number];
type Standing = { readonly plan: Plan; readonly room: Room; readonly now: EpochMs };

export type DelayRow = {
  readonly id: string;
  readonly delay: Delay;
  readonly run: DelayRun | null;
  readonly steps: readonly StepRow[];
  readonly isOpen: boolean;
  /** What has just been decided that calls for it; null where nothing has. */
  readonly calledBy: string | null;
  /** The rollout has: nothing is begun any more. */
  readonly started: boolean;
};

/** The plan's procedures for a delay: under way first, then called for, then the others; after the start only those under way. */
export function delayRows(standing: Standing): readonly DelayRow[] {
  const { plan, room } = standing;
  const started = room.launch.start !== null;
  return plan.delays
    .map((delay): DelayRow => {
      const run = room.delays[delay.id] ?? null;
      const isOpen = run !== null && run.run.left === null;
      const steps = run ? (playbookRows(standing, run.run)?.steps ?? []) : [];
      const calledBy = isOpen || started ? null : calling(delay, standing);
      return { id: delay.id, delay, run, steps, isOpen, calledBy, started };
    })
    .filter(({ isOpen }) => isOpen || !started)
    .sort((a, b) => rank(a) - rank(b));
}

function rank({ isOpen, calledBy }: DelayRow): number {
  return isOpen ? 0 : calledBy === null ? 2 : 1;
}

function calling({ id }: Delay, { plan, room, now }: Standing): string | null {
  // what was answered by moving T0 calls for nothing any more
  const since = room.delays[id]?.run.left?.at ?? -Infinity;
  const { ramp } = room.launch;
  const decided = plan.rampDecision?.options.find((option) => option.id === ramp?.option);
  if (ramp && decided?.delay === id && ramp.at > since) return "The ramp decision is NO-GO.";
  const poll = room.polls.at(-1);
  const isNoGo = poll !== undefined && poll.openedAt > since && pollStanding(poll, now).state === "no_go";
  return plan.poll.delay === id && isNoGo ? "The poll is NO-GO." : null;
}

/** The moments of T0 that the plan names for this delay, as far as they lie ahead. Moved with T0's own day they would lie. */
export function newT0s({ newT0 }: Delay, { plan, now, t0 }: Standing & { readonly t0: EpochMs }): readonly EpochMs[] {
  return newT0.map((moment) => momentMs(moment, ownT0(plan))).filter((at) => at > now && at !== t0);
}

/** The step of a delay's procedure that is under way, for every page; null while none is. */
export function runningDelay(standing: Standing): (RunningStep & { readonly delay: string }) | null {
  const open = delayRows(standing).find(({ isOpen }) => isOpen);
  if (!open) return null;
  const step = underWay(open.steps);
  return step && { ...step, delay: open.delay.label };
}
