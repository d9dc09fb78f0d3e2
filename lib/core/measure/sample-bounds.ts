/** Most requests that one sample reports of its tick: sums over any range that is kept stay exact. */
export const MOST_REQUESTS = 1e8;
/** An hour: longest latency, and highest bound of a histogram's buckets. */
export const MOST_LATENCY_MS = 3_600_000;
/** Farthest from 0 that a gauge may read. */
export const MOST_GAUGE = 1e15;
/** Names of gauges in one sample. */
export const MOST_GAUGES = 100;
