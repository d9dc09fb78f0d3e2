import type { Pool } from "pg";
import { LATEST } from "#core/bounds";
import { TICK_MS, type Tick } from "#core/time";
import type { SampleReads, SampleStore, StoreUpkeep, UnreadableRows } from "#engine/ports";
import { UNCOUNTED } from "../reading.ts";
import { expire, type Retention } from "./expire.ts";
import { readRawSamples } from "./pieces.ts";
import { readHistory, readSeries, readWindows } from "./read-sums.ts";
import { rollUp } from "./roll-up.ts";
import { seal } from "./seal.ts";
import { makeSumCache } from "./sum-cache.ts";
import type { TargetKeys } from "./target-keys.ts";
import { hourOf, TICKS_PER_HOUR } from "./time-keys.ts";
import { writeSamples } from "./write-samples.ts";

/** 36 h of 500 targets: about 30 MB when full. */
const MOST_SUMS = 20_000;

type Kept = Retention & {
  readonly unreadable?: UnreadableRows;
  /** Connections for pages and papers; absent: the same ones. */
  readonly readPool?: Pool;
};

/** Samples in PostgreSQL: rows while they are young, one compressed block per target and hour afterwards, and sums of both. */
export function sampleStore(
  pool: Pool,
  keys: TargetKeys,
  { unreadable = UNCOUNTED, readPool = pool, ...retention }: Kept,
): SampleStore & StoreUpkeep & { readonly reads: SampleReads } {
  const source = { pool, unreadable };
  const chosen = (ids: readonly string[]): ReadonlyMap<number, string> =>
    new Map(
      ids.flatMap((id): [number, string][] => {
        const key = keys.keyOf(id);
        return key === undefined ? [] : [[key, id]];
      }),
    );
  const known = (id: string): number => {
    const key = keys.keyOf(id);
    if (key === undefined) throw new Error(`the store does not know the target "${id}"`);
    return key;
  };
  const cache = makeSumCache(MOST_SUMS);
  const readsOn = (from: Pool): SampleReads => {
    const cached = { ...source, pool: from, cache };
    return {
      windows: (ids, range) => readWindows(cached, chosen(ids), range),
      series: (ids, range, stepMs) => readSeries(cached, chosen(ids), { range, stepMs }),
      history: (id, range, buckets) => readHistory(cached, chosen([id]), { range, buckets }),
      samples: (ids, range) => readRawSamples(cached, chosen(ids), range),
    };
  };
  return {
    saveTargets: (targets) => keys.save(targets),
    write: async (samples) => {
      const keyed = samples.map((sample) => ({ key: known(sample.targetId), sample }));
      try {
        return await writeSamples(source, keyed);
      } finally {
        cache.changed(samples.map(({ tick }) => hourOf(tick)));
      }
    },
    ...readsOn(pool),
    reads: readsOn(readPool),
    latestTick: () => latestTick(pool),
    rollUp: async (now) => rollUp(source, await keys.all(), now),
    seal: async (now) => seal(source, await keys.all(), now),
    expire: async (now) => {
      const expired = await expire(pool, retention, now);
      if (expired.forgot) cache.clear();
      return expired;
    },
  };
}

async function latestTick(pool: Pool): Promise<Tick | null> {
  const { rows } = await pool.query<{ tick: number | null }>(
    // a row of no time at all must not be the newest
    `select greatest((select max(tick) from sample where tick <= $1),
      (select (max(hour) + 1) * $2 - 1 from sample_block where hour < $1 / $2)) as tick`,
    [Math.floor(LATEST / TICK_MS), TICKS_PER_HOUR],
  );
  return rows[0]?.tick ?? null;
}
