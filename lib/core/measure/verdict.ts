import type { Range } from "../time.ts";

export type Verdict = "PASS" | "WARN" | "FAIL" | "NO_DATA";

/** How firmly a verdict stands: the 95 % bound is inside too; only the estimate is; neither can be told. */
export type Grade = "demonstrated" | "observed" | "insufficient";

/** A metric's value over one range. `value`, `low` and `high` are in base form: ratios as fractions, latencies in ms. */
export type Measure = {
  readonly metric: string;
  readonly range: Range;
  readonly value: number | null;
  /** 95 % interval; null where the formula has none. */
  readonly low: number | null;
  readonly high: number | null;
  /** Events or readings the value rests on. */
  readonly n: number;
  /** Target-ticks measured / expected, 0 to 1. */
  readonly coverage: number;
};

export type Judgement = {
  readonly verdict: Verdict;
  readonly grade: Grade;
  /** The plan's word for the verdict (PASS, OK, BUILDING, ...). */
  readonly word: string;
  /** One sentence with value, limit and n. */
  readonly reason: string;
};
