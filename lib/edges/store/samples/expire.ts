import type { Pool } from "pg";
import { HOUR_MS, type EpochMs } from "#core/time";

/** How long each kind of data is kept, in milliseconds. */
export type Retention = { readonly raw: number; readonly minute: number; readonly hour: number };

const MOST_ROWS = 200;

/** Forgets what is older than its retention, a few packed hours at a time: first samples, then minutes, then the hour itself. */
export async function expire(
  pool: Pool,
  retention: Retention,
  now: EpochMs,
): Promise<{ readonly more: boolean; readonly forgot: boolean }> {
  const before = (kept: number): number => Math.floor((now - kept) / HOUR_MS);
  const changed = [
    await pool.query(statement("update sample_block set samples = null", "and samples is not null"), [
      before(retention.raw),
      MOST_ROWS,
    ]),
    await pool.query(statement("update sample_block set minutes = null", "and minutes is not null"), [
      before(retention.minute),
      MOST_ROWS,
    ]),
    await pool.query(statement("delete from sample_block", ""), [before(retention.hour), MOST_ROWS]),
  ];
  const counts = changed.map(({ rowCount }) => rowCount ?? 0);
  return { more: counts.includes(MOST_ROWS), forgot: counts.some((n) => n > 0) };
}

function statement(change: string, condition: string): string {
  return `${change} where (hour, target_key) in
    (select hour, target_key from sample_block where hour < $1 ${condition} limit $2)`;
}
