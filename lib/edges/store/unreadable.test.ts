import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sample } from "#core/measure/sample";
import { sketchOf } from "#core/measure/sketch";
import type { Target } from "#core/target";
import { DAY_MS, HOUR_MS, MINUTE_MS, TICK_MS, tickAt, tickStart } from "#core/time";
import type { SampleStore, StoreUpkeep, UnreadableRow } from "#engine/ports";
import { ownFaults } from "#engine/own-faults";
import { unreadableRows } from "#engine/unreadable-rows";
import { openTestDatabase } from "#testing/a-database";
import { SILENT } from "#testing/an-engine";
import { findUnreadable } from "./find-unreadable.ts";
import { quarantine } from "./quarantine.ts";
import { makeState } from "./samples/roll-up-state.ts";
import { sampleStore } from "./samples/sample-store.ts";
import { targetKeysIn } from "./samples/target-keys.ts";

const START = Date.UTC(2026, 10, 15, 7);
const HOURS = 3;
const WHOLE = { from: START, to: START + HOURS * HOUR_MS };
const EVERYTHING = { raw: 400 * DAY_MS, minute: 400 * DAY_MS, hour: 400 * DAY_MS };
const API: Target = { id: "api", kind: "http", name: "API", segment: null, region: null, critical: true };

let database: { readonly pool: Pool; close(): Promise<void> };
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

function aSample(tick: number): Sample {
  const part = { up: true, requests: 1, errors: 0, gauges: { load: 1 }, reason: null };
  return { targetId: "api", tick, latency: sketchOf([10 + (tick % 7)]), ...part };
}

/** Two hours are packed, of the third 30 minutes are summed. */
async function filled() {
  await database.pool.query("truncate sample, minute_sum, sample_block, roll_up_state, quarantined_row");
  await makeState(database.pool);
  const faults = ownFaults(() => 0);
  const unreadable = unreadableRows(faults, SILENT);
  const open = async (): Promise<SampleStore & StoreUpkeep> => {
    const store = sampleStore(database.pool, targetKeysIn(database.pool), { ...EVERYTHING, unreadable });
    await store.saveTargets([API]);
    return store;
  };
  const store = await open();
  const ticks = Array.from({ length: (HOURS * HOUR_MS) / TICK_MS }, (_, i) => tickAt(START) + i);
  await store.write(ticks.map(aSample));
  const keepUp = async (now: number): Promise<void> => {
    for (const duty of ["rollUp", "seal"] as const) while ((await store[duty](now)).more);
  };
  await keepUp(START + 2.5 * HOUR_MS);
  return { open, keepUp, faults, unreadable, ticks: ticks.length };
}

/** What every page asks of the store. */
async function readAll(store: SampleStore): Promise<number> {
  const sums = await store.windows(["api"], WHOLE);
  await store.windows(["api"], { from: WHOLE.from + TICK_MS, to: WHOLE.to - TICK_MS });
  for (const stepMs of [TICK_MS, MINUTE_MS, HOUR_MS]) await store.series(["api"], WHOLE, stepMs);
  await store.history("api", WHOLE, 60);
  await store.samples(["api"], WHOLE);
  return sums.get("api")?.ticks ?? 0;
}

const LAST = tickAt(WHOLE.to) - 5;
const FIRST_HOUR = START / HOUR_MS;
const SUMMED = Math.floor((START + 2.2 * HOUR_MS) / MINUTE_MS);

const BROKEN: readonly (readonly [what: string, sql: string, missing: number])[] = [
  ["a latency that is no sketch (push-sum-2^53)", `update sample set latency = '\\x02ff' where tick = ${LAST}`, 1],
  ["gauges that are a text", `update sample set gauges = '"x"' where tick = ${LAST}`, 1],
  ["a gauge that no double holds", `update sample set gauges = '{"load": 1e999}' where tick = ${LAST}`, 1],
  ["a gauge that is null", `update sample set gauges = '{"load": null}' where tick = ${LAST}`, 1],
  ["errors without requests", `update sample set errors = 9 where tick = ${LAST}`, 1],
  ["a negative count", `update sample set requests = -1, errors = -1 where tick = ${LAST}`, 1],
  ["a minute cut short", `update minute_sum set sum = substr(sum, 1, 9) where minute = ${SUMMED}`, 12],
  ["a minute of nothing", `update minute_sum set sum = '\\x' where minute = ${SUMMED}`, 12],
  ["an hour's total", `update sample_block set total = '\\x7f' where hour = ${FIRST_HOUR}`, 720],
  ["an hour's samples", `update sample_block set samples = '\\x00ff' where hour = ${FIRST_HOUR}`, 0],
  ["an hour's minutes", `update sample_block set minutes = '\\x00ff' where hour = ${FIRST_HOUR}`, 0],
];

