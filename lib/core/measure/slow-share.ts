import { countedBaseline, upperRate } from "./counted-baseline.ts";
import { countAbove, edgeAbove, edgesOf, mergeAllSketches, quantile, type Sketch } from "./sketch.ts";

export type SlowLine = {
  /** Requests above it are slow, in ms: the edge of a bin, so that sketches say exactly how many are. */
  readonly thresholdMs: number;
  /** The baseline's own quantile, in ms. */
  readonly baselineMs: number;
};

type SlowTerms = {
  /** 0.99 for P99. */
  readonly quantile: number;
  /** How much slower is not worse, in ms. */
  readonly marginMs: number;
  /** Chance that the baseline's true quantile lies above what is taken for its upper bound. */
  readonly risk: number;
};

/**
 * From where on a request is slow: the upper bound of the baseline's quantile, plus the margin, up to the next bin's edge. While
 * the quantile stays within the margin, at most 1 - quantile of the requests are above it, so a latency is tested as a rate.
 *
 * The bound is the lowest edge above which at most 1 - quantile of the baseline's requests lie, even by that share's own upper
 * bound (the dual of the order statistics in `quantileInterval`), bursts between `minutes` taken into account. Null where the
 * baseline holds too few requests for any bound: P99 needs several hundred.
 */
export function slowLine(minutes: readonly Sketch[], terms: SlowTerms): SlowLine | null {
  const all = mergeAllSketches(minutes);
  const baselineMs = quantile(all, terms.quantile);
  const edges = edgesOf(all);
  const own = edges.find((edge) => edge >= (baselineMs ?? 0));
  if (baselineMs === null || own === undefined) return null;
  const { blocks, dispersion } = countedBaseline(
    minutes.map((sketch) => ({ n: sketch.count, events: countAbove(sketch, own) })),
  );
  const bounds = (edge: number): boolean => {
    const events = countAbove(all, edge);
    return upperRate({ blocks, dispersion, n: all.count, events }, terms.risk) <= 1 - terms.quantile;
  };
  const bound = firstThat(edges, bounds);
  return bound === null ? null : { thresholdMs: edgeAbove(bound + terms.marginMs), baselineMs };
}

/** The first of rising values for which `holds`, given that it holds from there on; null where it never does. */
function firstThat(values: readonly number[], holds: (value: number) => boolean): number | null {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(values[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return values[low] ?? null;
}
