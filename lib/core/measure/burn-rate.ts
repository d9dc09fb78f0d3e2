import { durationWords, momentWordsFrom } from "../time-words.ts";
import { TICK_MS, type EpochMs } from "../time.ts";
import { errorBudget, type BudgetInput, type ErrorBudget } from "./error-budget.ts";
import { formatValue } from "./format.ts";
import type { Window } from "./window.ts";

/** Fires while the budget burns at `burnRate` or faster over both windows: the long one says it matters, the short one that it goes on. */
export type BurnRule = {
  /** The share of the whole budget that such a burn uses up in `longMs`. */
  readonly budgetShare: number;
  readonly longMs: number;
  readonly shortMs: number;
  readonly burnRate: number;
};

const HOUR = 1 / 720;
/** Google's SRE Workbook, chapter 5 (multiwindow, multi-burn-rate alerts), over 30 days: 2 % in 1 h, 5 % in 6 h, 10 % in 3 d; the short window a twelfth. */
const WORKBOOK = [
  { budgetShare: 0.02, long: HOUR },
  { budgetShare: 0.05, long: 6 * HOUR },
  { budgetShare: 0.1, long: 72 * HOUR },
] as const;
const SHORT = 1 / 12;

/**
 * The workbook's rules scaled to a window of `lengthMs`: a rule keeps its share of the budget and its share of the time, and so
 * its burn rate, share of budget / share of time. Windows are whole ticks. For 36 h:
 *
 *     uses 2 % in 3 min       (short: 15 s)     at a burn rate of 14.4
 *     uses 5 % in 18 min      (short: 90 s)     at a burn rate of 6
 *     uses 10 % in 3 h 36 min (short: 18 min)   at a burn rate of 1
 *
 * A budget smaller than a tick's outage makes the first rule fire on one missed tick: 99.99 % of 36 h are 12.96 s.
 */
export function burnRules(lengthMs: number): readonly BurnRule[] {
  const ticks = (ms: number): number => Math.max(1, Math.round(ms / TICK_MS)) * TICK_MS;
  return WORKBOOK.map(({ budgetShare, long }) => {
    const longMs = ticks(long * lengthMs);
    return {
      budgetShare,
      longMs,
      shortMs: ticks(long * SHORT * lengthMs),
      burnRate: (budgetShare * lengthMs) / longMs,
    };
  });
}

export type BurnInput = {
  readonly rule: BurnRule;
  readonly promise: BudgetInput;
  /** The last `longMs` and `shortMs` before now; shorter ones soon after T0. */
  readonly long: Window;
  readonly short: Window;
  /** From T0 to now. */
  readonly budget: ErrorBudget;
};

export type Burn = {
  readonly rule: BurnRule;
  /** Times the rate that would use up the budget exactly at the window's end; null where nothing was measured. */
  readonly long: number | null;
  readonly short: number | null;
  readonly firing: boolean;
  /** When the budget is gone at the long window's rate: in the past never; null where it lasts or is gone already. */
  readonly goneAt: EpochMs | null;
  readonly sentence: string;
};

/** A rule over its two windows. Without data on either it does not fire: silence has a rule of its own. */
export function judgeBurn({ rule, promise, long, short, budget }: BurnInput): Burn {
  const rates = { long: errorBudget(long, promise).burnRate, short: errorBudget(short, promise).burnRate };
  const firing = rates.long !== null && rates.short !== null && Math.min(rates.long, rates.short) >= rule.burnRate;
  const now = long.range.to;
  const end = now + (1 - budget.elapsedShare) * promise.lengthMs;
  const goneAt = goneWhen(budget, rates.long, { now, end, lengthMs: promise.lengthMs });
  return { rule, ...rates, firing, goneAt, sentence: sentenceOf({ rule, rates, budget, goneAt }, now) };
}

/** At burn rate b, one budget lasts lengthMs / b. */
function goneWhen(
  { remainingShare }: ErrorBudget,
  rate: number | null,
  { now, end, lengthMs }: { readonly now: EpochMs; readonly end: EpochMs; readonly lengthMs: number },
): EpochMs | null {
  if (rate === null || rate === 0 || remainingShare <= 0) return null;
  const at = now + (remainingShare * lengthMs) / rate;
  return at < end ? at : null;
}

type Found = Pick<Burn, "rule" | "goneAt"> & {
  readonly rates: Pick<Burn, "long" | "short">;
  readonly budget: ErrorBudget;
};

function sentenceOf({ rule, rates, budget, goneAt }: Found, now: EpochMs): string {
  if (rates.long === null) return `Nothing was measured in the last ${durationWords(rule.longMs)}: no burn rate.`;
  const rate = formatValue(rates.long, "ratio", rule.burnRate);
  const limit = `${formatValue(rule.burnRate, "ratio")} uses ${formatValue(rule.budgetShare, "%")} of it in ${durationWords(rule.longMs)}`;
  const burned = `Over the last ${durationWords(rule.longMs)} the error budget burned at ${rate} times the rate that lasts (${limit})`;
  if (budget.remainingShare <= 0) return `${burned}: the budget is gone.`;
  if (goneAt === null) return `${burned}: at this rate it lasts to the end of the window.`;
  return `${burned}: at this rate the budget is gone at ${momentWordsFrom(now, goneAt)}.`;
}
