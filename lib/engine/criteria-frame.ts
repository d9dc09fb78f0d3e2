import { projectWindow } from "#core/measure/project";
import type { MetricFormula } from "#core/measure/metric";
import type { Window } from "#core/measure/window";
import type { Plan } from "#core/plan/plan";
import type { Frozen } from "#core/room/closing/close-out";
import {
  criterionStanding,
  projectCriterion,
  type Judging,
  type Projection,
} from "#core/room/closing/criterion-standing";
import { figureStanding } from "#core/room/closing/figure-standing";
import type { Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import type { CriteriaBody, CriterionView, FigureView } from "#wire/frame";
import { budgetOver, judgedRange } from "./criteria-duty.ts";
import type { Moment } from "./windows.ts";

export type CriteriaFrameParts = {
  readonly plan: Plan;
  readonly t0: () => EpochMs;
  readonly room: () => Room;
  /** Samples of the last hour; null until they are read. */
  readonly hour: () => Window | null;
};

/** The criteria's frame of one tick that ends at `at`. */
export type CriteriaFrames = (moment: Moment, at: EpochMs) => CriteriaBody;

type Told = Pick<CriteriaBody, "criteria" | "budget">;
type Projected = { hour: Window | null; of: ReadonlyMap<string, Projection> };
type Kept = { from: EpochMs; last: Told | null; projected: Projected };

/**
 * The success criteria over [T0, T0 + the plan's window), tick by tick from the sums since T0. What they will be is reckoned once
 * for every hour read. Between the window's end and the freeze they stay as they were last; from then on they are the log's.
 */
export function criteriaFrames(parts: CriteriaFrameParts): CriteriaFrames {
  const { plan } = parts;
  const nothing = (from: EpochMs): Kept => ({ from, last: null, projected: { hour: null, of: new Map() } });
  const kept = nothing(0);
  return (moment, at) => {
    const room = parts.room();
    const range = judgedRange(plan, parts.t0());
    if (kept.from !== range.from) Object.assign(kept, nothing(range.from));
    const body = (phase: CriteriaBody["phase"], told: Told): CriteriaBody => {
      return { view: "criteria", ...range, phase, ...told, figures: figuresOf(moment, { plan, room, now: at }) };
    };
    const { frozen } = room.closing.closeOut;
    if (frozen) return { ...body("frozen", finalTold(frozen)), from: frozen.from, to: frozen.to };
    if (!room.launch.start) return body("before", untold(plan, "The window begins at T0."));
    if (at > range.to) return body("closing", kept.last ?? untold(plan, "The window is over, and is being read."));
    const judging: Judging = { plan, room, now: at, range, window: moment.sinceT0 };
    kept.projected = projectedOf(kept.projected, { judging, hour: parts.hour() });
    kept.last = running(judging, kept.projected);
    return body("running", kept.last);
  };
}

function running(judging: Judging, projected: Projected): Told {
  const { plan, window } = judging;
  const total = window({ kind: "availability" });
  return {
    criteria: plan.success.criteria.map((criterion): CriterionView => {
      const { evidence, ...standing } = criterionStanding(criterion, judging);
      const coming = projected.of.get(criterion.id) ?? null;
      return { ...standing, evidence: [...evidence], projected: coming && { ...coming }, settlesAt: null };
    }),
    budget: total && budgetOver(plan, total),
  };
}

/** The same until another hour is read. */
function projectedOf(
  known: Projected,
  { judging, hour }: { readonly judging: Judging; readonly hour: Window | null },
): Projected {
  if (hour === null || known.hour === hour) return known;
  const { plan, range } = judging;
  const made = new Map<Window, Window>();
  const projected = (formula: MetricFormula): Window | null => {
    const soFar = judging.window(formula);
    if (!soFar) return null;
    const before = made.get(soFar);
    if (before) return before;
    const window = projectWindow(soFar, hour, range.to);
    made.set(soFar, window);
    return window;
  };
  const of = plan.success.criteria.map(
    (criterion) => [criterion.id, projectCriterion(criterion, { ...judging, projected })] as const,
  );
  return { hour, of: new Map(of) };
}

function finalTold({ criteria, budget }: Frozen): Told {
  return {
    criteria: criteria.map(({ criterion, ...final }) => ({ ...final, id: criterion, projected: null })),
    budget: budget === null ? null : { sentence: budget, remainingShare: null, burnRate: null },
  };
}

function untold(plan: Plan, reason: string): Told {
  const unknown = {
    verdict: "NO_DATA",
    grade: "insufficient",
    evidence: [],
    projected: null,
    settlesAt: null,
  } as const;
  return {
    criteria: plan.success.criteria.map(({ id, label }) => ({ id, label, reason, ...unknown, evidence: [] })),
    budget: null,
  };
}

type Figuring = { readonly plan: Plan; readonly room: Room; readonly now: EpochMs };

function figuresOf(moment: Moment, { plan, room, now }: Figuring): FigureView[] {
  return plan.business.flatMap((id): readonly FigureView[] => {
    const metric = plan.metrics.find((candidate) => candidate.id === id);
    if (!metric) return [];
    const pushed = moment.sinceT0(metric.formula);
    return [figureStanding(metric, { plan, room, now, within: null, pushed, measured: moment.now(metric.formula) })];
  });
}
