/** 10 minutes of 5-second ticks. */
const TICKS_KEPT = 120;
/** Bin `k` holds values up to `SMALLEST_MS * GROWTH^k`: 10 % wide, 0.05 ms to 30 s. */
const SMALLEST_MS = 0.05;
const GROWTH = 1.1;
const BINS = 140;

/** Lateness of starts over the last 120 ticks, merged from counts. */
export type Jitter = {
  add(ms: number): void;
  /** Ends the current tick; the oldest one kept falls out. */
  endTick(): void;
  /** 99th percentile in ms, at most 10 % too high; 0 before the first start. */
  p99(): number;
};

export function createJitter(): Jitter {
  const total = new Uint32Array(BINS);
  const ticks: Uint32Array[] = [];
  let current = new Uint32Array(BINS);
  return {
    add(ms) {
      const bin = binOf(ms);
      current[bin] = (current[bin] ?? 0) + 1;
    },
    endTick() {
      ticks.push(current);
      current.forEach((count, bin) => (total[bin] = (total[bin] ?? 0) + count));
      current = new Uint32Array(BINS);
      if (ticks.length <= TICKS_KEPT) return;
      ticks.shift()?.forEach((count, bin) => (total[bin] = (total[bin] ?? 0) - count));
    },
    p99() {
      const starts = total.reduce((sum, count) => sum + count, 0);
      if (starts === 0) return 0;
      let left = Math.ceil(0.99 * starts);
      const bin = total.findIndex((count) => (left -= count) <= 0);
      return Math.round(SMALLEST_MS * GROWTH ** bin * 100) / 100;
    },
  };
}

function binOf(ms: number): number {
  if (ms <= SMALLEST_MS) return 0;
  return Math.min(BINS - 1, Math.ceil(Math.log(ms / SMALLEST_MS) / Math.log(GROWTH)));
}
