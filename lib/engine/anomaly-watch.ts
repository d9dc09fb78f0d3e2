import { anomalyCondition } from "#core/alert/anomaly-condition";
import type { Condition } from "#core/alert/condition";
import {
  compareMinute,
  restartComparison,
  startComparison,
  type Comparison,
  type Incomparable,
} from "#core/measure/comparison";
import { baseOf } from "#core/measure/metric";
import { riskOf } from "#core/measure/risk";
import { EMPTY_SUM, type Window } from "#core/measure/window";
import type { AlertRule } from "#core/plan/alerts";
import type { Plan } from "#core/plan/plan";
import { durationMs } from "#core/plan/when";
import { scheduleOf } from "#core/plan/schedule";
import type { Alerts } from "#core/room/alert";
import type { Room } from "#core/room/room";
import type { Target } from "#core/target";
import { HOUR_MS, MINUTE_MS, type EpochMs, type Range } from "#core/time";
import type { SampleStore } from "./ports.ts";

type AnomalyRule = Extract<AlertRule, { kind: "anomaly" }>;

/** The hour before T0 is what later minutes are held against: fewer minutes would bound a baseline only loosely. */
const BASELINE_MS = HOUR_MS;
/** Traffic is reported after its minute, and may come late. */
const SETTLED_MS = MINUTE_MS;
/** After a restart the whole window is folded again, so many minutes at a look. */
const MOST_MINUTES = 240;

export type AnomalyParts = {
  readonly plan: Plan;
  readonly targets: readonly Target[];
  readonly store: Pick<SampleStore, "series">;
  readonly startedAt: () => EpochMs | null;
  readonly room: () => Pick<Room, "alerts" | "closing">;
  readonly now: () => EpochMs;
};

export type AnomalyWatch = {
  /** What every anomaly rule of the plan says of the minutes that are over. */
  conditions(): Promise<readonly Condition[]>;
};

type Run = { readonly rule: AnomalyRule; comparison: Comparison | Incomparable; restarted: EpochMs };
type State = { from: EpochMs | null; next: EpochMs; runs: readonly Run[] };

/** Since when minutes are held against the minutes of which baseline, and over how many. */
type Origin = { readonly from: EpochMs; readonly baseline: Range; readonly horizon: number };

/**
 * Every anomaly rule's comparison with the baseline: the hour before T0, and, once production is stable, the baseline that was
 * stored then. All of it can be folded again from stored minutes and from when
 * alerts were acknowledged, for that begins a comparison anew.
 */
export function anomalyWatch(parts: AnomalyParts): AnomalyWatch {
  const rules = parts.plan.alerts.filter((rule): rule is AnomalyRule => rule.kind === "anomaly");
  const state: State = { from: null, next: 0, runs: [] };
  const begin = async (origin: Origin): Promise<void> => {
    const { from } = origin;
    const baseline = await minutes(parts, origin.baseline);
    const runs = rules.flatMap((rule) => runOf(parts.plan, rule, { ...origin, baseline, of: rules.length }));
    Object.assign(state, { from, next: from, runs });
  };
  const goOn = async (): Promise<void> => {
    const over = floorMinute(parts.now() - SETTLED_MS);
    const to = Math.min(over, state.next + MOST_MINUTES * MINUTE_MS);
    if (to <= state.next) return;
    for (const minute of await minutes(parts, { from: state.next, to }))
      for (const run of state.runs) feed(run, minute, parts.room().alerts);
    state.next = to;
  };
  return {
    conditions: async () => {
      const origin = originOf(parts);
      if (rules.length === 0) return [];
      if (origin !== null && state.from !== origin.from) await begin(origin);
      if (origin !== null) await goOn();
      const known = (rule: AnomalyRule): Run["comparison"] | null =>
        origin === null ? null : (state.runs.find((run) => run.rule.id === rule.id)?.comparison ?? null);
      return rules.map((rule) => anomalyCondition(rule, known(rule), parts.now()));
    },
  };
}

/** Null before the start. */
function originOf({ plan, startedAt, room }: AnomalyParts): Origin | null {
  const t0 = startedAt();
  if (t0 === null) return null;
  const start = floorMinute(t0);
  const watched = durationMs(plan.intensiveWindow.length) / MINUTE_MS;
  const { baseline } = room().closing.closeOut;
  if (!baseline) return { from: start, baseline: { from: start - BASELINE_MS, to: start }, horizon: watched };
  const from = floorMinute(baseline.at);
  const end = Math.max(...scheduleOf(plan, t0).phases.map(({ to }) => to));
  const horizon = Math.max(watched, Math.ceil((end - from) / MINUTE_MS));
  return { from, baseline: { from: baseline.from, to: baseline.to }, horizon };
}

type Beginning = Omit<Origin, "baseline"> & { readonly baseline: readonly Window[]; readonly of: number };

function runOf(plan: Plan, rule: AnomalyRule, { baseline, from, horizon, of }: Beginning): readonly Run[] {
  const metric = plan.metrics.find(({ id }) => id === rule.metric);
  if (!metric) return [];
  const margin = baseOf(rule.margin, metric.unit);
  const comparison = startComparison({ metric, baseline, margin, from, horizon, risk: riskOf(of) });
  return [{ rule, comparison, restarted: from }];
}

/** One minute more; where its alert was acknowledged before that minute, the comparison has begun anew. */
function feed(run: Run, minute: Window, alerts: Alerts): void {
  if ("incomparable" in run.comparison) return;
  const taken = Object.values(alerts)
    .filter(({ rule }) => rule === run.rule.id)
    .map(({ acknowledged }) => acknowledged?.at ?? Infinity)
    .filter((at) => at <= minute.range.from && at > run.restarted);
  const latest = Math.max(...taken);
  if (taken.length > 0) {
    run.comparison = restartComparison(run.comparison, minute.range.from);
    run.restarted = latest;
  }
  run.comparison = compareMinute(run.comparison, minute);
}

/** Windows of one minute each over every target, oldest first; minutes without samples are left out. */
async function minutes({ store, targets }: AnomalyParts, range: Range): Promise<readonly Window[]> {
  const steps = await store.series(
    targets.map(({ id }) => id),
    range,
    MINUTE_MS,
  );
  return steps.map(({ from, sums }) => ({
    range: { from, to: from + MINUTE_MS },
    targets: targets.map((target) => ({ target, sum: sums.get(target.id) ?? EMPTY_SUM })),
  }));
}

function floorMinute(at: EpochMs): EpochMs {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
