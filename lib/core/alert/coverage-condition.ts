import { coverageOf } from "../measure/coverage.ts";
import { formatValue } from "../measure/format.ts";
import type { Window } from "../measure/window.ts";
import type { AlertRule } from "../plan/alerts.ts";
import { durationMs } from "../plan/when.ts";
import { durationWords } from "../time-words.ts";
import type { Condition } from "./condition.ts";

type CoverageRule = Extract<AlertRule, { kind: "coverage" }>;

/** Whether enough is measured to judge by, in the source that measures least; one window per source. `least` is a share of the expected target-ticks. */
export function coverageCondition(rule: CoverageRule, windows: readonly Window[], least: number): Condition {
  const expecting = windows.filter(({ targets }) => targets.length > 0);
  const share = Math.min(1, ...expecting.map((window) => coverageOf(window, window.targets, ({ sum }) => sum.ticks)));
  const limit = rule.below ?? least;
  const over = durationWords(durationMs(rule.over));
  return {
    rule: rule.id,
    subject: null,
    subjectLabel: null,
    signals: { [rule.severity]: share < limit ? "bad" : "good" },
    sentence: `${formatValue(share, "%", limit)} of what was to be measured over ${over} was; ${formatValue(limit, "%")} is the least that a verdict needs.`,
    evidence: null,
  };
}
