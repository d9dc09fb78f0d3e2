import type { Pool, PoolClient } from "pg";
import type { Sample } from "#core/measure/sample";
import { HOUR_MS, MINUTE_MS, type EpochMs } from "#core/time";
import type { UnreadableRow } from "#engine/ports";
import { quarantine } from "../quarantine.ts";
import { listing } from "../reading.ts";
import type { Source } from "./pieces.ts";
import { packHour, saveBlocks, type BlockBytes } from "./block-rows.ts";
import { moveHours, readState } from "./roll-up-state.ts";
import { readSamples } from "./sample-rows.ts";
import { hourOf, MINUTES_PER_HOUR, ticksOf, type Run } from "./time-keys.ts";
import { inTransaction } from "./transaction.ts";

/** An hour is packed when it has been over for so long. */
const GRACE_MS = 10 * MINUTE_MS;
/** Targets packed in one step: 14,400 rows. */
const MOST_TARGETS = 20;

/**
 * Packs the oldest hour that is over, a few targets at a time: their rows become one compressed block each, in one
 * transaction, so that a reader sees every sample exactly once. Packing is done before writers are held off; a count proves
 * that nothing came in between.
 */
export async function seal(
  { pool, unreadable }: Source,
  targets: ReadonlyMap<number, string>,
  now: EpochMs,
): Promise<{ readonly more: boolean }> {
  const { rows } = await pool.query<{ tick: number | null }>("select min(tick) as tick from sample");
  const tick = rows[0]?.tick ?? null;
  if (tick === null) return { more: false };
  const hour = hourOf(tick);
  const { minutesTo } = await readState(pool);
  if ((hour + 1) * HOUR_MS + GRACE_MS > now || minutesTo < (hour + 1) * MINUTES_PER_HOUR) return { more: false };
  const ticks = ticksOf(hour);
  const chosen = await someTargets(pool, targets, ticks);
  const left = listing(unreadable);
  const byKey = await samplesByKey({ pool, unreadable: left.unreadable }, chosen, ticks);
  const blocks: (readonly [number, BlockBytes])[] = [];
  for (const [key, samples] of byKey) blocks.push([key, await packHour(samples)]);
  await inTransaction(pool, "read write", (client) =>
    replaceRows(client, hour, { keys: [...chosen.keys()], blocks, unreadable: left.rows }),
  );
  // an hour's rows leave at once: their room is for the next hour, not for when autovacuum comes by
  if ((await someTargets(pool, targets, ticks)).size === 0) await pool.query("vacuum sample, minute_sum");
  return { more: true };
}

async function someTargets(
  pool: Pool,
  targets: ReadonlyMap<number, string>,
  ticks: Run,
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await pool.query<{ target_key: number }>(
    "select distinct target_key from sample where tick >= $1::int8 and tick < $2::int8 order by target_key limit $3",
    [ticks.from, ticks.to, MOST_TARGETS],
  );
  return new Map(rows.map(({ target_key }) => [target_key, targets.get(target_key) ?? ""]));
}

async function samplesByKey(
  { pool, unreadable }: Source,
  targets: ReadonlyMap<number, string>,
  ticks: Run,
): Promise<ReadonlyMap<number, readonly Sample[]>> {
  const byKey = new Map<number, Sample[]>();
  for (const { key, sample } of await readSamples({ client: pool, unreadable }, targets, ticks)) {
    const known = byKey.get(key);
    if (known) known.push(sample);
    else byKey.set(key, [sample]);
  }
  return byKey;
}

async function replaceRows(
  client: PoolClient,
  hour: number,
  {
    keys,
    blocks,
    unreadable,
  }: {
    readonly keys: readonly number[];
    readonly blocks: readonly (readonly [number, BlockBytes])[];
    readonly unreadable: readonly UnreadableRow[];
  },
): Promise<void> {
  const ticks = ticksOf(hour);
  await readState(client, "for update");
  const expected = blocks.reduce((n, [, block]) => n + block.n, 0);
  // they would hold up every hour after theirs
  for (const row of unreadable) await quarantine(client, row);
  const { rowCount } = await client.query(
    "delete from sample where tick >= $1::int8 and tick < $2::int8 and target_key = any($3::int4[])",
    [ticks.from, ticks.to, keys],
  );
  if (rowCount !== expected) throw new Error(`hour ${hour} was written to while it was packed`);
  await client.query(
    "delete from minute_sum where minute >= $1::int8 and minute < $2::int8 and target_key = any($3::int4[])",
    [hour * MINUTES_PER_HOUR, (hour + 1) * MINUTES_PER_HOUR, keys],
  );
  await saveBlocks(client, hour, blocks);
  await moveHours(client, hour + 1);
}