describe("a stored row that cannot be read", () => {
  it.each(BROKEN)("is a counted gap: %s", async (_what, sql, missing) => {
    const { open, faults, unreadable, ticks } = await filled();
    expect(await readAll(await open())).toBe(ticks);
    expect([unreadable.count(), faults.list()]).toEqual([0, []]);
    expect((await database.pool.query(sql)).rowCount).toBe(1);
    expect(await readAll(await open())).toBe(ticks - missing);
    expect(unreadable.count()).toBe(1);
    expect(faults.list()).toMatchObject([{ id: "unreadable-rows", severity: "high" }]);
  });

  it.each(BROKEN)("is found by repair, moved aside as it was, and can be put back: %s", async (_what, sql) => {
    const { open } = await filled();
    await database.pool.query(sql);
    const [row, ...more] = await findUnreadable(database.pool);
    expect(more).toEqual([]);
    const { table } = row as UnreadableRow;
    const before = await rowsOf(table);
    await quarantine(database.pool, row as UnreadableRow);
    expect(await findUnreadable(database.pool)).toEqual([]);
    await readAll(await open());
    const kept = await database.pool.query<{ source: string }>("select source from quarantined_row");
    expect(kept.rows).toEqual([{ source: table }]);
    if (row?.column) await database.pool.query(`delete from ${table} where hour = ${FIRST_HOUR}`);
    await database.pool.query(
      `insert into ${table} select (jsonb_populate_record(null::${table}, row)).* from quarantined_row`,
    );
    expect(await rowsOf(table)).toEqual(before);
  });

  it("holds up neither roll-up nor packing: an hour is packed without it, and it is kept", async () => {
    const { open, keepUp, ticks } = await filled();
    await database.pool.query(`update sample set latency = '\\x02ff' where tick = ${LAST}`);
    await database.pool.query(`update minute_sum set sum = '\\x' where minute = ${SUMMED}`);
    await keepUp(START + 5 * HOUR_MS);
    const { rows } = await database.pool.query("select count(*)::int as n from sample");
    expect(rows).toEqual([{ n: 0 }]);
    // the minute was summed again from its samples
    expect(await readAll(await open())).toBe(ticks - 1);
    const kept = await database.pool.query<{ row: { tick: number; latency: string } }>(
      "select row from quarantined_row",
    );
    expect(kept.rows).toMatchObject([{ row: { tick: LAST, latency: "\\x02ff" } }]);
  });

  it.each([-2_147_483_648, 2_147_483_647])("holds up nothing where its time is %i", async (time) => {
    const { open, keepUp, ticks } = await filled();
    const copies = { sample: "tick", minute_sum: "minute", sample_block: "hour" };
    for (const [table, column] of Object.entries(copies))
      await database.pool.query(
        `insert into ${table} select (jsonb_populate_record(it, '{"${column}": ${time}}')).* from ${table} it limit 1`,
      );
    const found = await findUnreadable(database.pool);
    expect(found).toMatchObject([{ table: "sample", at: { tick: time } }]);
    expect(await (await open()).latestTick()).toBe(tickAt(WHOLE.to) - 1);
    await keepUp(START + 5 * HOUR_MS);
    const { rows } = await database.pool.query<{ tick: number }>("select tick from sample");
    // what is still to come is left until it is over
    expect(rows).toEqual(time < 0 ? [] : [{ tick: time }]);
    expect(await readAll(await open())).toBe(ticks);
  });

  it("of a minute is made again when a late sample comes", async () => {
    const { open, ticks } = await filled();
    const late = tickAt(SUMMED * MINUTE_MS) + 3;
    await database.pool.query("delete from sample where tick = $1", [late]);
    await database.pool.query(`update minute_sum set sum = '\\x' where minute = ${SUMMED}`);
    const store = await open();
    expect(await store.write([aSample(late)])).toEqual({ stored: 1, duplicates: 0 });
    expect(await readAll(store)).toBe(ticks);
    expect(tickStart(late)).toBeGreaterThan(START);
  });
});

async function rowsOf(table: string): Promise<readonly unknown[]> {
  const { rows } = await database.pool.query<{ row: unknown }>(
    `select to_jsonb(it) as row from ${table} it order by 1`,
  );
  return rows.map(({ row }) => row);
}
