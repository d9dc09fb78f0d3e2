import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { PostgresConnection } from "./open-postgres.ts";

const CONNECT_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 10_000;
/** A pooler with several server connections may hand out the same one again by chance. */
const ROUNDS = 5;

/** A pool of one session keeps the second connection waiting for as long as the first is busy. */
const BUSY_AFTER_MS = 2_000;

/**
 * Whether each connection keeps a session of its own, as prepared statements and session locks need: refuses, as `invalid`,
 * a pooler that hands out sessions by the transaction or statement. Changes nothing. Rejects when the database is away.
 */
export async function checkOwnSession(connection: PostgresConnection, where: string): Promise<Outcome<void>> {
  const clients = [clientOf(connection), clientOf(connection)] as const;
  try {
    for (const client of clients) await client.connect();
    for (let round = 0; round < ROUNDS; round += 1)
      if (await isShared(clients)) return refuse("invalid", sharedSentence(where));
    return accept(undefined);
  } catch (error) {
    if (isRefusedTransaction(error)) return refuse("invalid", sharedSentence(where));
    throw error;
  } finally {
    for (const client of clients) await Promise.race([client.end().catch(() => undefined), sleep(1_000)]);
  }
}

function clientOf(connection: PostgresConnection): pg.Client {
  const client = new pg.Client({
    ...connection,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  });
  client.on("error", () => undefined);
  return client;
}

/** One connection marks its session, the other keeps one busy: the first must find its own again, and the other never that. */
async function isShared([one, other]: readonly [pg.Client, pg.Client]): Promise<boolean> {
  const before = await sessionOf(one);
  await one.query("select set_config('holdpoint.session', 'marked', false)");
  await other.query("begin");
  const between = await sessionOf(other);
  const asked = sessionOf(one);
  const late = sleep(BUSY_AFTER_MS, null, { ref: false });
  const after = await Promise.race([asked, late]);
  await other.query("rollback");
  // it had to wait for the other's transaction to end; a database that is away answers neither
  if (after === null) return (await asked).backend !== 0;
  return between.backend === before.backend || after.backend !== before.backend || after.mark !== "marked";
}

type Session = { readonly backend: number; readonly mark: string | null };

async function sessionOf(client: pg.Client): Promise<Session> {
  const { rows } = await client.query<Session>(
    "select pg_backend_pid() as backend, current_setting('holdpoint.session', true) as mark",
  );
  return rows[0] ?? { backend: 0, mark: null };
}

/** Pooling by the statement allows no transaction. */
function isRefusedTransaction(error: unknown): boolean {
  return error instanceof Error && /not allowed in statement pooling/i.test(error.message);
}

function sharedSentence(where: string): string {
  return `${where} is reached through a pooler that shares sessions between connections (transaction pooling): use session pooling or a direct address.`;
}
