import { baseOf } from "#core/measure/metric";
import { budgetSentence, errorBudget } from "#core/measure/error-budget";
import type { Window } from "#core/measure/window";
import { accept } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import { durationMs } from "#core/plan/when";
import { isConfirmed, type FinalCriterion } from "#core/room/closing/close-out";
import { criterionStanding, measuredEvidence, settlesAt, type Criterion } from "#core/room/closing/criterion-standing";
import { figureStanding } from "#core/room/closing/figure-standing";
import type { Evidence } from "#core/room/evidence";
import type { Room } from "#core/room/room";
import type { RoomEvent } from "#core/room/room-event";
import type { Target } from "#core/target";
import { DAY_MS, HOUR_MS, MINUTE_MS, type EpochMs, type Range } from "#core/time";
import type { Evaluations } from "./evaluations.ts";
import { overAfterMs } from "./patience.ts";
import type { SampleStore } from "./ports.ts";
import type { RoomKeeper } from "./room-keeper.ts";
import { readWindow } from "./stored-windows.ts";

const ENGINE = { kind: "engine" } as const;
const CRITERIA = { id: "rule:criteria", subject: "One of the success criteria" };
/** The baseline is of whole minutes up to the confirmation, of a day: it has seen every hour. */
const BASELINE_MS = DAY_MS;

export type CriteriaDutyParts = {
  readonly plan: Plan;
  readonly targets: readonly Target[];
  readonly keeper: Pick<RoomKeeper, "room" | "change">;
  readonly store: Pick<SampleStore, "windows" | "series">;
  readonly startedAt: () => EpochMs | null;
  readonly now: () => EpochMs;
  readonly everyMs: () => number;
  readonly evaluations: Evaluations;
};

export type CriteriaDuty = {
  /** Freezes, settles and stores what is due, each once. Never throws; what fails is tried again at the next call. */
  attend(): Promise<void>;
  /** Samples of the last hour, read once a minute while the window runs; null until they are read. */
  hour(): Window | null;
};

/** The fixed window that the criteria are judged over. */
export function judgedRange(plan: Plan, t0: EpochMs): Range {
  return { from: t0, to: t0 + durationMs(plan.intensiveWindow.length) };
}

/** What is left of the budget over a window that begins at T0; null without a budget, or where the window is longer. */
export function budgetOver(
  plan: Plan,
  window: Window,
): { readonly sentence: string; readonly remainingShare: number; readonly burnRate: number | null } | null {
  if (!plan.errorBudget) return null;
  const lengthMs = durationMs(plan.errorBudget.over);
  if (window.range.to - window.range.from > lengthMs) return null;
  const budget = errorBudget(window, { target: baseOf(plan.errorBudget.target, "%"), lengthMs });
  const { remainingShare, burnRate } = budget;
  return { sentence: budgetSentence(budget, window.range.to), remainingShare, burnRate };
}

export function criteriaDuty(parts: CriteriaDutyParts): CriteriaDuty {
  const { keeper, now } = parts;
  const state = { hour: null as Window | null };
  const attend = async (): Promise<void> => {
    const t0 = parts.startedAt();
    if (t0 === null) return;
    const range = judgedRange(parts.plan, t0);
    const { frozen, baseline } = keeper.room().closing.closeOut;
    if (now() < range.to) state.hour = await lastHour(parts, range, state.hour);
    else if (!frozen && now() >= range.to + overAfterMs(parts.everyMs())) await freeze(parts, range);
    if (frozen?.criteria.some(({ settlesAt: at }) => at !== null && at <= now())) await settle(parts, range);
    if (!baseline && isConfirmed(keeper.room().closing.closeOut)) await storeBaseline(parts, t0);
  };
  return {
    hour: () => state.hour,
    attend: () =>
      attend().then(
        () => parts.evaluations.settled(CRITERIA, null),
        (error: unknown) => parts.evaluations.settled(CRITERIA, error),
      ),
  };
}

