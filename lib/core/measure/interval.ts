import { betaQuantile, binomialAtMost } from "./beta.ts";
import { valueAtRank, type Sketch } from "./sketch.ts";

/** A 95 % interval; a null end is open: nothing bounds the value on that side. */
export type Interval = { readonly low: number | null; readonly high: number | null };
export type ClosedInterval = { readonly low: number; readonly high: number };

export const Z_95 = 1.959963984540054;
const TAIL = 0.025;
/** Below this many events (or non-events) Wilson's interval is too narrow; Clopper-Pearson's never is. */
const FEW_EVENTS = 5;
/** Garwood's exact 95 % intervals (1936) of a Poisson mean after 0 to 4 events: the means that leave 2.5 % on either side. */
const GARWOOD: readonly ClosedInterval[] = [
  { low: 0, high: 3.6888794541 },
  { low: 0.025317808, high: 5.5716433909 },
  { low: 0.2422092785, high: 7.2246876677 },
  { low: 0.6186721229, high: 8.7672730697 },
  { low: 1.0898653736, high: 10.2415886754 },
];
/** From this variance on, the normal approximation of a binomial rank is off by less than one rank in a thousand. */
const LARGE_VARIANCE = 1_000;

/**
 * 95 % interval of events / n: Wilson (1927), below 5 events or non-events Clopper-Pearson (1934); null for n = 0. Takes
 * events as independent. Covers the true rate 95 % of the time on average over rates, at the worst rate 92.5 %.
 */
export function rateInterval(events: number, n: number): ClosedInterval | null {
  if (!(n > 0)) return null;
  if (events < 0 || events > n) throw new RangeError(`${events} events of ${n}`);
  return Math.min(events, n - events) < FEW_EVENTS ? clopperPearson(events, n) : wilson(events, n);
}

/** Wilson's score interval at 95 %, n > 0. */
export function wilson(events: number, n: number): ClosedInterval {
  const p = events / n;
  const zz = (Z_95 * Z_95) / n;
  const half = Z_95 * Math.sqrt((p * (1 - p)) / n + zz / (4 * n));
  return { low: Math.max(0, (p + zz / 2 - half) / (1 + zz)), high: Math.min(1, (p + zz / 2 + half) / (1 + zz)) };
}

/** Clopper and Pearson's exact interval at 95 %, n > 0: covers at least 95 % of the time, whatever the rate. */
export function clopperPearson(events: number, n: number): ClosedInterval {
  const low = events <= 0 ? 0 : betaQuantile(TAIL, events, n - events + 1);
  const high = events >= n ? 1 : betaQuantile(1 - TAIL, events + 1, n - events);
  return { low, high };
}

/**
 * 95 % interval of a Poisson mean after `events` (a whole number): score, events + z^2/2 -+ z sqrt(events + z^2/4); below 5
 * events Garwood's. Covers the true mean at the worst one 92.5 % of the time.
 */
export function countInterval(events: number): ClosedInterval {
  const few = GARWOOD[events];
  if (few) return few;
  const zz = Z_95 * Z_95;
  const half = Z_95 * Math.sqrt(events + zz / 4);
  return { low: events + zz / 2 - half, high: events + zz / 2 + half };
}

/**
 * 95 % interval of the q-quantile behind a sketch, free of any assumed distribution: the order statistics whose binomial
 * ranks leave 2.5 % on either side (Conover, Practical Nonparametric Statistics, 3.2). Each end is the outer edge of its
 * bin, so the sketch's 1 % is inside. An end is null where no rank is far enough out (P99 has no upper end below 368 values).
 */
export function quantileInterval(sketch: Sketch, q: number): Interval {
  const n = sketch.count;
  if (n === 0) return { low: null, high: null };
  const { below, above } = ranks(n, q);
  return { low: valueAtRank(sketch, below - 1)?.low ?? null, high: valueAtRank(sketch, above - 1)?.high ?? null };
}

/** 1-based ranks; 0 or n + 1 where there is none. */
function ranks(n: number, q: number): { readonly below: number; readonly above: number } {
  const variance = n * q * (1 - q);
  const reach = Z_95 * Math.sqrt(variance);
  if (variance >= LARGE_VARIANCE) return { below: Math.floor(n * q - reach), above: Math.ceil(n * q + reach) + 1 };
  const margin = 3 * reach + 10;
  const from = Math.max(0, Math.floor(n * q - margin));
  const to = Math.min(n, Math.ceil(n * q + margin));
  const below = firstWhere(from, to, (k) => binomialAtMost(k, n, q) > TAIL);
  const above = firstWhere(from, to, (k) => binomialAtMost(k, n, q) >= 1 - TAIL);
  return { below, above: above + 1 };
}

/** Smallest whole number in [from, to] for which `holds`, given that it holds from there on; `to` is taken to hold. */
function firstWhere(from: number, to: number, holds: (k: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
