import type { Pool, PoolClient } from "pg";
import type { WindowSum } from "#core/measure/window";
import { decodeSum, encodeSum } from "./sum-bytes.ts";
import type { Run } from "./time-keys.ts";

export type MinuteRow = { readonly minute: number; readonly key: number; readonly sum: WindowSum };

/** Writes sums of minutes, over those that are there. */
export async function saveMinutes(client: PoolClient, rows: readonly MinuteRow[]): Promise<void> {
  await client.query(
    `insert into minute_sum (minute, target_key, sum) select * from unnest($1::int4[], $2::int4[], $3::bytea[])
      on conflict (minute, target_key) do update set sum = excluded.sum`,
    [rows.map(({ minute }) => minute), rows.map(({ key }) => key), rows.map(({ sum }) => encodeSum(sum))],
  );
}

/** Sums of minutes that are not packed into hours yet. */
export async function readMinutes(
  client: Pool | PoolClient,
  keys: readonly number[],
  minutes: Run,
): Promise<readonly MinuteRow[]> {
  const { rows } = await client.query<[number, number, Buffer] & unknown[]>({
    text: `select minute, target_key, sum from minute_sum
      where minute >= $1 and minute < $2 and target_key = any($3::int4[]) order by minute`,
    values: [minutes.from, minutes.to, keys],
    rowMode: "array",
  });
  return rows.map(([minute, key, bytes]) => ({ minute, key, sum: decodeSum(bytes) }));
}
