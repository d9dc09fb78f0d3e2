import { z } from "zod";
import type { Plan } from "../plan/plan.ts";
import { durationMs } from "../plan/when.ts";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";
import { lookUp } from "../look-up.ts";

const alert = z.string();

/** The rollout goes on, is moved to another day, or is given up. */
export const playbookExit = z.enum(["resume", "reschedule", "abort"]);
export type PlaybookExit = z.infer<typeof playbookExit>;

/** How the plan's procedure for an alert goes on. */
export const playbookEvents = [
  z.object({ type: z.literal("playbook_begun"), alert, playbook: z.string() }),
  z.object({
    type: z.literal("step_begun"),
    alert,
    playbook: z.string(),
    step: z.string(),
    until: z.number().nullable(),
  }),
  z.object({
    type: z.literal("step_done"),
    alert,
    playbook: z.string(),
    step: z.string(),
    option: z.string().nullable(),
    note: z.string(),
  }),
  z.object({ type: z.literal("playbook_left"), alert, exit: playbookExit, reason: z.string() }),
] as const;
export type PlaybookEvent = z.infer<(typeof playbookEvents)[number]>;

export type StepRun = {
  readonly begunAt: EpochMs;
  /** When its timer runs out; null for a step without one. */
  readonly until: EpochMs | null;
  readonly done: {
    readonly by: Actor;
    readonly at: EpochMs;
    readonly option: string | null;
    readonly note: string;
  } | null;
};

export type PlaybookRun = {
  /** The playbook that holds now, and those that held before its severity changed. */
  readonly playbook: string;
  readonly earlier: readonly { readonly playbook: string; readonly until: EpochMs }[];
  readonly begunAt: EpochMs;
  /** By playbook and step, so that a severity that comes back finds its steps as they were. */
  readonly steps: Readonly<Record<string, StepRun>>;
  readonly left: {
    readonly exit: PlaybookExit;
    readonly reason: string;
    readonly by: Actor;
    readonly at: EpochMs;
  } | null;
};
/** By alert. */
export type PlaybookRuns = Readonly<Record<string, PlaybookRun>>;

export function stepKey(playbook: string, step: string): string {
  return `${playbook}.${step}`;
}

export function applyPlaybook(
  runs: PlaybookRuns,
  event: PlaybookEvent & { readonly at: EpochMs; readonly actor: Actor },
): PlaybookRuns {
  const { at, actor: by } = event;
  const known = lookUp(runs, event.alert);
  if (event.type === "playbook_begun") {
    return { ...runs, [event.alert]: known ? followed(known, event.playbook, at) : begunRun(event.playbook, at) };
  }
  if (!known) return runs;
  const changed = (part: Partial<PlaybookRun>): PlaybookRuns => ({ ...runs, [event.alert]: { ...known, ...part } });
  switch (event.type) {
    case "step_begun": {
      const step = { begunAt: at, until: event.until, done: null };
      return changed({ steps: { ...known.steps, [stepKey(event.playbook, event.step)]: step } });
    }
    case "step_done": {
      const key = stepKey(event.playbook, event.step);
      const step = known.steps[key] ?? { begunAt: at, until: null, done: null };
      const done = { by, at, option: event.option, note: event.note };
      return changed({ steps: { ...known.steps, [key]: { ...step, done } } });
    }
    case "playbook_left":
      return changed({ left: { exit: event.exit, reason: event.reason, by, at } });
    default:
      return event satisfies never;
  }
}

function begunRun(playbook: string, at: EpochMs): PlaybookRun {
  return { playbook, earlier: [], begunAt: at, steps: {}, left: null };
}

/** The run when another procedure takes the place of the one that held; what was left before begins anew. */
function followed(known: PlaybookRun, playbook: string, at: EpochMs): PlaybookRun {
  const steps = known.left
    ? Object.fromEntries(Object.entries(known.steps).filter(([key]) => !key.startsWith(stepKey(playbook, ""))))
    : known.steps;
  return {
    ...known,
    playbook,
    steps,
    earlier: [...known.earlier, { playbook: known.playbook, until: at }],
    left: null,
  };
}

type Step = Plan["playbooks"][number]["steps"][number];
export type StepState = "waiting" | "running" | "overdue" | "done";
export type StepStanding = { readonly step: Step; readonly run: StepRun | null; readonly state: StepState };

/** The procedure of this id, for an alert or for a delay: a sound plan has no id twice among them. */
export function procedureOf(
  plan: Pick<Plan, "playbooks" | "delays">,
  id: string,
): { readonly label: string; readonly steps: readonly Step[] } | null {
  return [...plan.playbooks, ...plan.delays].find((one) => one.id === id) ?? null;
}

/** Whether the playbook that holds is one for low alerts. */
export function isLow({ playbooks }: Pick<Plan, "playbooks">, { playbook }: Pick<PlaybookRun, "playbook">): boolean {
  return playbooks.find(({ id }) => id === playbook)?.severity === "low";
}

/** The steps of the playbook that holds, in order, each as it stands at `now`; empty for one that the plan does not have. */
export function stepStandings(plan: Plan, run: PlaybookRun, now: EpochMs): readonly StepStanding[] {
  return (procedureOf(plan, run.playbook)?.steps ?? []).map((step) => {
    const of = run.steps[stepKey(run.playbook, step.id)] ?? null;
    return { step, run: of, state: stateOf(of, now) };
  });
}

function stateOf(run: StepRun | null, now: EpochMs): StepState {
  if (!run) return "waiting";
  if (run.done) return "done";
  return run.until !== null && now >= run.until ? "overdue" : "running";
}

/** When a step that begins at `now` is to be done; null for one without a timer. */
export function stepDeadline({ timer }: Pick<Step, "timer">, now: EpochMs): EpochMs | null {
  return timer === undefined ? null : now + durationMs(timer);
}
