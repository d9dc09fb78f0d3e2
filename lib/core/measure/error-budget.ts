import { momentWordsFrom, durationWords } from "../time-words.ts";
import { TICK_MS, ticksIn, type EpochMs } from "../time.ts";
import { formatValue } from "./format.ts";
import { targetsOfAvailability } from "./rates.ts";
import type { Window } from "./window.ts";

export type BudgetInput = {
  /** Availability promised over the whole length, as a fraction: 0.9999. */
  readonly target: number;
  /** Of the fixed window [T0, T0 + length). */
  readonly lengthMs: number;
};

/** Where the budget goes at the present rate: nothing measured yet, used up, used up at `at`, or lasting to the window's end. */
export type BudgetOutlook =
  | { readonly kind: "unmeasured" }
  | { readonly kind: "gone" }
  | { readonly kind: "gone_at"; readonly at: EpochMs }
  | { readonly kind: "lasts" };

/** All times in milliseconds of one target, averaged over the critical targets; all shares as fractions. */
export type ErrorBudget = {
  readonly allowedMs: number;
  readonly usedMs: number;
  /** 1 at T0, 0 when it is used up, negative when more was used than allowed. */
  readonly remainingShare: number;
  readonly elapsedShare: number;
  /** Target-ticks measured / expected so far. */
  readonly coverage: number;
  /** Null until something is measured. */
  readonly burnRate: number | null;
  readonly outlook: BudgetOutlook;
};

/**
 * What is left of the unavailability that a target allows on the fixed window [T0, T0 + length). `window` reaches from T0 to
 * now, at most to T0 + length; anything longer throws, as does a target outside [0, 1), for 100 % leaves nothing to budget.
 *
 *     allowed   = (1 - target) * length                         (99.99 % of 36 h: 12.96 s)
 *     used      = unavailable target-ticks * 5 s / critical targets
 *     burn rate = (used / allowed) / (measured time / length) = (1 - availability) / (1 - target)
 *     gone at   = now + (allowed - used) * measured time / used
 *
 * Unmeasured time is neither used nor saved: it is left out of the elapsed share, which in a window without gaps is all that
 * has elapsed (burn rate as in Google's SRE Workbook, chapter 5).
 */
export function errorBudget(window: Window, { target, lengthMs }: BudgetInput): ErrorBudget {
  const { from, to } = window.range;
  if (!(target >= 0 && target < 1)) throw new RangeError(`an error budget needs a target below 100 %, not ${target}`);
  if (!(lengthMs > 0 && to - from <= lengthMs)) throw new RangeError(`${to - from} ms of a window of ${lengthMs} ms`);
  const targets = targetsOfAvailability(window);
  const perTarget = (ticks: number): number => (targets.length === 0 ? 0 : (ticks * TICK_MS) / targets.length);
  const known = targets.reduce((sum, one) => sum + one.sum.upKnown, 0);
  const expected = targets.length * ticksIn(window.range);
  const measuredMs = perTarget(known);
  const usedMs = perTarget(known - targets.reduce((sum, one) => sum + one.sum.upTicks, 0));
  // To the microsecond: (1 - 0.9999) * length falls short of what it should be in its last digits.
  const allowedMs = Math.round((1 - target) * lengthMs * 1_000) / 1_000;
  return {
    allowedMs,
    usedMs,
    remainingShare: 1 - usedMs / allowedMs,
    elapsedShare: (to - from) / lengthMs,
    coverage: expected === 0 ? 0 : Math.min(1, known / expected),
    burnRate: measuredMs === 0 ? null : (usedMs * lengthMs) / (allowedMs * measuredMs),
    outlook: outlookOf({ allowedMs, usedMs, measuredMs }, { now: to, end: from + lengthMs }),
  };
}

function outlookOf(
  {
    allowedMs,
    usedMs,
    measuredMs,
  }: { readonly allowedMs: number; readonly usedMs: number; readonly measuredMs: number },
  { now, end }: { readonly now: EpochMs; readonly end: EpochMs },
): BudgetOutlook {
  if (measuredMs === 0) return { kind: "unmeasured" };
  if (usedMs >= allowedMs) return { kind: "gone" };
  const at = usedMs === 0 ? Infinity : now + ((allowedMs - usedMs) * measuredMs) / usedMs;
  return at < end ? { kind: "gone_at", at } : { kind: "lasts" };
}

/** "61 % of the error budget is left (7.96 s of 12.96 s): at this rate the budget is gone at 14:20 UTC." `now` ends the window. */
export function budgetSentence({ allowedMs, usedMs, remainingShare, outlook }: ErrorBudget, now: EpochMs): string {
  const allowed = durationWords(allowedMs);
  switch (outlook.kind) {
    case "unmeasured":
      return `The error budget is ${allowed}; nothing is measured yet.`;
    case "gone":
      return `The error budget is gone: ${durationWords(usedMs)} used of ${allowed}.`;
    case "gone_at":
    case "lasts": {
      const left = `${formatValue(remainingShare, "%")} of the error budget is left (${durationWords(allowedMs - usedMs)} of ${allowed})`;
      const course =
        outlook.kind === "lasts"
          ? "it lasts to the end of the window"
          : `the budget is gone at ${momentWordsFrom(now, outlook.at)}`;
      return `${left}: at this rate ${course}.`;
    }
    default:
      return outlook satisfies never;
  }
}
