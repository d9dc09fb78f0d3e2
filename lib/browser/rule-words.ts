import { formatValue, formatWritten } from "#core/measure/format";
import { limitWords as boundWords } from "#core/measure/limit";
import type { AlertRule, Severity } from "#core/plan/alerts";
import type { Plan } from "#core/plan/plan";
import { durationMs } from "#core/plan/when";
import { durationWords } from "#core/time-words";
import { limitWords } from "./format-value.ts";

/** From which condition on a rule fires with which severity. */
export type RuleLevel = { readonly severity: Severity; readonly words: string };

/** What would make a rule fire, worst first, in words. */
export function ruleLevels(plan: Plan, rule: AlertRule): readonly RuleLevel[] {
  const held = heldWords(rule.for);
  if (rule.kind === "threshold") {
    const { label, unit } = metricOf(plan, rule.metric);
    return rule.levels.map(({ severity, when }) => ({
      severity,
      words: `${label} ${limitWords(boundWords(when, unit))} over ${lengthWords(rule.over)}${held}`,
    }));
  }
  return [{ severity: rule.severity, words: conditionWords(plan, rule) + held }];
}

function conditionWords(plan: Plan, rule: Exclude<AlertRule, { kind: "threshold" }>): string {
  switch (rule.kind) {
    case "down":
      return "A critical target does not answer as it should";
    case "silent":
      return "A target reports nothing any more";
    case "coverage":
      return `Less than ${formatValue(rule.below ?? plan.minimumCoverage, "%")} of what is expected is measured over ${lengthWords(rule.over)}`;
    case "traffic":
      return "The traffic is otherwise than decided, or its controller does not answer";
    case "burn_rate":
      return `The error budget burns ${rule.factor} times as fast as it may, over ${lengthWords(rule.long)} and over ${lengthWords(rule.short)}`;
    case "anomaly": {
      const { label, unit } = metricOf(plan, rule.metric);
      return `${label} is worse than its baseline by more than ${formatWritten(rule.margin, unit)}, by a test that may be looked at at any time`;
    }
    default:
      return rule satisfies never;
  }
}

function metricOf(plan: Plan, id: string): Pick<Plan["metrics"][number], "label" | "unit"> {
  return plan.metrics.find((metric) => metric.id === id) ?? { label: id, unit: "count" };
}

function lengthWords(duration: string): string {
  return durationWords(durationMs(duration));
}

/** Nothing for a rule that fires at once. */
function heldWords(duration: string): string {
  return durationMs(duration) === 0 ? "" : `, for ${lengthWords(duration)}`;
}
