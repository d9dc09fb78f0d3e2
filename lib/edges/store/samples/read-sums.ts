import { quantile } from "#core/measure/sketch";
import { EMPTY_SUM, mergeAllSums, type WindowSum } from "#core/measure/window";
import { HOUR_MS, stepFor, type EpochMs, type Range } from "#core/time";
import type { HistoryBucket } from "#engine/ports";
import { groupBy } from "./group-by.ts";
import type { Piece } from "./pieces.ts";
import { readCached, type CachedStore, type Stepped } from "./read-cached.ts";

type Step = { readonly from: EpochMs; readonly sums: ReadonlyMap<string, WindowSum> };

/** Each target's samples in a range, merged; a target without samples is absent. */
export async function readWindows(
  store: CachedStore,
  targets: ReadonlyMap<number, string>,
  range: Range,
): Promise<ReadonlyMap<string, WindowSum>> {
  return sumsByTarget(await readCached(store, targets, { range, stepMs: HOUR_MS }), targets);
}

/** The targets' sums step by step, oldest first; steps without samples are absent. */
export async function readSeries(
  store: CachedStore,
  targets: ReadonlyMap<number, string>,
  stepped: Stepped,
): Promise<readonly Step[]> {
  const steps = groupBy(await readCached(store, targets, stepped), ({ from }) => from);
  return [...steps]
    .toSorted(([a], [b]) => a - b)
    .map(([from, ofStep]) => ({ from, sums: sumsByTarget(ofStep, targets) }));
}

function sumsByTarget(pieces: readonly Piece[], targets: ReadonlyMap<number, string>): ReadonlyMap<string, WindowSum> {
  const byKey = groupBy(pieces, ({ key }) => key);
  return new Map([...byKey].map(([key, list]) => [targets.get(key) ?? "", mergeAllSums(list.map(({ sum }) => sum))]));
}

/** One target's history in at most `buckets` equal steps, empty ones included. */
export async function readHistory(
  store: CachedStore,
  targets: ReadonlyMap<number, string>,
  { range, buckets }: { readonly range: Range; readonly buckets: number },
): Promise<readonly HistoryBucket[]> {
  const stepMs = stepFor(range, buckets);
  const first = Math.floor(range.from / stepMs) * stepMs;
  const pieces = await readCached(store, targets, { range: { from: first, to: range.to }, stepMs });
  const steps = groupBy(pieces, ({ from }) => Math.floor((from - first) / stepMs));
  return Array.from({ length: Math.ceil((range.to - first) / stepMs) }, (_, index) => {
    const list = steps.get(index);
    return bucketOf(first + index * stepMs, list ? mergeAllSums(list.map(({ sum }) => sum)) : EMPTY_SUM);
  });
}

function bucketOf(from: EpochMs, sum: WindowSum): HistoryBucket {
  const { ticks, upTicks, upKnown, requests, errors, latency } = sum;
  const measured = latency.count > 0;
  return {
    from,
    ticks,
    upTicks,
    upKnown,
    requests,
    errors,
    minMs: measured ? latency.min : null,
    maxMs: measured ? latency.max : null,
    p99Ms: quantile(latency, 0.99),
  };
}
