import { formatCount, formatValue } from "../measure/format.ts";
import { limitWords, satisfies } from "../measure/limit.ts";
import type { Unit } from "../measure/metric.ts";
import { durationMs } from "../plan/when.ts";
import type { Severity, ThresholdRule } from "../plan/alerts.ts";
import type { Evidence } from "../room/evidence.ts";
import { durationWords, momentWordsFrom } from "../time-words.ts";
import type { Condition } from "./condition.ts";
import type { Signal } from "./latch.ts";

type Level = ThresholdRule["levels"][number];

export type Measured = {
  /** The metric over the rule's own while. */
  readonly evidence: Evidence;
  /** Whether enough of it was measured to judge by. */
  readonly enough: boolean;
  /** What the value is about, where the metric names one: the segment that stands apart. */
  readonly part: { readonly id: string; readonly label: string } | null;
};

/** What a threshold says of a metric as it was measured. */
export function thresholdCondition(rule: ThresholdRule, { evidence, enough, part }: Measured): Condition {
  const signals = Object.fromEntries(
    rule.levels.map((level): [Severity, Signal] => [level.severity, enough ? signalOf(level, evidence) : "unknown"]),
  );
  return {
    rule: rule.id,
    subject: null,
    subjectLabel: part?.label ?? null,
    signals,
    sentence: thresholdSentence(rule, { evidence, enough, part }),
    evidence,
  };
}

function signalOf({ when, clear }: Level, { value, unit }: Evidence): Signal {
  if (value === null) return "unknown";
  if (satisfies(value, when, unit as Unit)) return "bad";
  return clear === undefined || satisfies(value, clear, unit as Unit) ? "good" : "between";
}

/** "Error rate is 2.3 % of 12,400 over 1 min to 16:03 UTC; critical at > 0.5 %." */
function thresholdSentence(rule: ThresholdRule, { evidence, enough, part }: Measured): string {
  const { label, unit, value, n, to } = evidence;
  const over = `over ${durationWords(durationMs(rule.over))} to ${momentWordsFrom(to, to)}`;
  if (value === null || !enough) return `${label} is not known ${over}: too little was measured.`;
  const crossed = rule.levels.find(({ when }) => satisfies(value, when, unit as Unit)) ?? rule.levels.at(-1);
  const limit = crossed ? `; ${crossed.severity} at ${limitWords(crossed.when, unit as Unit)}` : "";
  const where = part ? `, ${part.label} apart from the rest` : "";
  return `${label} is ${formatValue(value, unit)} (n = ${formatCount(n)}) ${over}${where}${limit}.`;
}
