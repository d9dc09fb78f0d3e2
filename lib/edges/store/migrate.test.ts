import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { MIGRATIONS, openEmptyDatabase, type TestDatabase } from "#testing/a-database";
import { freePort } from "#testing/free-port";
import { plantTree, type PlantedTree } from "#testing/planted-tree";
import { migrate } from "./migrate.ts";

const ONE = { "1_one/migration.sql": "create table one (id int);\ninsert into one values (1);\n" };
const TWO = { ...ONE, "2_two/migration.sql": "create table two (id int);\nalter table one add column more text;\n" };

const trees: PlantedTree[] = [];
const quiet = (): void => undefined;

let database: TestDatabase;
beforeEach(async () => {
  database = await openEmptyDatabase();
  return () => database.close();
});
afterAll(async () => {
  for (const tree of trees) await tree.remove();
});

async function filesOf(files: Readonly<Record<string, string>>): Promise<string> {
  const tree = await plantTree({ "migration_lock.toml": 'provider = "postgresql"\n', ...files });
  trees.push(tree);
  return tree.folder;
}

/** Every table with its columns, and every row of the record: what "nothing touched" is measured by. */
async function everything(): Promise<unknown> {
  const { rows: columns } = await database.pool.query<{ place: string }>(
    "select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'public' order by 1",
  );
  const isKept = columns.some(({ place }) => place.startsWith("_prisma_migrations."));
  const record = isKept ? (await database.pool.query("select * from _prisma_migrations order by id")).rows : [];
  return { columns: columns.map(({ place }) => place), record };
}

async function names(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    "select migration_name as name from _prisma_migrations order by started_at, name",
  );
  return rows.map(({ name }) => name);
}

