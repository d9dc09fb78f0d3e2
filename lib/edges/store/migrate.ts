import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import pg, { type Pool, type PoolClient } from "pg";
import { accept, refuse, type Outcome } from "#core/outcome";
import { readMigrations, type Migration } from "./migration-files.ts";
import type { PostgresConnection } from "./open-postgres.ts";

const MIGRATIONS = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));
const CONNECT_TIMEOUT_MS = 10_000;

/** The number under which Prisma's own `migrate deploy` locks: the two exclude each other. */
const PRISMA_LOCK = 72_707_369;
const MOST_WAIT_MS = 10 * 60_000;

/** Letter for letter the table that Prisma makes. */
const MAKE_TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

type Row = { readonly name: string; readonly checksum: string; readonly finished: boolean };
type Step = Outcome<{ readonly applied: Migration | null }>;

/** Applies Holdpoint's own migrations as the role that owns the tables. */
export async function migrateAs(owner: PostgresConnection, onEvent: (line: string) => void): Promise<Outcome<number>> {
  const pool = new pg.Pool({ ...owner, max: 1, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  pool.on("error", () => undefined);
  try {
    return await migrate(pool, MIGRATIONS, onEvent);
  } finally {
    await pool.end();
  }
}

/**
 * Applies the migrations of `folder` that the database lacks, each in one transaction, and keeps Prisma's own record of them;
 * answers how many. Safe when several processes start at once. Refuses, with nothing touched, as `conflict` a database that
 * is newer than this program or was migrated by other files, as `unavailable` one that cannot be asked; as `internal` a
 * migration that fails, which is then undone.
 */
export async function migrate(pool: Pool, folder: string, onEvent: (line: string) => void): Promise<Outcome<number>> {
  const migrations = await readMigrations(folder);
  const state: { client: PoolClient | null } = { client: null };
  try {
    state.client = await pool.connect();
    for (let applied = 0; ; applied++) {
      const step = await takeStep(state.client, migrations, onEvent);
      if (!step.ok) return step;
      if (step.value.applied === null) return accept(applied);
    }
  } catch (error) {
    return refuse("unavailable", `The database could not be asked for its version: ${reasonOf(error)}.`);
  } finally {
    // Whatever went wrong, a connection in the middle of a transaction is not used again.
    state.client?.release(true);
  }
}

/** One transaction under the lock: looks at what is there, and applies at most one migration. */
async function takeStep(
  client: PoolClient,
  migrations: readonly Migration[],
  onEvent: (line: string) => void,
): Promise<Step> {
  await client.query("begin isolation level read committed");
  await waitForTurn(client, onEvent);
  const rows = await readRows(client);
  const refusal = misfit(rows, migrations);
  const next = migrations.find(({ name }) => !rows.some((row) => row.name === name));
  if (refusal !== null || next === undefined) {
    await client.query("rollback");
    return refusal === null ? accept({ applied: null }) : refuse("conflict", refusal);
  }
  onEvent(`Migrating the database: ${next.name} (${migrations.indexOf(next) + 1} of ${migrations.length})`);
  try {
    await apply(client, next);
    await client.query("commit");
    return accept({ applied: next });
  } catch (error) {
    return refuse("internal", `The migration ${next.name} failed and was undone: ${reasonOf(error)}.`);
  }
}

async function waitForTurn(client: PoolClient, onEvent: (line: string) => void): Promise<void> {
  await client.query(`set local statement_timeout = 0; set local lock_timeout = ${MOST_WAIT_MS}`);
  const { rows } = await client.query<{ free: boolean }>("select pg_try_advisory_xact_lock($1) as free", [PRISMA_LOCK]);
  if (rows[0]?.free) return;
  onEvent("Waiting for another process that migrates the database");
  await client.query("select pg_advisory_xact_lock($1)", [PRISMA_LOCK]);
}

async function readRows(client: PoolClient): Promise<readonly Row[]> {
  const { rows: found } = await client.query<{ known: boolean }>(
    "select to_regclass('_prisma_migrations') is not null as known",
  );
  if (!found[0]?.known) return [];
  const { rows } = await client.query<Row>(
    `select migration_name as name, checksum, finished_at is not null as finished
      from _prisma_migrations where rolled_back_at is null order by started_at`,
  );
  return rows;
}

/** Why this program must not touch a database with these rows; null when it may. */
function misfit(rows: readonly Row[], migrations: readonly Migration[]): string | null {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, finished } of rows) {
    const migration = known.get(name);
    if (!migration)
      return `The database belongs to a newer Holdpoint (its migration ${name} is not known here): start that version, or point DATABASE_URL or HOLDPOINT_DATA elsewhere.`;
    if (!finished)
      return `The database's migration ${name} was begun by another tool and never finished: repair it first.`;
    if (checksum !== migration.checksum)
      return `The database was made by another text of the migration ${name} than this Holdpoint has: start the version that made it.`;
  }
  return null;
}

async function apply(client: PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(MAKE_TABLE);
  await client.query(sql);
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
      values ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ("code" in error ? String(error.code) : error.name);
}
