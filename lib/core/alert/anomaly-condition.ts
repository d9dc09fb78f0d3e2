import type { Comparison, Incomparable } from "../measure/comparison.ts";
import { comparisonSentence } from "../measure/comparison-sentence.ts";
import { readTest } from "../measure/sequential.ts";
import type { AlertRule } from "../plan/alerts.ts";
import type { EpochMs } from "../time.ts";
import type { Condition } from "./condition.ts";

type AnomalyRule = Extract<AlertRule, { kind: "anomaly" }>;

/** What a comparison with the baseline says; null before there is a baseline. An alarm stays until the comparison begins anew. */
export function anomalyCondition(
  rule: AnomalyRule,
  comparison: Comparison | Incomparable | null,
  now: EpochMs,
): Condition {
  const about = { rule: rule.id, subject: null, subjectLabel: null, evidence: null };
  if (comparison === null)
    return { ...about, signals: { [rule.severity]: "unknown" }, sentence: "No baseline is recorded yet." };
  if ("incomparable" in comparison)
    return { ...about, signals: { [rule.severity]: "unknown" }, sentence: comparison.incomparable };
  const { verdict } = readTest(comparison.test);
  return {
    ...about,
    signals: { [rule.severity]: verdict === "alarm" ? "bad" : "good" },
    sentence: comparisonSentence(comparison, now),
  };
}
