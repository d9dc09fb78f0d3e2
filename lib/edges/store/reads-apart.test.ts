import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { SILENT } from "#testing/an-engine";
import { HOUR_MS, tickAt } from "#core/time";
import type { Target } from "#core/target";
import { openStore, type OpenedStore } from "./open-store.ts";

const API: Target = { id: "api", kind: "http", name: "API", segment: null, region: null, critical: true };
const NOW = Date.UTC(2026, 10, 15, 7);
const SAMPLE = { targetId: "api", up: true, requests: 1, errors: 0, latency: null, gauges: {}, reason: null };

let database: TestDatabase;
let store: OpenedStore;
let dataDir: string;

beforeAll(async () => {
  database = await openTestDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), "holdpoint-reads-"));
  const retention = { raw: "7d", minute: "40d", hour: "400d" };
  const opened = await openStore({
    dataDir,
    databaseUrl: database.url,
    retention,
    onEvent: () => undefined,
    log: SILENT,
  });
  if (!opened.ok) throw new Error(opened.refusal.message);
  store = opened.value;
  await store.saveTargets([API]);
});
afterAll(async () => {
  await store.close();
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

test("one client must not cost the others the room: reads that take for ever hold up no sample and no alert", async () => {
  const holding = await database.pool.connect();
  await holding.query("begin");
  await holding.query("lock table sample_block in access exclusive mode");
  // as charts over the day do: each waits for the packed hours
  const range = { from: NOW - 24 * HOUR_MS, to: NOW };
  const reads = Array.from({ length: 40 }, () => store.reads.history("api", range, 100));
  const waiting = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ count: number }>(
      "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows[0]?.count ?? 0;
  };
  await expect.poll(waiting, { timeout: 15_000 }).toBe(3);
  // many at once, as a tick and its alerts and commands are
  const others = Array.from({ length: 20 }, () => store.pool.query("select 1"));
  await Promise.all([...others, store.write([{ ...SAMPLE, tick: tickAt(NOW) }])]);
  expect(await waiting()).toBe(3);
  await holding.query("commit");
  holding.release();
  expect(await Promise.all(reads)).toHaveLength(40);
});