describe("migrating", () => {
  test("an empty database gets every table, and a record as Prisma keeps it", async () => {
    const said: string[] = [];
    const folders = (await readdir(MIGRATIONS, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const names = folders.map(({ name }) => name).sort();
    expect(await migrate(database.pool, MIGRATIONS, (line) => said.push(line))).toEqual({
      ok: true,
      value: names.length,
    });
    expect(said).toEqual(names.map((name, i) => `Migrating the database: ${name} (${i + 1} of ${names.length})`));
    const files = await Promise.all(names.map((name) => readFile(path.join(MIGRATIONS, name, "migration.sql"))));
    const { rows } = await database.pool.query("select * from _prisma_migrations order by migration_name");
    expect(rows).toEqual(
      names.map((name, i) => ({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: createHash("sha256")
          .update(files[i] ?? "")
          .digest("hex"),
        finished_at: expect.any(Date),
        migration_name: name,
        logs: null,
        rolled_back_at: null,
        started_at: expect.any(Date),
        applied_steps_count: 1,
      })),
    );
  });

  test("a database that is up to date is left alone, without a word", async () => {
    await migrate(database.pool, MIGRATIONS, quiet);
    const before = await everything();
    const said: string[] = [];
    expect(await migrate(database.pool, MIGRATIONS, (line) => said.push(line))).toEqual({ ok: true, value: 0 });
    expect(said).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  test("only what is missing is applied, in the order of names", async () => {
    await migrate(database.pool, await filesOf(ONE), quiet);
    const said: string[] = [];
    const folder = await filesOf({ ...TWO, "3_three/migration.sql": "alter table two add column third int;" });
    expect(await migrate(database.pool, folder, (line) => said.push(line))).toEqual({ ok: true, value: 2 });
    expect(said).toEqual(["Migrating the database: 2_two (2 of 3)", "Migrating the database: 3_three (3 of 3)"]);
    expect(await names()).toEqual(["1_one", "2_two", "3_three"]);
  });

  test("of several processes that start together each migration is applied by one", async () => {
    const folder = await filesOf({ "1_one/migration.sql": `select pg_sleep(0.2); ${ONE["1_one/migration.sql"]}` });
    const pools = Array.from({ length: 4 }, () => new pg.Pool({ ...database.connection, max: 1 }));
    const said: string[] = [];
    const counts = await Promise.all(pools.map((pool) => migrate(pool, folder, (line) => said.push(line))));
    for (const pool of pools) await pool.end();
    expect(counts.map((count) => count.ok && count.value).toSorted()).toEqual([0, 0, 0, 1]);
    expect(said.filter((line) => line.startsWith("Waiting for another process")).length).toBeGreaterThan(0);
    expect((await database.pool.query("select * from one")).rows).toEqual([{ id: 1 }]);
    expect(await names()).toEqual(["1_one"]);
  });

  test("a migration may take longer than a statement of the pool may", async () => {
    const folder = await filesOf({ "1_one/migration.sql": "select pg_sleep(0.4);" });
    const pool = new pg.Pool({ ...database.connection, max: 1, statement_timeout: 100 });
    expect(await migrate(pool, folder, quiet)).toEqual({ ok: true, value: 1 });
    expect((await pool.query<{ statement_timeout: string }>("show statement_timeout")).rows).toEqual([
      { statement_timeout: "100ms" },
    ]);
    await pool.end();
  });

  test("the same text with the line ends of Windows is the same migration", async () => {
    await migrate(database.pool, await filesOf(ONE), quiet);
    const folder = await filesOf({ "1_one/migration.sql": ONE["1_one/migration.sql"].replaceAll("\n", "\r\n") });
    expect(await migrate(database.pool, folder, quiet)).toEqual({ ok: true, value: 0 });
  });
});

describe("refusing to migrate", () => {
  test("a database of a newer version is not touched, even where a migration is pending", async () => {
    await migrate(
      database.pool,
      await filesOf({ ...ONE, "9_later/migration.sql": "create table later (id int);" }),
      quiet,
    );
    const before = await everything();
    expect(await migrate(database.pool, await filesOf(TWO), quiet)).toEqual({
      ok: false,
      refusal: {
        code: "conflict",
        message:
          "The database belongs to a newer Holdpoint (its migration 9_later is not known here): start that version, or point DATABASE_URL or HOLDPOINT_DATA elsewhere.",
      },
    });
    expect(await everything()).toEqual(before);
  });

  test("a database made by another text of a migration is not touched", async () => {
    await migrate(database.pool, await filesOf({ "1_one/migration.sql": "create table one (id bigint);" }), quiet);
    const before = await everything();
    const answer = await migrate(database.pool, await filesOf(TWO), quiet);
    expect(answer).toMatchObject({ ok: false, refusal: { code: "conflict" } });
    expect(await everything()).toEqual(before);
  });

  test("a migration that another tool left unfinished is not touched; one that it took back is applied", async () => {
    await migrate(database.pool, await filesOf(ONE), quiet);
    await database.pool.query(
      "insert into _prisma_migrations (id, checksum, migration_name) values ('x', 'y', '2_two')",
    );
    const before = await everything();
    const folder = await filesOf(TWO);
    expect(await migrate(database.pool, folder, quiet)).toMatchObject({ ok: false, refusal: { code: "conflict" } });
    expect(await everything()).toEqual(before);
    await database.pool.query("update _prisma_migrations set rolled_back_at = now() where id = 'x'");
    expect(await migrate(database.pool, folder, quiet)).toEqual({ ok: true, value: 1 });
  });

  test("a migration that fails leaves nothing half done, and works once it is repaired", async () => {
    await migrate(database.pool, await filesOf(ONE), quiet);
    const before = await everything();
    const broken = { ...ONE, "2_two/migration.sql": "create table two (id int);\ninsert into nowhere values (1);\n" };
    expect(await migrate(database.pool, await filesOf(broken), quiet)).toEqual({
      ok: false,
      refusal: {
        code: "internal",
        message: 'The migration 2_two failed and was undone: relation "nowhere" does not exist.',
      },
    });
    expect(await everything()).toEqual(before);
    expect(await migrate(database.pool, await filesOf(TWO), quiet)).toEqual({ ok: true, value: 1 });
  });

  test("a first migration that fails leaves the database as empty as it was", async () => {
    const folder = await filesOf({ "1_one/migration.sql": "create table one (id int); select 1 / 0;" });
    expect(await migrate(database.pool, folder, quiet)).toMatchObject({ ok: false, refusal: { code: "internal" } });
    expect(await everything()).toEqual({ columns: [], record: [] });
  });

  test("a server that is away is said to be unavailable", async () => {
    const pool = new pg.Pool({ host: "127.0.0.1", port: await freePort(), user: "x", database: "x" });
    expect(await migrate(pool, await filesOf(ONE), quiet)).toMatchObject({
      ok: false,
      refusal: { code: "unavailable", message: expect.stringMatching(/could not be asked.*ECONNREFUSED/) },
    });
    await pool.end();
  });
});
