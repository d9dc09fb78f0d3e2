import type { Pool } from "pg";
import { quantile } from "#core/measure/sketch";
import { EMPTY_SUM, mergeAllSums, type WindowSum } from "#core/measure/window";
import { stepFor, type EpochMs, type Range } from "#core/time";
import type { HistoryBucket } from "#engine/ports";
import { groupBy } from "./group-by.ts";
import { readPieces, type Piece } from "./pieces.ts";
import { grainOf } from "./read-plan.ts";

type Step = { readonly from: EpochMs; readonly sums: ReadonlyMap<string, WindowSum> };

/** The targets' sums in steps of `stepMs` aligned to UTC, oldest first; steps without samples are absent. */
export async function readSeries(
  pool: Pool,
  targets: ReadonlyMap<number, string>,
  { range, stepMs }: { readonly range: Range; readonly stepMs: number },
): Promise<readonly Step[]> {
  const pieces = await readPieces(pool, targets, { range, grain: grainOf(stepMs, 0) });
  const steps = groupBy(pieces, ({ from }) => Math.floor(from / stepMs) * stepMs);
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
  pool: Pool,
  targets: ReadonlyMap<number, string>,
  { range, buckets }: { readonly range: Range; readonly buckets: number },
): Promise<readonly HistoryBucket[]> {
  const stepMs = stepFor(range, buckets);
  const first = Math.floor(range.from / stepMs) * stepMs;
  const pieces = await readPieces(pool, targets, { range: { from: first, to: range.to }, grain: grainOf(stepMs, 0) });
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
