import type { EpochMs } from "../time.ts";
import { countedBaseline, upperRate } from "./counted-baseline.ts";
import { gaugeShare } from "./gauges.ts";
import type { MetricDefinition, MetricFormula } from "./metric.ts";
import { availability, errorRate, latenciesOf, type Finding } from "./rates.ts";
import type { Risk } from "./risk.ts";
import { restartTest, startTest, updateTest, type Block, type TestState } from "./sequential.ts";
import { countAbove } from "./sketch.ts";
import { slowLine, type SlowLine } from "./slow-share.ts";
import type { Window } from "./window.ts";

type LatencyFormula = Extract<MetricFormula, { kind: "latency_quantile" }>;
type ShareFormula = Extract<MetricFormula, { kind: "error_rate" | "availability" | "gauge_share" }>;

/** A metric's comparison with the recorded baseline, under way. Whatever the metric, events are counted and their share is tested. */
export type Comparison = {
  readonly metric: MetricDefinition;
  /** How much worse than the baseline is no worse, in base form: a fraction for shares, ms for latencies. */
  readonly margin: number;
  readonly events: WorseEvents;
  /** Share of events that the baseline allows: as counted for shares, 1 - quantile for latencies. */
  readonly baselineRate: number;
  readonly test: TestState;
};

/** What is counted: errors, unavailable ticks, the lesser part of a gauge; or requests slower than a line. */
export type WorseEvents =
  | { readonly kind: "share"; readonly formula: ShareFormula; readonly of: "part" | "rest" }
  | ({ readonly kind: "slow"; readonly formula: LatencyFormula } & SlowLine);

/** Why a metric cannot be compared, in one sentence: nothing bounds its false alarms, or the baseline holds too little. */
export type Incomparable = { readonly incomparable: string };

export type ComparisonInput = {
  readonly metric: MetricDefinition;
  /** The baseline in consecutive closed minutes, for bursts are seen between them. */
  readonly baseline: readonly Window[];
  readonly margin: number;
  /** When the watched window begins, and how many minutes it has. */
  readonly from: EpochMs;
  readonly horizon: number;
  readonly risk: Risk;
};

/**
 * The comparison of a metric with its baseline, before anything is seen. Shares of counted events are tested against the
 * baseline's upper bound plus the margin; latency quantiles by the share of requests above a line (see `slowLine`). Means,
 * sums and slopes of gauges, rates of requests and whatever people type in are not: nothing bounds how they spread or hang
 * together in time, so no chance of a false alarm could be stated. A negative margin throws.
 */
export function startComparison(input: ComparisonInput): Comparison | Incomparable {
  const { metric, margin } = input;
  const { formula } = metric;
  if (!(margin >= 0)) throw new RangeError(`a margin of ${margin}`);
  switch (formula.kind) {
    case "error_rate":
    case "availability":
    case "gauge_share":
      return shareComparison(input, formula);
    case "latency_quantile":
      return latencyComparison(input, formula);
    case "request_rate":
    case "gauge":
    case "gauge_slope":
    case "count":
    case "manual":
    case "segment_variance":
      return {
        incomparable: `${metric.label} is no share of counted events: no chance of a false alarm can be stated.`,
      };
    default:
      return formula satisfies never;
  }
}

function shareComparison(input: ComparisonInput, formula: ShareFormula): Comparison | Incomparable {
  const { metric, margin, baseline, risk } = input;
  if (metric.better === "neither") return { incomparable: `The plan does not say which way ${metric.label} is worse.` };
  const worseIsMore = metric.better === "lower";
  const events: WorseEvents = { kind: "share", formula, of: worseIsMore ? "part" : "rest" };
  const counted = countedBaseline(baseline.map((window) => countIn(events, window)));
  if (counted.n === 0) return { incomparable: `The baseline holds no counts of ${metric.label}.` };
  const nullRate = upperRate(counted, risk.baseline) + margin;
  if (nullRate >= 1) return { incomparable: `The baseline of ${metric.label} bounds nothing: too little was counted.` };
  return { metric, margin, events, baselineRate: counted.events / counted.n, test: started(input, nullRate) };
}

function latencyComparison(input: ComparisonInput, formula: LatencyFormula): Comparison | Incomparable {
  const { metric, margin: marginMs, baseline, risk } = input;
  if (metric.better !== "lower")
    return { incomparable: `${metric.label} is not worse when it is higher, by the plan.` };
  const minutes = baseline.map((window) => latenciesOf(window, formula));
  const line = slowLine(minutes, { quantile: formula.quantile, marginMs, risk: risk.baseline });
  if (!line) return { incomparable: `The baseline holds too few requests to bound ${metric.label}.` };
  const baselineRate = 1 - formula.quantile;
  const events: WorseEvents = { kind: "slow", formula, ...line };
  return { metric, margin: marginMs, events, baselineRate, test: started(input, baselineRate) };
}

function started({ from, horizon, risk }: ComparisonInput, nullRate: number): TestState {
  return startTest({ from, nullRate, horizon, risk: risk.sequence });
}

/** The comparison after one more closed minute. Minutes come in order, each once; a fold over stored minutes gives it back. */
export function compareMinute(comparison: Comparison, minute: Window): Comparison {
  const block: Block = { from: minute.range.from, ...countIn(comparison.events, minute) };
  return { ...comparison, test: updateTest(comparison.test, block) };
}

/** The comparison begun anew at `from`, after its alarm was acknowledged, with half of the risk that it had. */
export function restartComparison(comparison: Comparison, from: EpochMs): Comparison {
  return { ...comparison, test: restartTest(comparison.test, from) };
}

/** Events and what they are a share of, in one window; a gauge that is no count gives none. */
function countIn(events: WorseEvents, window: Window): Pick<Block, "n" | "events"> {
  if (events.kind === "slow") {
    const latencies = latenciesOf(window, events.formula);
    return { n: latencies.count, events: countAbove(latencies, events.thresholdMs) };
  }
  const { value, low, n } = shareIn(events.formula, window);
  if (value === null || low === null) return { n: 0, events: 0 };
  const part = Math.round(value * n);
  return { n, events: events.of === "part" ? part : n - part };
}

function shareIn(formula: ShareFormula, window: Window): Finding {
  switch (formula.kind) {
    case "error_rate":
      return errorRate(window, formula.source);
    case "availability":
      return availability(window);
    case "gauge_share":
      return gaugeShare(window, formula);
    default:
      return formula satisfies never;
  }
}
