/** Chance of any false alarm over the whole window, all tests and all looks together. */
export const WINDOW_ALPHA = 0.05;
/** What of a test's risk goes into the baseline's upper bound; the rest is for the sequence of looks. */
const BASELINE_PART = 0.2;

/** A test's part of the window's risk: that the baseline's bound is too low, and that the looks raise a false alarm. */
export type Risk = { readonly baseline: number; readonly sequence: number };

/** The risk of one of so many tests that run beside each other (Bonferroni: whatever depends on what, they add up to 5 %). */
export function riskOf(tests: number): Risk {
  if (!(Number.isInteger(tests) && tests > 0)) throw new RangeError(`the risk is not shared among ${tests} tests`);
  const own = WINDOW_ALPHA / tests;
  return { baseline: own * BASELINE_PART, sequence: own * (1 - BASELINE_PART) };
}

/** What the run numbered `run` from 0 may spend: a half, a quarter, an eighth ..., so that all runs together stay below `sequence`. */
export function riskOfRun(sequence: number, run: number): number {
  return sequence / 2 ** (run + 1);
}
