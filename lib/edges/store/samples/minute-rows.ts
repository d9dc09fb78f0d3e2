import type { PoolClient } from "pg";
import type { WindowSum } from "#core/measure/window";
import { readOr, type Reading } from "../reading.ts";
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

/** Sums of minutes that are not packed into hours yet, without those that cannot be read. */
export async function readMinutes(
  { client, unreadable }: Reading,
  keys: readonly number[],
  minutes: Run,
): Promise<readonly MinuteRow[]> {
  const { rows } = await client.query<[number, number, Buffer] & unknown[]>({
    text: `select minute, target_key, sum from minute_sum
      where minute >= $1::int8 and minute < $2::int8 and target_key = any($3::int4[]) order by minute`,
    values: [minutes.from, minutes.to, keys],
    rowMode: "array",
  });
  return rows.flatMap(([minute, key, bytes]) =>
    readOr(unreadable, { table: "minute_sum", at: { minute, target_key: key } }, () => ({
      ...{ minute, key },
      sum: decodeSum(bytes),
    })),
  );
}
