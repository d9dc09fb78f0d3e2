import type { PoolClient } from "pg";
import type { Sample } from "#core/measure/sample";
import { decodeSketch, encodeSketch } from "#core/measure/sketch-bytes";
import { LATEST } from "#core/bounds";
import { TICK_MS, type Tick } from "#core/time";
import { readOr, type Reading } from "../reading.ts";
import type { Run } from "./time-keys.ts";

type Row = readonly [
  key: number,
  tick: Tick,
  up: boolean | null,
  requests: number,
  errors: number,
  latency: Buffer | null,
  gauges: unknown,
  reason: string | null,
];

/** A sample with the number that its target has in the database. */
export type KeyedSample = { readonly key: number; readonly sample: Sample };

/** Most that an int4 column holds. */
const MOST_COUNT = 2 ** 31 - 1;

/** Inserts samples that are not there yet and returns the (tick, key) pairs of those that it did insert. */
export async function insertSamples(
  client: PoolClient,
  samples: readonly KeyedSample[],
): Promise<readonly (readonly [tick: Tick, key: number])[]> {
  const { rows } = await client.query<[Tick, number]>({
    name: "insert-samples",
    text: `insert into sample (tick, target_key, up, requests, errors, latency, gauges, reason)
      select * from unnest($1::int4[], $2::int4[], $3::bool[], $4::int4[], $5::int4[], $6::bytea[], $7::jsonb[], $8::text[])
      on conflict do nothing returning tick, target_key`,
    values: columnsOf(samples),
    rowMode: "array",
  });
  return rows;
}

function columnsOf(samples: readonly KeyedSample[]): unknown[][] {
  const column = (pick: (sample: Sample) => unknown): unknown[] => samples.map(({ sample }) => pick(sample));
  return [
    column(({ tick }) => tick),
    samples.map(({ key }) => key),
    column(({ up }) => up),
    column(({ requests }) => Math.min(MOST_COUNT, requests)),
    column(({ errors }) => Math.min(MOST_COUNT, errors)),
    column(({ latency }) => latency && Buffer.from(encodeSketch(latency))),
    column(({ gauges }) => (Object.keys(gauges).length === 0 ? null : JSON.stringify(gauges))),
    // PostgreSQL's text holds no NUL
    column(({ reason }) => reason?.replaceAll("\u0000", "") ?? null),
  ];
}

/** Samples of these targets in these ticks, in order of time, without those that cannot be read. */
export async function readSamples(
  { client, unreadable }: Reading,
  targets: ReadonlyMap<number, string>,
  ticks: Run,
): Promise<readonly KeyedSample[]> {
  const { rows } = await client.query<Row[] & Row>({
    name: "read-samples",
    text: `select target_key, tick, up, requests, errors, latency, gauges, reason from sample
      where tick >= $1::int8 and tick < $2::int8 and target_key = any($3::int4[]) order by tick`,
    values: [ticks.from, ticks.to, [...targets.keys()]],
    rowMode: "array",
  });
  return rows.flatMap((row) =>
    readOr(unreadable, { table: "sample", at: { tick: row[1], target_key: row[0] } }, () => ({
      key: row[0],
      sample: sampleOf(targets.get(row[0]) ?? "", row),
    })),
  );
}

function sampleOf(targetId: string, [, tick, up, requests, errors, latency, gauges, reason]: Row): Sample {
  if (tick < 0 || tick * TICK_MS > LATEST) throw new Error(`tick ${tick} is no time that was measured`);
  if (errors < 0 || errors > requests) throw new Error(`tick ${tick} has ${errors} errors of ${requests} requests`);
  return {
    targetId,
    tick,
    up,
    requests,
    errors,
    latency: latency && decodeSketch(latency),
    gauges: gauges === null ? {} : gaugesOf(gauges),
    reason,
  };
}

function gaugesOf(stored: unknown): Record<string, number> {
  if (typeof stored !== "object" || stored === null || Array.isArray(stored))
    throw new Error("gauges that are no object");
  for (const value of Object.values(stored))
    if (typeof value !== "number" || !Number.isFinite(value)) throw new Error("a gauge that is no number");
  return stored as Record<string, number>;
}
