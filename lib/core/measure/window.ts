import type { Range, Tick } from "../time.ts";
import type { Target } from "../target.ts";
import type { Sketch } from "./sketch.ts";

/** Readings of one gauge, mergeable in any order. `last` adds up where two targets read the same tick. */
export type GaugeSum = {
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
  readonly lastTick: Tick;
};

/** Merged samples: a commutative monoid under `mergeSums`, with `EMPTY_SUM` as identity. */
export type WindowSum = {
  /** Target-ticks with a sample. */
  readonly ticks: number;
  /** Target-ticks that say whether the target was available, and those that say it was. */
  readonly upKnown: number;
  readonly upTicks: number;
  readonly requests: number;
  readonly errors: number;
  readonly latency: Sketch;
  readonly gauges: Readonly<Record<string, GaugeSum>>;
};

/** One target's samples merged over a range. */
export type TargetWindow = { readonly target: Target; readonly sum: WindowSum };

/** What a metric is computed from: every target's window over one range, unmeasured targets included. */
export type Window = { readonly range: Range; readonly targets: readonly TargetWindow[] };
