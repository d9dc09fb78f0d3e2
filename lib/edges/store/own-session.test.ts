import path from "node:path";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openEmptyDatabase, type TestDatabase } from "#testing/a-database";
import { startPgbouncer, type APgbouncer, type PgbouncerWish } from "#testing/a-pgbouncer";
import { SILENT } from "#testing/an-engine";
import { presentPgbouncer } from "#testing/find-pgbouncer";
import { openStore, type OpenedStore } from "./open-store.ts";
import { checkOwnSession } from "./own-session.ts";
import type { Outcome } from "#core/outcome";

const program = await presentPgbouncer();
let database: TestDatabase;
let pooler: APgbouncer | null;
let dataDir: string;
beforeEach(async () => {
  [database, pooler] = [await openEmptyDatabase(), null];
  dataDir = await mkdtemp(path.join(tmpdir(), "holdpoint-pooler-"));
});
afterEach(async () => {
  await pooler?.close();
  await database.close();
  await rm(dataDir, { recursive: true });
});

async function through(wish: PgbouncerWish): Promise<string> {
  pooler = await startPgbouncer(program ?? "", database.connection, wish);
  return pooler.url(database.connection.database);
}

async function tablesOf(): Promise<number> {
  const { rows } = await database.pool.query("select 1 from pg_tables where schemaname = 'public'");
  return rows.length;
}

function open(databaseUrl: string): Promise<Outcome<OpenedStore>> {
  const retention = { raw: "1d", minute: "1d", hour: "1d" };
  const as = { kind: "production", secret: undefined, onLost: () => undefined } as const;
  return openStore({ dataDir, databaseUrl, retention, onEvent: () => undefined, log: SILENT, as });
}

test("a direct address keeps its sessions", async () => {
  expect(await checkOwnSession({ connectionString: database.url }, "It")).toEqual({ ok: true, value: undefined });
});

describe.skipIf(program === undefined)("own-pooler: DATABASE_URL through PgBouncer", () => {
  test.each([
    ["transaction", 20, []],
    ["transaction", 1, []],
    ["transaction", 2, ["server_round_robin = 1"]],
    ["transaction", 20, ["ignore_startup_parameters = statement_timeout,options", "server_round_robin = 1"]],
    ["statement", 20, []],
    ["statement", 1, []],
  ] as const)(
    "that pools by the %s, %d at most, %j, is refused, and nothing was made",
    async (mode, poolSize, more) => {
      const url = await through({ mode, poolSize, more });
      const opened = await open(url);
      expect(opened).toMatchObject({
        ok: false,
        refusal: {
          code: "invalid",
          message: `The database at ${new URL(url).host}/${database.connection.database} is reached through a pooler that shares sessions between connections (transaction pooling): use session pooling or a direct address.`,
        },
      });
      expect(await tablesOf()).toBe(0);
    },
  );

  test("that pools by the session works, with PgBouncer's defaults", async () => {
    const opened = await open(await through({ mode: "session" }));
    if (!opened.ok) throw new Error(opened.refusal.message);
    await opened.value.saveTargets([]);
    expect(await opened.value.latestTick()).toBeNull();
    expect(await tablesOf()).toBeGreaterThan(10);
    const { rows } = await opened.value.pool.query("show statement_timeout");
    expect(rows).toEqual([{ statement_timeout: "30s" }]);
    await opened.value.close();
  });
});
