/**
 * DDSketch (Masson, Rim, Lee: "DDSketch: a fast and fully-mergeable quantile sketch", VLDB 2019), immutable.
 * Bin `k` counts values in (GAMMA^(k-1), GAMMA^k]; a quantile is off by at most 1 % of the value at its rank.
 * `keys` rise; `counts[i]` belongs to `keys[i]`. `count`, `min`, `max` are exact up to 2^53 - 1 values, above which counts keep
 * their proportions only; an empty sketch has min Infinity, max -Infinity.
 */
export type Sketch = {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Values up to `SMALLEST`, which read as 0. */
  readonly zeros: number;
  readonly keys: readonly number[];
  readonly counts: readonly number[];
};

export const RELATIVE_ACCURACY = 0.01;
const GAMMA = (1 + RELATIVE_ACCURACY) / (1 - RELATIVE_ACCURACY);
const LN_GAMMA = Math.log(GAMMA);
const SMALLEST = 1e-6;
const LARGEST = 1e15;
/** A histogram bucket is spread over at most so many points. */
const BUCKET_POINTS = 32;
/** Room for what rounding up adds to every bin. */
const MOST_SCALED = 2 ** 52;

export const MIN_KEY = keyOf(SMALLEST);
export const MAX_KEY = keyOf(LARGEST) + 1;

export const EMPTY_SKETCH: Sketch = { count: 0, sum: 0, min: Infinity, max: -Infinity, zeros: 0, keys: [], counts: [] };

function keyOf(value: number): number {
  return Math.ceil(Math.log(value) / LN_GAMMA);
}

/** The value that stands for a bin: within 1 % of everything in it. */
function middleOf(key: number): number {
  return (2 * Math.exp(key * LN_GAMMA)) / (GAMMA + 1);
}

/** Sketch of values from 0 to 1e15 (milliseconds, for latencies). A negative, greater or non-finite value throws. */
export function sketchOf(values: readonly number[]): Sketch {
  if (values.length === 1) return singleSketch(values[0] as number);
  const bins = new Map<number, number>();
  let [sum, min, max, zeros] = [0, Infinity, -Infinity, 0];
  for (const value of values) {
    refuseOutside(value);
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
    if (value <= SMALLEST) zeros++;
    else addTo(bins, keyOf(value), 1);
  }
  return values.length === 0
    ? EMPTY_SKETCH
    : { count: values.length, sum, min: min + 0, max: max + 0, zeros, ...columns(bins) };
}

function singleSketch(value: number): Sketch {
  refuseOutside(value);
  const v = value + 0;
  if (v <= SMALLEST) return { count: 1, sum: v, min: v, max: v, zeros: 1, keys: [], counts: [] };
  return { count: 1, sum: v, min: v, max: v, zeros: 0, keys: [keyOf(v)], counts: [1] };
}

function refuseOutside(value: number): void {
  if (!(value >= 0 && value <= LARGEST))
    throw new RangeError(`a sketch holds values from 0 to ${LARGEST}, not ${value}`);
}

function addTo(bins: Map<number, number>, key: number, count: number): void {
  bins.set(key, (bins.get(key) ?? 0) + count);
}

function columns(bins: ReadonlyMap<number, number>): Pick<Sketch, "keys" | "counts"> {
  const keys = [...bins.keys()].sort((a, b) => a - b);
  return { keys, counts: keys.map((key) => bins.get(key) ?? 0) };
}

/**
 * Sketch of a histogram: `counts[i]` values in (boundsMs[i-1], boundsMs[i]], one more count than bounds for what lies above.
 * Error: a quantile may be off by the width of the bucket it falls in (values are spread evenly over it, as Prometheus does),
 * plus 1 %. Values above the last bound read just above it, never inside: how far above is not known. `sum` is estimated likewise.
 */
export function sketchOfHistogram(boundsMs: readonly number[], counts: readonly number[]): Sketch {
  const last = boundsMs.at(-1);
  if (last === undefined || counts.length !== boundsMs.length + 1)
    throw new RangeError("a histogram needs one count more than bounds");
  const parts: Sketch[] = [];
  counts.forEach((count, i) => {
    const from = boundsMs[i - 1] ?? 0;
    const to = boundsMs[i];
    if (to === undefined) parts.push(repeated(middleOf(keyOf(last) + 1), count));
    else parts.push(...spread(from, to, count));
  });
  return mergeAllSketches(parts);
}

function spread(from: number, to: number, count: number): Sketch[] {
  const points = Math.min(count, BUCKET_POINTS);
  return Array.from({ length: points }, (_, i) => {
    const share = Math.floor(((i + 1) * count) / points) - Math.floor((i * count) / points);
    return repeated(from + ((i + 0.5) / points) * (to - from), share);
  });
}

function repeated(value: number, count: number): Sketch {
  if (count === 0) return EMPTY_SKETCH;
  const one = singleSketch(value);
  return { ...one, count, sum: value * count, zeros: one.zeros * count, counts: one.counts.map(() => count) };
}

