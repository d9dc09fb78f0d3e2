import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll } from "vitest";
import { startEmbedded, type Embedded, type SocketAddress } from "#edges/store/embedded/supervisor";
import { migrate } from "#edges/store/migrate";
import { STORED_MOMENTS } from "#edges/store/stored-moments";

export type TestDatabase = {
  readonly pool: pg.Pool;
  /** What `pg.Pool` needs to open more connections to it. */
  readonly connection: SocketAddress;
  /** The same as an address, for programs. */
  readonly url: string;
  close(): Promise<void>;
};

export const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

type Server = { readonly embedded: Embedded; readonly folder: string };

/** One server per test file, started by the first database that a test opens, ended with the file. */
const shared: { server: Promise<Server> | null; databases: number } = { server: null, databases: 0 };

afterAll(async () => {
  const server = await shared.server;
  await server?.embedded.close();
  if (server) await rm(server.folder, { recursive: true, force: true });
});

async function startServer(): Promise<Server> {
  const folder = await mkdtemp(path.join(tmpdir(), "holdpoint-db-"));
  // as root, PostgreSQL runs as another user, who must be able to enter
  await chmod(folder, 0o755);
  const said: string[] = [];
  const started = await startEmbedded({
    dataDir: folder,
    elsewhere: path.join(folder, "elsewhere"),
    say: (line) => said.push(line),
  });
  if (!started.ok) throw new Error([started.refusal.message, ...said].join("\n"));
  return { embedded: started.value, folder };
}

/** A fresh database without a table, on a real PostgreSQL of this test file's own. */
export async function openEmptyDatabase(): Promise<TestDatabase> {
  shared.server ??= startServer();
  const { address } = (await shared.server).embedded;
  shared.databases += 1;
  const connection = { ...address, database: `test_${shared.databases}` };
  const admin = new pg.Client(address);
  await admin.connect();
  await admin.query(`create database ${connection.database}`);
  await admin.end();
  const pool = new pg.Pool({ ...connection, max: 8, types: STORED_MOMENTS });
  // the server may end idle connections
  pool.on("error", () => undefined);
  return { pool, connection, url: urlOf(connection), close: () => pool.end() };
}

/** A fresh database with all of Holdpoint's tables, on a real PostgreSQL of this test file's own. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const database = await openEmptyDatabase();
  const migrated = await migrate(database.pool, MIGRATIONS, () => undefined);
  if (!migrated.ok) throw new Error(migrated.refusal.message);
  return database;
}

function urlOf({ host, port, user, password, database }: SocketAddress): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
