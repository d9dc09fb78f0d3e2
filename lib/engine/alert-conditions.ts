import { burnCondition } from "#core/alert/burn-condition";
import type { Condition } from "#core/alert/condition";
import { coverageCondition } from "#core/alert/coverage-condition";
import { targetConditions } from "#core/alert/target-conditions";
import { thresholdCondition } from "#core/alert/threshold";
import { trafficCondition, type TrafficStanding } from "#core/alert/traffic-condition";
import type { BudgetInput } from "#core/measure/error-budget";
import { evaluate } from "#core/measure/evaluate";
import { baseOf, type MetricFormula } from "#core/measure/metric";
import { segmentVariance } from "#core/measure/segment-variance";
import type { Window } from "#core/measure/window";
import type { AlertRule, ThresholdRule } from "#core/plan/alerts";
import type { Plan } from "#core/plan/plan";
import { durationMs } from "#core/plan/when";
import { evidenceOf, yardstickOf } from "#core/room/form/evidence-of";
import { sourceOf, type Source } from "#core/target";
import type { EpochMs } from "#core/time";
import type { TargetReading } from "#wire/frame";
import { ruleOf, type Evaluations } from "./evaluations.ts";
import { windowOf, type Moment } from "./windows.ts";

export type ConditionParts = {
  /** Hears of every rule whether it could be evaluated: one that cannot holds up no other. */
  readonly settled: Evaluations["settled"];
  readonly plan: Plan;
  readonly moment: Moment;
  /** Before it nothing was ever measured. */
  readonly watchedFrom: EpochMs;
  readonly readings: readonly TargetReading[];
  readonly traffic: TrafficStanding;
  /** A window that reaches further back than is kept in memory, from the store. */
  readonly stored: (formula: MetricFormula, lengthMs: number) => Promise<Window>;
};

/** What every rule of the plan says at this moment. */
export async function conditionsOf(parts: ConditionParts): Promise<readonly Condition[]> {
  const found = await Promise.all(
    parts.plan.alerts
      .filter(({ kind }) => kind !== "anomaly")
      .map((rule) =>
        conditionsOfRule(parts, rule).then(
          (conditions) => (parts.settled(ruleOf(rule.id), null), conditions),
          (error: unknown) => (parts.settled(ruleOf(rule.id), error), []),
        ),
      ),
  );
  return found.flat();
}

async function conditionsOfRule(parts: ConditionParts, rule: AlertRule): Promise<readonly Condition[]> {
  switch (rule.kind) {
    case "threshold":
      return thresholdOf(parts, rule);
    case "down":
    case "silent":
      return targetConditions(rule, parts.readings);
    case "coverage": {
      const windows = await Promise.all(SOURCES.map((source) => measuredBy(parts, source, rule.over)));
      return [coverageCondition(rule, windows, { least: parts.plan.minimumCoverage, watchedFrom: parts.watchedFrom })];
    }
    case "anomaly":
      // a comparison has a memory: see anomaly-watch.ts
      return [];
    case "traffic":
      return [trafficCondition(rule, parts.traffic)];
    case "burn_rate":
      return burnOf(parts, rule);
    default:
      return rule satisfies never;
  }
}

const SOURCES = ["probe", "traffic"] as const;

async function measuredBy(parts: ConditionParts, source: Source, over: string): Promise<Window> {
  const window = await windowOver(parts, { kind: "error_rate", source }, over);
  return windowOf(window, ({ kind }) => sourceOf(kind) === source);
}

async function thresholdOf(parts: ConditionParts, rule: ThresholdRule): Promise<readonly Condition[]> {
  const { plan } = parts;
  const yardstick = yardstickOf(plan, rule.metric);
  if (!yardstick) return [];
  const { metric } = yardstick;
  const { formula } = metric;
  if (formula.kind !== "segment_variance") {
    const measure = evaluate(metric, await windowOver(parts, formula, rule.over));
    const evidence = evidenceOf(yardstick, measure, plan.minimumCoverage);
    return [thresholdCondition(rule, { evidence, enough: measure.coverage >= plan.minimumCoverage, part: null })];
  }
  const compared = plan.metrics.find(({ id }) => id === formula.of);
  if (!compared) return [];
  const segments = plan.segments.map(({ id }) => id);
  const { minimumN } = plan.segmentVariance;
  const window = await windowOver(parts, compared.formula, rule.over);
  const { measure, worst } = segmentVariance(window, { metric: compared, name: metric.id, segments, minimumN });
  const part = plan.segments.find(({ id }) => id === worst) ?? null;
  const evidence = evidenceOf(yardstick, measure, plan.minimumCoverage);
  return [thresholdCondition(rule, { evidence, enough: measure.coverage >= plan.minimumCoverage, part })];
}

async function burnOf(
  parts: ConditionParts,
  rule: Extract<AlertRule, { kind: "burn_rate" }>,
): Promise<readonly Condition[]> {
  const budget = budgetOf(parts.plan);
  if (!budget) return [];
  const formula = { kind: "availability" } as const;
  const [long, short] = await Promise.all([
    windowOver(parts, formula, rule.long),
    windowOver(parts, formula, rule.short),
  ]);
  return [burnCondition(rule, { long, short, sinceT0: parts.moment.sinceT0(formula) }, budget)];
}

function budgetOf({ errorBudget }: Plan): BudgetInput | null {
  return errorBudget ? { target: baseOf(errorBudget.target, "%"), lengthMs: durationMs(errorBudget.over) } : null;
}

async function windowOver({ moment, stored }: ConditionParts, formula: MetricFormula, over: string): Promise<Window> {
  const lengthMs = durationMs(over);
  return moment.last(formula, lengthMs) ?? (await stored(formula, lengthMs));
}
