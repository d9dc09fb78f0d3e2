import type { Pool } from "pg";
import { quantile } from "#core/measure/sketch";
import { EMPTY_SUM, mergeAllSums, type WindowSum } from "#core/measure/window";
import { stepFor, type EpochMs, type Range } from "#core/time";
import type { HistoryBucket, SampleStore, StoreUpkeep } from "#engine/ports";
import { expire, type Retention } from "./expire.ts";
import { readPieces, readRawSamples, type Piece } from "./pieces.ts";
import { grainOf } from "./read-plan.ts";
import { rollUp } from "./roll-up.ts";
import { seal } from "./seal.ts";
import { TICKS_PER_HOUR } from "./time-keys.ts";
import { writeSamples } from "./write-samples.ts";
import type { TargetKeys } from "./target-keys.ts";

/** Samples in PostgreSQL: rows while they are young, one compressed block per target and hour afterwards, and sums of both. */
export function sampleStore(pool: Pool, keys: TargetKeys, retention: Retention): SampleStore & StoreUpkeep {
  const chosen = (ids: readonly string[]): ReadonlyMap<number, string> =>
    new Map(
      ids.flatMap((id): [number, string][] => {
        const key = keys.keyOf(id);
        return key === undefined ? [] : [[key, id]];
      }),
    );
  return {
    saveTargets: (targets) => keys.save(targets),
    write: async (samples) =>
      writeSamples(
        pool,
        samples.map((sample) => {
          const key = keys.keyOf(sample.targetId);
          if (key === undefined) throw new Error(`the store does not know the target "${sample.targetId}"`);
          return { key, sample };
        }),
      ),
    windows: async (ids, range) => {
      const targets = chosen(ids);
      const pieces = await readPieces(pool, targets, { range, grain: "hour" });
      return sumsByTarget(pieces, targets);
    },
    series: async (ids, range, stepMs) => {
      const targets = chosen(ids);
      const pieces = await readPieces(pool, targets, { range, grain: grainOf(stepMs, 0) });
      const steps = groupBy(pieces, ({ from }) => Math.floor(from / stepMs) * stepMs);
      return [...steps]
        .toSorted(([a], [b]) => a - b)
        .map(([from, ofStep]) => ({ from, sums: sumsByTarget(ofStep, targets) }));
    },
    history: (id, range, buckets) => history(pool, chosen([id]), { range, buckets }),
    samples: (ids, range) => readRawSamples(pool, chosen(ids), range),
    latestTick: async () => {
      const { rows } = await pool.query<{ tick: number | null }>(
        "select greatest((select max(tick) from sample), (select (max(hour) + 1) * $1 - 1 from sample_block)) as tick",
        [TICKS_PER_HOUR],
      );
      return rows[0]?.tick ?? null;
    },
    rollUp: async (now) => rollUp(pool, await keys.all(), now),
    seal: async (now) => seal(pool, await keys.all(), now),
    expire: (now) => expire(pool, retention, now),
  };
}

function sumsByTarget(pieces: readonly Piece[], targets: ReadonlyMap<number, string>): ReadonlyMap<string, WindowSum> {
  const byKey = groupBy(pieces, ({ key }) => key);
  return new Map([...byKey].map(([key, list]) => [targets.get(key) ?? "", mergeAllSums(list.map(({ sum }) => sum))]));
}

async function history(
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

function groupBy<K, T>(list: readonly T[], by: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const key = by(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
