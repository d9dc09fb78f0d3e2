import pg from "pg";
import { accept, refuse, type Outcome } from "#core/outcome";
import { findEmbedded } from "./embedded/running-server.ts";
import { STORED_MOMENTS } from "./stored-moments.ts";
import { openPostgres, type OpenedPostgres, type PostgresOptions } from "./open-postgres.ts";
import { hearConnections } from "./hear-connections.ts";

const CONNECT_TIMEOUT_MS = 10_000;

type Work<T> = {
  readonly isReading: boolean;
  /** What failed, as the sentence begins: "The log cannot be read". */
  readonly failed: string;
  readonly run: (pool: pg.Pool, server: OpenedPostgres) => Promise<Outcome<T>>;
};

/**
 * For whoever has only the data folder or the address of the database. A server that runs goes on; one that does not is
 * started for this and stopped again. Refusals are one sentence for the terminal.
 */
export async function withDatabase<T>(
  options: PostgresOptions,
  { isReading, failed, run }: Work<T>,
): Promise<Outcome<T>> {
  const opened = await openAsFound(options);
  if (!opened.ok) return opened;
  const pool = new pg.Pool({
    ...opened.value.connection,
    max: 1,
    types: STORED_MOMENTS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...(isReading && { verify: onlyRead }),
  });
  hearConnections(pool);
  try {
    return await run(pool, opened.value);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse("unavailable", `${failed}: ${reason}.`);
  } finally {
    await pool.end();
    await opened.value.close();
  }
}

async function openAsFound(options: PostgresOptions): Promise<Outcome<OpenedPostgres>> {
  if (options.databaseUrl) return openPostgres(options);
  const found = await findEmbedded(options.dataDir);
  switch (found.kind) {
    case "nothing":
      return refuse("not_found", `There is no database in ${options.dataDir}: set HOLDPOINT_DATA or DATABASE_URL.`);
    case "asleep":
      return openPostgres(options);
    case "running":
      return accept({
        ...{ connection: found.program, owner: found.address, embedded: true },
        close: async () => undefined,
      });
    default:
      return found satisfies never;
  }
}

/** Not as a parameter of the start, which a pooler refuses. */
function onlyRead(client: pg.PoolClient, done: (error?: Error) => void): void {
  client.query("set default_transaction_read_only = on").then(() => done(), done);
}
