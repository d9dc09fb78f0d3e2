import pg from "pg";
import { accept, refuse, type Outcome } from "#core/outcome";
import { startEmbedded, type EmbeddedOptions } from "./embedded/supervisor.ts";

/** What `pg.Pool` needs to reach the database. */
export type PostgresConnection = Pick<
  pg.PoolConfig,
  "connectionString" | "host" | "port" | "user" | "password" | "database"
>;

export type PostgresOptions = {
  readonly dataDir: string;
  /** A server of the user's own; absent or empty: the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** One line for a person per step: made, taken over, died, runs again. */
  readonly onEvent: (message: string) => void;
} & Pick<EmbeddedOptions, "bin" | "elsewhere">;

export type OpenedPostgres = {
  readonly connection: PostgresConnection;
  readonly embedded: boolean;
  close(): Promise<void>;
};

const CONNECT_TIMEOUT_MS = 10_000;

/** A PostgreSQL server that answers: `DATABASE_URL`'s, or our own below `dataDir`. Refusals are one sentence for the terminal. */
export async function openPostgres(options: PostgresOptions): Promise<Outcome<OpenedPostgres>> {
  const { databaseUrl, onEvent, ...embedded } = options;
  if (databaseUrl) return openExternal(databaseUrl);
  const started = await startEmbedded({ ...embedded, say: onEvent });
  if (!started.ok) return started;
  return accept({ connection: started.value.address, embedded: true, close: () => started.value.close() });
}

async function openExternal(connectionString: string): Promise<Outcome<OpenedPostgres>> {
  const client = clientOf(connectionString);
  if (client === null)
    return refuse(
      "invalid",
      "DATABASE_URL is not the address of a PostgreSQL server: write postgresql://user:password@host:5432/database.",
    );
  client.on("error", () => undefined);
  try {
    await client.connect();
    return accept({ connection: { connectionString }, embedded: false, close: async () => undefined });
  } catch (error) {
    return refuse(
      "unavailable",
      `The database at ${withoutSecrets(connectionString)} does not answer: ${reasonOf(error)}`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Null for what is no address. The driver reads any word as the name of a database. */
function clientOf(connectionString: string): pg.Client | null {
  if (!/^postgres(ql)?:/.test(connectionString)) return null;
  try {
    return new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  } catch {
    return null;
  }
}

/** Server and database of an address, without user and password; Node 20 has no `URL.parse`. */
function withoutSecrets(connectionString: string): string {
  try {
    const { host, pathname } = new URL(connectionString);
    return `${host}${pathname}`;
  } catch {
    return "DATABASE_URL";
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ("code" in error ? String(error.code) : error.name);
}
