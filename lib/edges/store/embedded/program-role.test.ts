import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import PgBoss from "pg-boss";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkQueue, PATIENCE } from "#edges/notify/work-queue";
import { aSample, aTargetOf } from "#testing/a-window";
import { SILENT } from "#testing/an-engine";
import { migrateAs } from "../migrate.ts";
import { openStore, type OpenedStore } from "../open-store.ts";
import { PROGRAM_USER } from "./program-role.ts";
import { startEmbedded } from "./supervisor.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "holdpoint-role-"));
  await chmod(dataDir, 0o755);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function open(): Promise<OpenedStore> {
  const retention = { raw: "1d", minute: "1d", hour: "1d" };
  const opened = await openStore({ dataDir, retention, onEvent: () => undefined, log: SILENT });
  if (!opened.ok) throw new Error(opened.refusal.message);
  return opened.value;
}

/** Stores, queues and takes out again, as the running program does. */
async function use(store: OpenedStore): Promise<void> {
  await store.saveTargets([aTargetOf({ id: "orders" })]);
  expect(await store.write([aSample({ targetId: "orders", tick: 1_000 })])).toEqual({ stored: 1, duplicates: 0 });
  expect(await store.latestTick()).toBe(1_000);
  const channels = [{ id: "mail", timeoutMs: 1_000 }];
  const queue = await openWorkQueue({ pool: store.pool, channels, patience: PATIENCE, log: SILENT });
  const id = "0190f5fe-7c00-7a00-8000-000000000000";
  await queue.add(store.pool, "mail", [id]);
  expect(await queue.take("mail", 1)).toEqual([id]);
  await queue.done("mail", id);
  await queue.close();
}

/** A server warns of what it skips, and fails nothing. */
async function noticesOf(store: OpenedStore, query: string): Promise<readonly string[]> {
  const client = await store.pool.connect();
  const notices: string[] = [];
  client.on("notice", ({ message }) => notices.push(message ?? ""));
  try {
    await client.query(query);
  } finally {
    client.removeAllListeners("notice");
    client.release();
  }
  return notices;
}

test("the program is no superuser, changes no table, and does all of its work", async () => {
  const store = await open();
  const { rows } = await store.pool.query(
    "select current_user as name, rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user",
  );
  expect(rows).toEqual([{ name: PROGRAM_USER, rolsuper: false, rolcreaterole: false, rolcreatedb: false }]);
  for (const forbidden of [
    "drop table rollout_event",
    "alter table rollout_event add column x int",
    "truncate rollout_event",
    "create table x (y int)",
    "copy rollout to program 'true'",
    "select pg_read_file('postgresql.conf')",
  ])
    await expect(store.pool.query(forbidden), forbidden).rejects.toMatchObject({ code: "42501" });
  expect(await noticesOf(store, "vacuum sample, minute_sum")).toEqual([]);
  await use(store);
  await store.close();
});

test("a folder of an earlier version, where one role owned everything, is changed at the start", async () => {
  const before = await startEmbedded({ dataDir, elsewhere: path.join(dataDir, "elsewhere"), say: () => undefined });
  if (!before.ok) throw new Error(before.refusal.message);
  const { address } = before.value;
  const owner = new pg.Client(address);
  await owner.connect();
  await owner.query(`drop owned by ${PROGRAM_USER}; drop role ${PROGRAM_USER}`);
  await migrateAs(address, () => undefined);
  const boss = new PgBoss({ ...address, schema: "holdpoint_queue", schedule: false });
  await boss.start();
  await boss.createQueue("channel-mail");
  await boss.stop({ graceful: false });
  await owner.end();
  await before.value.close();
  await rm(path.join(dataDir, "postgres", "program-password"), { force: true });

  const store = await open();
  await use(store);
  await store.close();
  const again = await open();
  expect(await again.latestTick()).toBe(1_000);
  await again.close();
});
