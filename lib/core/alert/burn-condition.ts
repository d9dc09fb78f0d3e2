import { budgetSentence, errorBudget, type BudgetInput } from "../measure/error-budget.ts";
import { formatValue } from "../measure/format.ts";
import type { Window } from "../measure/window.ts";
import type { AlertRule } from "../plan/alerts.ts";
import { durationWords } from "../time-words.ts";
import type { Condition } from "./condition.ts";
import type { Signal } from "./latch.ts";

type BurnRule = Extract<AlertRule, { kind: "burn_rate" }>;

export type BurnWindows = {
  readonly long: Window;
  readonly short: Window;
  /** From T0 on, for what is left; null before the start. */
  readonly sinceT0: Window | null;
};

/**
 * The budget burns too fast over both windows (Google's SRE Workbook, chapter 5: the long one shows that it matters, the short
 * one that it goes on). Either below the factor, and it is over.
 */
export function burnCondition(rule: BurnRule, { long, short, sinceT0 }: BurnWindows, budget: BudgetInput): Condition {
  const [slow, fast] = [burnOf(long, budget), burnOf(short, budget)];
  const left =
    sinceT0 && sinceT0.range.to - sinceT0.range.from <= budget.lengthMs ? errorBudget(sinceT0, budget) : null;
  const words = (rate: number | null, { range }: Window): string =>
    `${rate === null ? "no data" : `${formatValue(rate, "ratio")} times`} over ${durationWords(range.to - range.from)}`;
  return {
    rule: rule.id,
    subject: null,
    subjectLabel: null,
    signals: { [rule.severity]: signalOf(rule, slow, fast) },
    sentence: `The error budget burns ${words(slow, long)} and ${words(fast, short)} as fast as it may; ${rule.severity} from ${rule.factor} times.${left ? ` ${budgetSentence(left, long.range.to)}` : ""}`,
    evidence: null,
  };
}

function signalOf({ factor }: BurnRule, slow: number | null, fast: number | null): Signal {
  if (slow === null || fast === null) return "unknown";
  return slow >= factor && fast >= factor ? "bad" : "good";
}

function burnOf(window: Window, { target, lengthMs }: BudgetInput): number | null {
  return errorBudget(window, { target, lengthMs: Math.max(lengthMs, window.range.to - window.range.from) }).burnRate;
}
