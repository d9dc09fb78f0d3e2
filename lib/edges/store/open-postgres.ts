import pg from "pg";
import { accept, refuse, type Outcome } from "#core/outcome";
import { whereOf } from "./database-address.ts";
import { mayConnectLater } from "./database-away.ts";
import { startEmbedded, type EmbeddedOptions } from "./embedded/supervisor.ts";
import { connectReason, waitForDatabase } from "./wait-for-database.ts";

/** What `pg.Pool` needs to reach the database. */
export type PostgresConnection = Pick<
  pg.PoolConfig,
  "connectionString" | "host" | "port" | "user" | "password" | "database"
>;

export type PostgresOptions = {
  readonly dataDir: string;
  /** A server of the user's own; absent or empty: the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** One line for a person per step: made, taken over, died, runs again, waited for. */
  readonly onEvent: (message: string) => void;
  /** Waits for a server of the user's own that is away, until `stop`; otherwise that is refused at once. */
  readonly patient?: boolean;
  readonly onWaiting?: ((sentence: string) => void) | undefined;
  readonly stop?: AbortSignal | undefined;
} & Pick<EmbeddedOptions, "bin" | "elsewhere">;

export type OpenedPostgres = {
  readonly connection: PostgresConnection;
  /** For migrations: as whoever owns the tables. The same for a server of the user's own. */
  readonly owner: PostgresConnection;
  readonly embedded: boolean;
  close(): Promise<void>;
};

const CONNECT_TIMEOUT_MS = 10_000;

/** A PostgreSQL server that answers: `DATABASE_URL`'s, or our own below `dataDir`. Refusals are one sentence for the terminal. */
export async function openPostgres(options: PostgresOptions): Promise<Outcome<OpenedPostgres>> {
  const { databaseUrl, onEvent, patient, onWaiting, stop, ...embedded } = options;
  if (databaseUrl) {
    const where = whereOf(databaseUrl, options.dataDir);
    const attempt = (): Promise<Outcome<OpenedPostgres>> => openExternal(databaseUrl, where);
    if (patient) return waitForDatabase(attempt, { where, say: onEvent, onWaiting, stop });
    return attempt().catch((error: unknown) => refuse("unavailable", notAnswering(where, error)));
  }
  const started = await startEmbedded({ ...embedded, say: onEvent });
  if (!started.ok) return started;
  const { address: owner, program: connection, close } = started.value;
  return accept({ connection, owner, embedded: true, close });
}

/** Rejects while the server is away. */
async function openExternal(connectionString: string, where: string): Promise<Outcome<OpenedPostgres>> {
  const client = clientOf(connectionString);
  if (client === null)
    return refuse(
      "invalid",
      "DATABASE_URL is not the address of a PostgreSQL server: write postgresql://user:password@host:5432/database.",
    );
  client.on("error", () => undefined);
  try {
    await client.connect();
    const connection = { connectionString };
    return accept({ connection, owner: connection, embedded: false, close: async () => undefined });
  } catch (error) {
    if (mayConnectLater(error)) throw error;
    return refuse("invalid", notAnswering(where, error));
  } finally {
    void client.end().catch(() => undefined);
  }
}

function notAnswering(where: string, error: unknown): string {
  return `${where} does not answer: ${connectReason(error)}`;
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
