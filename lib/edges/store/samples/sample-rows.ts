import type { Pool, PoolClient } from "pg";
import type { Sample } from "#core/measure/sample";
import { decodeSketch, encodeSketch } from "#core/measure/sketch-bytes";
import type { Tick } from "#core/time";
import type { Run } from "./time-keys.ts";

type Row = readonly [
  key: number,
  tick: Tick,
  up: boolean | null,
  requests: number,
  errors: number,
  latency: Buffer | null,
  gauges: Record<string, number> | null,
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

/** Samples of these targets in these ticks, in order of time. */
export async function readSamples(
  client: Pool | PoolClient,
  targets: ReadonlyMap<number, string>,
  ticks: Run,
): Promise<readonly KeyedSample[]> {
  const { rows } = await client.query<Row[] & Row>({
    name: "read-samples",
    text: `select target_key, tick, up, requests, errors, latency, gauges, reason from sample
      where tick >= $1 and tick < $2 and target_key = any($3::int4[]) order by tick`,
    values: [ticks.from, ticks.to, [...targets.keys()]],
    rowMode: "array",
  });
  return rows.map(([key, tick, up, requests, errors, latency, gauges, reason]) => ({
    key,
    sample: {
      targetId: targets.get(key) ?? "",
      tick,
      up,
      requests,
      errors,
      latency: latency && decodeSketch(latency),
      gauges: gauges ?? {},
      reason,
    },
  }));
}
