import type { PoolClient } from "pg";
import type { Sample } from "#core/measure/sample";
import { mergeAllSums, sumOf, type WindowSum } from "#core/measure/window";
import type { UnreadableRow } from "#engine/ports";
import { readLaterOr, readOr, type Reading } from "../reading.ts";
import { decodeMinutes, decodeSamples, encodeMinutes, encodeSamples, type MinuteSums } from "./hour-bytes.ts";
import { decodeSum, encodeSum } from "./sum-bytes.ts";
import { hoursOf, minuteOf, TICKS_PER_HOUR, type Run } from "./time-keys.ts";

/** One target's packed hour as it lies in the database. */
export type BlockBytes = {
  readonly n: number;
  readonly samples: Buffer;
  readonly minutes: Buffer;
  readonly total: Buffer;
};

/** Packs the samples of one target's hour, with the sums of its minutes and of all of it. */
export async function packHour(samples: readonly Sample[]): Promise<BlockBytes> {
  const minutes = minuteSums(samples);
  return {
    n: samples.length,
    samples: await encodeSamples(samples),
    minutes: await encodeMinutes(minutes),
    total: encodeSum(mergeAllSums([...minutes.values()])),
  };
}

/** Samples in order of time, summed by minute. */
function minuteSums(samples: readonly Sample[]): MinuteSums {
  const byMinute = new Map<number, Sample[]>();
  for (const sample of samples) {
    const minute = minuteOf(sample.tick);
    const known = byMinute.get(minute);
    if (known) known.push(sample);
    else byMinute.set(minute, [sample]);
  }
  return new Map([...byMinute].map(([minute, list]) => [minute, sumOf(list)]));
}

export async function saveBlocks(
  client: PoolClient,
  hour: number,
  blocks: readonly (readonly [key: number, block: BlockBytes])[],
): Promise<void> {
  await client.query(
    `insert into sample_block (hour, target_key, n, samples, minutes, total)
      select $1::int4, * from unnest($2::int4[], $3::int4[], $4::bytea[], $5::bytea[], $6::bytea[])
      on conflict (hour, target_key) do update
      set n = excluded.n, samples = excluded.samples, minutes = excluded.minutes, total = excluded.total`,
    [
      hour,
      blocks.map(([key]) => key),
      blocks.map(([, { n }]) => n),
      blocks.map(([, { samples }]) => samples),
      blocks.map(([, { minutes }]) => minutes),
      blocks.map(([, { total }]) => total),
    ],
  );
}

type Found<T> = readonly { readonly hour: number; readonly key: number; readonly value: T }[];

export async function readTotals(reading: Reading, keys: readonly number[], hours: Run): Promise<Found<WindowSum>> {
  const rows = await readColumn(reading, "total", { keys, hours });
  return rows.flatMap(({ hour, key, bytes }) =>
    readOr(reading.unreadable, blockRow(hour, key), () => ({ hour, key, value: decodeSum(bytes) })),
  );
}

/** Packed minutes within `minutes`; hours that keep no minutes any more are absent. */
export async function readPackedMinutes(
  reading: Reading,
  keys: readonly number[],
  { hours, minutes }: { readonly hours: Run; readonly minutes: Run },
): Promise<Found<MinuteSums>> {
  const rows = await readColumn(reading, "minutes", { keys, hours });
  const wanted = (minute: number): boolean => minute >= minutes.from && minute < minutes.to;
  const found = await Promise.all(
    rows.map(({ hour, key, bytes }) =>
      readLaterOr(reading.unreadable, blockRow(hour, key, "minutes"), async () => {
        return { hour, key, value: await decodeMinutes(bytes, wanted) };
      }),
    ),
  );
  return found.flat();
}

/** Packed samples within `ticks`; hours that keep no samples any more are absent. */
export async function readPackedSamples(
  reading: Reading,
  targets: ReadonlyMap<number, string>,
  ticks: Run,
): Promise<Found<readonly Sample[]>> {
  const hours = hoursOf(ticks, TICKS_PER_HOUR);
  const rows = await readColumn(reading, "samples", { keys: [...targets.keys()], hours });
  const found = await Promise.all(
    rows.map(({ hour, key, bytes }) =>
      readLaterOr(reading.unreadable, blockRow(hour, key, "samples"), async () => {
        return { hour, key, value: await decodeSamples(targets.get(key) ?? "", bytes, ticks) };
      }),
    ),
  );
  return found.flat();
}

function blockRow(hour: number, target_key: number, column?: string): Omit<UnreadableRow, "why"> {
  return { table: "sample_block", at: { hour, target_key }, ...(column && { column }) };
}

async function readColumn(
  { client }: Reading,
  column: "total" | "minutes" | "samples",
  { keys, hours }: { readonly keys: readonly number[]; readonly hours: Run },
): Promise<readonly { readonly hour: number; readonly key: number; readonly bytes: Buffer }[]> {
  const { rows } = await client.query<[number, number, Buffer] & unknown[]>({
    text: `select hour, target_key, ${column} from sample_block
      where hour >= $1::int8 and hour < $2::int8 and target_key = any($3::int4[]) and ${column} is not null order by hour`,
    values: [hours.from, hours.to, keys],
    rowMode: "array",
  });
  return rows.map(([hour, key, bytes]) => ({ hour, key, bytes }));
}
