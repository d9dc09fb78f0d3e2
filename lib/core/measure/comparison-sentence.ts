import { momentWordsFrom } from "../time-words.ts";
import type { EpochMs } from "../time.ts";
import type { Comparison } from "./comparison.ts";
import { formatCount, formatValue } from "./format.ts";
import { WINDOW_ALPHA } from "./risk.ts";
import { readTest } from "./sequential.ts";

/**
 * "0.21 % of 12,400 requests since 16:00 UTC against 0.1 % at the baseline, margin 0.05 pp: this many would be seen by chance
 * at most once in 20 windows." Counted from where the evidence begins. `now` says on which day the reader is.
 */
export function comparisonSentence({ metric, margin, events, baselineRate, test }: Comparison, now: EpochMs): string {
  const { verdict, recent } = readTest(test);
  if (test.n === 0) return `${metric.label}: nothing is measured yet to compare with the baseline.`;
  const share = formatValue(recent.events / recent.n, "%", baselineRate);
  const counted = `${share} of ${formatCount(recent.n)} ${thing(events)} since ${momentWordsFrom(now, recent.since)}`;
  const allowed = formatValue(baselineRate, "%");
  const against =
    events.kind === "share"
      ? `against ${allowed} at the baseline, margin ${formatValue(margin, "pp")}`
      : `took over ${formatValue(events.thresholdMs, "ms")}, against ${allowed} at the baseline of ${formatValue(events.baselineMs, "ms")}, margin ${formatValue(margin, "ms")}`;
  const meaning =
    verdict === "alarm"
      ? `this many would be seen by chance at most once in ${formatCount(1 / WINDOW_ALPHA)} windows`
      : "not told apart from chance";
  return `${metric.label}: ${counted} ${against}: ${meaning}.`;
}

function thing(events: Comparison["events"]): string {
  if (events.kind === "slow" || events.formula.kind === "error_rate") return "requests";
  return events.formula.kind === "availability" ? "target-ticks unavailable" : "counted";
}
