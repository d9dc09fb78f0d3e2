import { limitAt, limitWords as boundWords } from "#core/measure/limit";
import type { AlertRule, Severity } from "#core/plan/alerts";
import type { Alert } from "#core/room/alert";
import type { Plan } from "#core/plan/plan";
import { MINUTE_MS, SECOND_MS, type EpochMs } from "#core/time";
import { limitWords } from "./format-value.ts";

/** A line across a chart from which on an alert has this severity. */
export type Bound = { readonly at: number; readonly label: string; readonly severity: Severity };

/** What is drawn to show why an alert fired. */
export type AlertFigure = {
  readonly metric: string;
  readonly label: string;
  readonly bounds: readonly Bound[];
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly buckets: number;
  /** Its end stands still. */
  readonly isWhole: boolean;
};

const STEP_MS = 15 * SECOND_MS;
const BEFORE_MS = 15 * MINUTE_MS;
const AFTER_MS = 30 * MINUTE_MS;

/** The metric of an alert from before it went wrong to half an hour after it fired; null where no metric tells why. */
export function alertFigure(plan: Plan, alert: Alert, now: EpochMs): AlertFigure | null {
  const rule = plan.alerts.find(({ id }) => id === alert.rule);
  const drawn = rule ? drawnBy(plan, rule) : null;
  if (!drawn) return null;
  const from = Math.floor((alert.since - BEFORE_MS) / STEP_MS) * STEP_MS;
  const end = alert.firedAt + AFTER_MS;
  const until = Math.floor(Math.min(now, end) / STEP_MS) * STEP_MS;
  const buckets = Math.max(1, (until - from) / STEP_MS);
  return { ...drawn, from, to: from + buckets * STEP_MS, buckets, isWhole: now >= end };
}

type Drawn = Pick<AlertFigure, "metric" | "label" | "bounds">;

function drawnBy(plan: Plan, rule: AlertRule): Drawn | null {
  switch (rule.kind) {
    case "threshold":
      return thresholdDrawn(plan, rule);
    case "anomaly":
      return metricDrawn(plan.metrics.find(({ id }) => id === rule.metric));
    case "burn_rate":
      // what eats the budget
      return metricDrawn(plan.metrics.find(({ formula }) => formula.kind === "availability"));
    case "down":
    case "silent":
    case "coverage":
    case "traffic":
      return null;
    default:
      return rule satisfies never;
  }
}

function metricDrawn(metric: Plan["metrics"][number] | undefined): Drawn | null {
  return metric ? { metric: metric.id, label: metric.label, bounds: [] } : null;
}

function thresholdDrawn(plan: Plan, rule: Extract<AlertRule, { kind: "threshold" }>): Drawn | null {
  const metric = plan.metrics.find(({ id }) => id === rule.metric);
  if (!metric) return null;
  const { formula, unit } = metric;
  // how far segments lie apart has no line of its own: what was compared is drawn
  if (formula.kind === "segment_variance") return metricDrawn(plan.metrics.find(({ id }) => id === formula.of));
  const bounds = rule.levels.map(({ severity, when }) => ({
    at: limitAt(when, unit),
    label: `${severity} ${limitWords(boundWords(when, unit))}`,
    severity,
  }));
  return { metric: metric.id, label: metric.label, bounds };
}
