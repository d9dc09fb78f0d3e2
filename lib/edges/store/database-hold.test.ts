import { hostname } from "node:os";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openEmptyDatabase, type TestDatabase } from "#testing/a-database";
import { SILENT } from "#testing/an-engine";
import { holdDatabase, type DatabaseHold } from "./database-hold.ts";

const WHERE = "The database at db/room";
const HELD_BY_US = new RegExp(
  `^${WHERE} is in use by another Holdpoint \\(process ${process.pid} on ${hostname().slice(0, 30)}.*, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\): stop that one, or use another database\\.$`,
);

let database: TestDatabase;
let held: DatabaseHold[];
let lost: string[];
beforeEach(async () => {
  database = await openEmptyDatabase();
  [held, lost] = [[], []];
});
afterEach(async () => {
  await Promise.all(held.map((hold) => hold.close()));
  await database.close();
});

async function hold(): Promise<string | null> {
  const taken = await holdDatabase(
    { connectionString: database.url },
    { where: WHERE, log: SILENT, onLost: (sentence) => lost.push(sentence) },
  );
  if (taken.ok) held.push(taken.value);
  return taken.ok ? null : taken.refusal.message;
}

/** Server processes that hold the lock. */
async function sessions(): Promise<readonly number[]> {
  const { rows } = await database.pool.query<{ pid: number }>(
    "select pid from pg_locks where locktype = 'advisory' and classid = 1212959812 and granted",
  );
  return rows.map(({ pid }) => pid);
}

async function cut(): Promise<void> {
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 1212959812 and granted",
  );
}

test("a second program is refused with who has the database, and gets it once the first is gone", async () => {
  expect(await hold()).toBeNull();
  expect(await hold()).toMatch(HELD_BY_US);
  await held.pop()?.close();
  expect(await hold()).toBeNull();
});

test("another database of the same server is nobody else's business", async () => {
  const other = await openEmptyDatabase();
  expect(await hold()).toBeNull();
  const taken = await holdDatabase(
    { connectionString: other.url },
    { where: WHERE, log: SILENT, onLost: () => undefined },
  );
  expect(taken.ok).toBe(true);
  if (taken.ok) await taken.value.close();
  await other.close();
});

test("a connection that breaks is made again: whoever comes then is still refused", async () => {
  expect(await hold()).toBeNull();
  const [before] = await sessions();
  await cut();
  await vi.waitFor(async () => {
    const [now] = await sessions();
    expect(now).toBeDefined();
    expect(now).not.toBe(before);
  }, 10_000);
  expect(await hold()).toMatch(HELD_BY_US);
  expect(lost).toEqual([]);
});

test("who finds another program in its place says so, once, and does not take the database back", async () => {
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query("select set_config('application_name', 'holdpoint 4711 1764256320000 other-host', false)");
  expect(await hold()).toBeNull();
  // waits in the server for the lock, so it is next when the first connection breaks
  const next = other.query("select pg_advisory_lock(1212959812, 1)");
  await cut();
  await next;
  await vi.waitFor(() => expect(lost).toHaveLength(1), 15_000);
  expect(lost).toEqual([
    `${WHERE} is in use by another Holdpoint (process 4711 on other-host, since 2025-11-27 15:12 UTC): stop that one, or use another database. This one stops.`,
  ]);
  await other.end();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await sessions()).toEqual([]);
});

test("a holder whose name is hidden is told by the server's own numbers", async () => {
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query("select pg_advisory_lock(1212959812, 1)");
  expect(await hold()).toMatch(/is in use by another Holdpoint \(database session \d+, since .* UTC\): stop/);
  await other.end();
});
