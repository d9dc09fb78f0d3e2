import { coverageOf } from "../measure/coverage.ts";
import { formatValue } from "../measure/format.ts";
import type { Window } from "../measure/window.ts";
import type { AlertRule } from "../plan/alerts.ts";
import { durationMs } from "../plan/when.ts";
import type { EpochMs } from "../time.ts";
import { durationWords } from "../time-words.ts";
import type { Condition } from "./condition.ts";

type CoverageRule = Extract<AlertRule, { kind: "coverage" }>;

type Expected = {
  /** A share of the expected target-ticks. */
  readonly least: number;
  /** Before it nobody looked, so that nothing can be missing. */
  readonly watchedFrom: EpochMs;
};

/** Whether enough is measured to judge by, in the source that measures least; one window per source. */
export function coverageCondition(
  rule: CoverageRule,
  windows: readonly Window[],
  { least, watchedFrom }: Expected,
): Condition {
  const expecting = windows.filter(({ targets }) => targets.length > 0);
  const share = Math.min(1, ...expecting.map((window) => coverageOf(window, window.targets, ({ sum }) => sum.ticks)));
  const limit = rule.below ?? least;
  const isWatched = expecting.every(({ range }) => range.from >= watchedFrom);
  const over = durationWords(durationMs(rule.over));
  return {
    rule: rule.id,
    subject: null,
    subjectLabel: null,
    signals: { [rule.severity]: isWatched ? (share < limit ? "bad" : "good") : "unknown" },
    sentence: `${formatValue(share, "%", limit)} of what was to be measured over ${over} was; ${formatValue(limit, "%")} is the least that a verdict needs.`,
    evidence: null,
  };
}