async function lastHour(parts: CriteriaDutyParts, { from }: Range, known: Window | null): Promise<Window | null> {
  const to = floorMinute(parts.now());
  const isOfThisRun = known !== null && known.range.from >= from;
  if (to <= from || (isOfThisRun && known.range.to >= to)) return isOfThisRun ? known : null;
  return readWindow(parts, { from: Math.max(from, to - HOUR_MS), to });
}

async function freeze(parts: CriteriaDutyParts, range: Range): Promise<void> {
  const { plan, keeper } = parts;
  const window = await readWindow(parts, range);
  const frozenIn = (room: Room, now: EpochMs): RoomEvent => ({
    type: "criteria_frozen",
    ...range,
    criteria: plan.success.criteria.map((criterion) => finalOf(criterion, { plan, room, now, window })),
    budget: budgetOver(plan, window)?.sentence ?? null,
  });
  await keeper.change({
    actor: ENGINE,
    receipt: null,
    // another node may have done it first
    decide: (room, now) => accept(room.closing.closeOut.frozen ? [] : [frozenIn(room, now)]),
  });
}

type Finalising = { readonly plan: Plan; readonly room: Room; readonly now: EpochMs; readonly window: Window };

function finalOf(criterion: Criterion, { plan, room, now, window }: Finalising): FinalCriterion {
  const { range } = window;
  const { id, evidence, ...standing } = criterionStanding(criterion, { plan, room, now, range, window: () => window });
  const at = settlesAt(criterion, plan, range.to);
  return { criterion: id, ...standing, evidence: [...evidence], settlesAt: at !== null && at > now ? at : null };
}

/** Late figures are mature: their criteria are judged once more, and for good. All else stays as it was frozen. */
async function settle(parts: CriteriaDutyParts, range: Range): Promise<void> {
  const { plan, keeper } = parts;
  const window = await readWindow(parts, range);
  const settled = (room: Room, now: EpochMs): readonly RoomEvent[] =>
    (room.closing.closeOut.frozen?.criteria ?? []).flatMap((known): readonly RoomEvent[] => {
      const criterion = plan.success.criteria.find(({ id }) => id === known.criterion);
      if (!criterion || known.settlesAt === null || known.settlesAt > now) return [];
      return [{ type: "criterion_settled", final: finalOf(criterion, { plan, room, now, window }) }];
    });
  await keeper.change({ actor: ENGINE, receipt: null, decide: (room, now) => accept(settled(room, now)) });
}

async function storeBaseline(parts: CriteriaDutyParts, t0: EpochMs): Promise<void> {
  const { plan, keeper } = parts;
  const window = await baselineWindow(parts, t0);
  if (!window) return;
  const { from, to } = window.range;
  await keeper.change({
    actor: ENGINE,
    receipt: null,
    decide: (room, now) => {
      if (room.closing.closeOut.baseline || !isConfirmed(room.closing.closeOut)) return accept([]);
      return accept([
        { type: "baseline_stored", from, to, figures: [...baselineFigures({ plan, room, now, window })] },
      ]);
    },
  });
}

/** The day up to the confirmation; where nothing was measured in it, the one up to now, as soon as something is. */
async function baselineWindow(parts: CriteriaDutyParts, t0: EpochMs): Promise<Window | null> {
  const { confirmation } = parts.keeper.room().closing.closeOut;
  if (!confirmation) return null;
  for (const end of [confirmation.second?.at ?? confirmation.at, parts.now()]) {
    const to = floorMinute(end);
    const window = await readWindow(parts, { from: Math.max(t0, to - BASELINE_MS), to });
    if (parts.targets.length === 0 || window.targets.some(({ sum }) => sum.ticks > 0)) return window;
  }
  return null;
}

function baselineFigures({ plan, room, now, window }: Finalising): readonly Evidence[] {
  return plan.metrics
    .flatMap((metric) => {
      if (metric.formula.kind === "manual")
        return [figureStanding(metric, { plan, room, now, within: null, pushed: window, measured: null }).evidence];
      return measuredEvidence(plan, metric, { window: () => window, range: window.range }) ?? [];
    })
    .filter(({ value }) => value !== null);
}

function floorMinute(at: EpochMs): EpochMs {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
