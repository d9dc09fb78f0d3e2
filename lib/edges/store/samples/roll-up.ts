import type { Pool } from "pg";
import { sumOf } from "#core/measure/window";
import { MINUTE_MS, SECOND_MS, type EpochMs } from "#core/time";
import { listing } from "../reading.ts";
import type { Source } from "./pieces.ts";
import { moveMinutes, readState } from "./roll-up-state.ts";
import { readSamples, type KeyedSample } from "./sample-rows.ts";
import { saveMinutes, type MinuteRow } from "./minute-rows.ts";
import { minuteOf, TICKS_PER_MINUTE } from "./time-keys.ts";
import { inTransaction } from "./transaction.ts";

/** A minute is summed when it has been over for so long; what comes later is merged in as it is written. */
const GRACE_MS = 30 * SECOND_MS;
/** Rows read in one step: about 50 ms of work. */
const MOST_ROWS = 12_000;

/**
 * Sums the next few minutes that are over. The sums are made before writers are held off: within the lock, a count proves
 * that nothing was added in between, else the step is left to the next call.
 */
export async function rollUp(
  { pool, unreadable }: Source,
  targets: ReadonlyMap<number, string>,
  now: EpochMs,
): Promise<{ readonly more: boolean }> {
  const { minutesTo } = await readState(pool);
  const over = Math.floor((now - GRACE_MS) / MINUTE_MS);
  const first = await firstMinute(pool, minutesTo);
  if (first === null || first >= over) return { more: false };
  const to = Math.min(over, first + stepMinutes(targets.size));
  const ticks = { from: first * TICKS_PER_MINUTE, to: to * TICKS_PER_MINUTE };
  const left = listing(unreadable);
  const samples = await readSamples({ client: pool, unreadable: left.unreadable }, targets, ticks);
  const rows = minuteRows(samples);
  await inTransaction(pool, "read write", async (client) => {
    await readState(client, "for update");
    const { rows: counted } = await client.query<{ n: number }>(
      "select count(*)::int4 as n from sample where tick >= $1::int8 and tick < $2::int8 and target_key = any($3::int4[])",
      [ticks.from, ticks.to, [...targets.keys()]],
    );
    if (counted[0]?.n !== samples.length + left.rows.length) return;
    await saveMinutes(client, rows);
    await moveMinutes(client, to);
  });
  return { more: to < over };
}

function stepMinutes(targets: number): number {
  return Math.max(1, Math.floor(MOST_ROWS / TICKS_PER_MINUTE / Math.max(1, targets)));
}

/** The first minute at or after the mark that has samples: an empty stretch is skipped at once. */
async function firstMinute(pool: Pool, minutesTo: number): Promise<number | null> {
  const { rows } = await pool.query<{ tick: number | null }>(
    "select min(tick) as tick from sample where tick >= $1::int8",
    [minutesTo * TICKS_PER_MINUTE],
  );
  const tick = rows[0]?.tick ?? null;
  return tick === null ? null : minuteOf(tick);
}

function minuteRows(samples: readonly KeyedSample[]): readonly MinuteRow[] {
  const groups = new Map<string, KeyedSample[]>();
  for (const keyed of samples) {
    const id = `${minuteOf(keyed.sample.tick)} ${keyed.key}`;
    const group = groups.get(id);
    if (group) group.push(keyed);
    else groups.set(id, [keyed]);
  }
  return [...groups.values()].map((group) => ({
    minute: minuteOf(group[0]?.sample.tick ?? 0),
    key: group[0]?.key ?? 0,
    sum: sumOf(group.map(({ sample }) => sample)),
  }));
}
