import type { PoolClient } from "pg";
import { mergeSums, sumOf } from "#core/measure/window";
import type { UnreadableRows, WriteReceipt } from "#engine/ports";
import { listing, type Reading } from "../reading.ts";
import { packHour, readPackedSamples, saveBlocks } from "./block-rows.ts";
import { readMinutes, saveMinutes, type MinuteRow } from "./minute-rows.ts";
import { groupBy } from "./group-by.ts";
import { readState, type RollUpState } from "./roll-up-state.ts";
import type { Source } from "./pieces.ts";
import { insertSamples, readSamples, type KeyedSample } from "./sample-rows.ts";
import { hourOf, minuteOf, TICKS_PER_HOUR, TICKS_PER_MINUTE, ticksOf } from "./time-keys.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Stores samples in one transaction: what is already there for a target and tick stays. Samples of minutes that are rolled
 * up, or of hours that are packed, are merged into those in the same transaction, so that roll-ups never miss one.
 */
export async function writeSamples(
  { pool, unreadable }: Source,
  samples: readonly KeyedSample[],
): Promise<WriteReceipt> {
  if (samples.length === 0) return { stored: 0, duplicates: 0 };
  // one order for everybody, so that two writers never wait for each other
  const sorted = samples.toSorted((a, b) => a.sample.tick - b.sample.tick || a.key - b.key);
  const oldest = sorted[0]?.sample.tick ?? 0;
  const stored = await inTransaction(pool, "read write", async (client) => {
    const state = await readState(client, "for share");
    return isLate(oldest, state) ? null : (await insertSamples(client, sorted)).length;
  });
  const all =
    stored ?? (await inTransaction(pool, "read write", (client) => writeLate({ client, unreadable }, sorted)));
  return { stored: all, duplicates: samples.length - all };
}

function isLate(tick: number, { minutesTo, hoursTo }: RollUpState): boolean {
  return tick < minutesTo * TICKS_PER_MINUTE || tick < hoursTo * TICKS_PER_HOUR;
}

type LateWrite = { readonly client: PoolClient; readonly unreadable: UnreadableRows };

/** Alone, because it changes what upkeep has summed. */
async function writeLate({ client, unreadable }: LateWrite, sorted: readonly KeyedSample[]): Promise<number> {
  const { minutesTo, hoursTo } = await readState(client, "for update");
  const packed: KeyedSample[] = [];
  const open: KeyedSample[] = [];
  for (const [hour, ofHour] of groupBy(sorted, ({ sample }) => hourOf(sample.tick))) {
    const keys = hour < hoursTo ? await packedKeys(client, hour, ofHour) : new Set<number>();
    for (const keyed of ofHour) (keys.has(keyed.key) ? packed : open).push(keyed);
  }
  const inserted = new Set((await insertSamples(client, open)).map(([tick, key]) => `${tick} ${key}`));
  const fresh = open.filter(({ key, sample }) => inserted.delete(`${sample.tick} ${key}`));
  await addToMinutes(
    { client, unreadable },
    fresh.filter(({ sample }) => minuteOf(sample.tick) < minutesTo),
  );
  return fresh.length + (await addToBlocks({ client, unreadable }, packed));
}

async function packedKeys(
  client: PoolClient,
  hour: number,
  samples: readonly KeyedSample[],
): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ target_key: number }>(
    "select target_key from sample_block where hour = $1 and target_key = any($2::int4[])",
    [hour, samples.map(({ key }) => key)],
  );
  return new Set(rows.map((row) => row.target_key));
}

async function addToMinutes({ client, unreadable }: LateWrite, samples: readonly KeyedSample[]): Promise<void> {
  for (const [minute, ofMinute] of groupBy(samples, ({ sample }) => minuteOf(sample.tick))) {
    const byKey = groupBy(ofMinute, ({ key }) => key);
    const left = listing(unreadable);
    const reading = { client, unreadable: left.unreadable };
    const known = await readMinutes(reading, [...byKey.keys()], { from: minute, to: minute + 1 });
    const before = new Map(known.map(({ key, sum }) => [key, sum]));
    if (left.rows.length > 0) {
      await saveMinutes(client, await minutesAnew({ client, unreadable }, byKey, minute));
      continue;
    }
    const rows = [...byKey].map(([key, list]): MinuteRow => {
      const added = sumOf(list.map(({ sample }) => sample));
      const sum = before.get(key);
      return { minute, key, sum: sum ? mergeSums(sum, added) : added };
    });
    await saveMinutes(client, rows);
  }
}

/** A sum that cannot be read is made again from its samples, which hold the late ones by now. */
async function minutesAnew(
  reading: Reading,
  byKey: ReadonlyMap<number, readonly KeyedSample[]>,
  minute: number,
): Promise<readonly MinuteRow[]> {
  const targets = new Map([...byKey].map(([key, list]) => [key, list[0]?.sample.targetId ?? ""]));
  const ticks = { from: minute * TICKS_PER_MINUTE, to: (minute + 1) * TICKS_PER_MINUTE };
  const samples = groupBy(await readSamples(reading, targets, ticks), ({ key }) => key);
  return [...samples].map(([key, list]) => ({ minute, key, sum: sumOf(list.map(({ sample }) => sample)) }));
}

/** A packed hour is unpacked, completed and packed again. An hour whose samples have expired, or cannot be read, takes no more. */
async function addToBlocks({ client, unreadable }: LateWrite, samples: readonly KeyedSample[]): Promise<number> {
  let stored = 0;
  for (const [hour, ofHour] of groupBy(samples, ({ sample }) => hourOf(sample.tick))) {
    for (const [key, ofTarget] of groupBy(ofHour, (keyed) => keyed.key)) {
      const targets = new Map([[key, ofTarget[0]?.sample.targetId ?? ""]]);
      const [block] = await readPackedSamples({ client, unreadable }, targets, ticksOf(hour));
      if (!block) continue;
      const byTick = new Map(block.value.map((sample) => [sample.tick, sample]));
      for (const { sample } of ofTarget) if (!byTick.has(sample.tick)) byTick.set(sample.tick, sample);
      if (byTick.size === block.value.length) continue;
      stored += byTick.size - block.value.length;
      await saveBlocks(client, hour, [[key, await packHour([...byTick.values()].toSorted((a, b) => a.tick - b.tick))]]);
    }
  }
  return stored;
}