/** Sketch of both sets of values. Exact: the same bins as if all values had been sketched at once. */
export function mergeSketches(a: Sketch, b: Sketch): Sketch {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  return mergeAllSketches([a, b]);
}

/** `mergeSketches` over a list in one pass. */
export function mergeAllSketches(list: readonly Sketch[]): Sketch {
  const full = list.filter((sketch) => sketch.count > 0);
  if (full.length < 2) return full[0] ?? EMPTY_SKETCH;
  let [count, sum, min, max, zeros, lowest, highest] = [0, 0, Infinity, -Infinity, 0, Infinity, -Infinity];
  for (const sketch of full) {
    count += sketch.count;
    sum += sketch.sum;
    zeros += sketch.zeros;
    min = Math.min(min, sketch.min);
    max = Math.max(max, sketch.max);
    lowest = Math.min(lowest, sketch.keys[0] ?? Infinity);
    highest = Math.max(highest, sketch.keys.at(-1) ?? -Infinity);
  }
  return within53Bits({
    count,
    sum: Math.min(sum, Number.MAX_VALUE),
    min,
    max,
    zeros,
    ...addBins(full, lowest, highest),
  });
}

/** A sketch whose counts can be stored: one of too many values keeps its shape, and so its quantiles. */
function within53Bits(sketch: Sketch): Sketch {
  if (sketch.count <= Number.MAX_SAFE_INTEGER) return sketch;
  const scaled = (n: number): number => Math.ceil((n / sketch.count) * MOST_SCALED);
  const zeros = scaled(sketch.zeros);
  const counts = sketch.counts.map(scaled);
  return { ...sketch, zeros, counts, count: counts.reduce((all, n) => all + n, zeros) };
}

function addBins(list: readonly Sketch[], lowest: number, highest: number): Pick<Sketch, "keys" | "counts"> {
  if (lowest > highest) return { keys: [], counts: [] };
  const dense = new Float64Array(highest - lowest + 1);
  for (const { keys, counts } of list) {
    for (let i = 0; i < keys.length; i++) {
      const at = (keys[i] as number) - lowest;
      dense[at] = (dense[at] as number) + (counts[i] as number);
    }
  }
  const keys: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < dense.length; i++) {
    const n = dense[i] as number;
    if (n === 0) continue;
    keys.push(lowest + i);
    counts.push(n);
  }
  return { keys, counts };
}

/**
 * The value at rank floor(q * (count - 1)) of the sorted values, within 1 % (at the smallest and largest rank exactly);
 * null when the sketch is empty. `q` from 0 to 1.
 */
export function quantile(sketch: Sketch, q: number): number | null {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`a quantile lies between 0 and 1, not ${q}`);
  return valueAtRank(sketch, Math.floor(q * (sketch.count - 1)))?.value ?? null;
}

/**
 * The value at a 0-based rank of the sorted values, and the edges of its bin: the true value lies in [low, high].
 * Null when there is no such rank.
 */
export function valueAtRank(
  sketch: Sketch,
  rank: number,
): { readonly value: number; readonly low: number; readonly high: number } | null {
  const { count, min, max } = sketch;
  if (rank < 0 || rank >= count) return null;
  if (rank === 0) return { value: min, low: min, high: min };
  if (rank === count - 1) return { value: max, low: max, high: max };
  const key = keyAtRank(sketch, rank);
  if (key === null) return { value: min, low: min, high: Math.min(max, SMALLEST) };
  const within = (value: number): number => Math.min(max, Math.max(min, value));
  return {
    value: within(middleOf(key)),
    low: within(Math.exp((key - 1) * LN_GAMMA)),
    high: within(Math.exp(key * LN_GAMMA)),
  };
}

/** Null stands for the zero bin. */
function keyAtRank(sketch: Sketch, rank: number): number | null {
  let below = sketch.zeros;
  if (rank < below) return null;
  for (let i = 0; i < sketch.keys.length; i++) {
    below += sketch.counts[i] as number;
    if (rank < below) return sketch.keys[i] as number;
  }
  return sketch.keys.at(-1) ?? null;
}

/** The upper edge of the bin that holds `value`, in the sketch's unit: the first value at which every sketch can be cut exactly. */
export function edgeAbove(value: number): number {
  return Math.exp(cutKey(value) * LN_GAMMA);
}

/** The upper edges of the bins in use, rising. */
export function edgesOf(sketch: Sketch): readonly number[] {
  return sketch.keys.map((key) => Math.exp(key * LN_GAMMA));
}

/** How many values lie above `cut` (greater than 0) for certain: all that do where `cut` is a bin's edge, else none of its bin. */
export function countAbove(sketch: Sketch, cut: number): number {
  const key = cutKey(cut);
  let above = 0;
  for (let i = sketch.keys.length - 1; i >= 0 && (sketch.keys[i] as number) > key; i--)
    above += sketch.counts[i] as number;
  return above;
}

/** The exponential and the logarithm of an edge need not cancel in the last digits. */
function cutKey(value: number): number {
  return Math.ceil(Math.log(value) / LN_GAMMA - 1e-9);
}
