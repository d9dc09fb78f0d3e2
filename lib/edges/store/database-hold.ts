import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { utcText } from "#core/iso-text";
import pg from "pg";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Log } from "#engine/ports";
import type { PostgresConnection } from "./open-postgres.ts";

/** `pg_locks` shows it as classid 1212959812 ("HOLD"), objid 1; advisory locks are per database. */
const LOCK = [1_212_959_812, 1] as const;
const CONNECT_TIMEOUT_MS = 5_000;
const ANSWER_TIMEOUT_MS = 10_000;
const LOOK_EVERY_MS = 5_000;
/** The server ends the session of a process that was killed within moments: a start right after it must not be refused. */
const PATIENCE_MS = 4_000;
const TRY_EVERY_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** PostgreSQL cuts off longer names. */
const LONGEST_LABEL = 63;

export type HoldOptions = {
  /** Where the database is, for sentences: server and name, no password. */
  readonly where: string;
  readonly log: Log;
  /** Another program holds the database now, in one sentence: this one must stop, and write nothing more. Called once. */
  readonly onLost: (sentence: string) => void;
};

export type DatabaseHold = { close(): Promise<void> };

/**
 * Holds the database for this process alone, by a session's advisory lock on a connection of its own. When that connection is
 * lost while the process lives, the lock is taken again; when somebody else has it by then, `onLost` says so. Refuses as
 * `conflict`, naming who holds it.
 */
export async function holdDatabase(
  connection: PostgresConnection,
  options: HoldOptions,
): Promise<Outcome<DatabaseHold>> {
  // two programs of one process number, in two containers say, still differ in when they began
  const label = labelOf({ pid: process.pid, since: Date.now(), host: hostname() });
  const first = await takeWithin(PATIENCE_MS, connection, label);
  if (first.kind === "taken") return refuse("conflict", sentenceOf(options.where, first.holder));
  const state = { client: first.client, closing: false };
  const stopped = new AbortController();
  const watching = keepHolding({ connection, label, state, stop: stopped.signal, ...options });
  return accept({
    close: async () => {
      state.closing = true;
      stopped.abort();
      await watching;
      await endClient(state.client);
    },
  });
}

type Holder = { readonly backend: number; readonly label: string | null; readonly since: Date | null };
type Attempt =
  { readonly kind: "held"; readonly client: pg.Client } | { readonly kind: "taken"; readonly holder: Holder | null };

/** Tries until the lock is ours or `ms` are over. Rejects while the database is away. */
async function takeWithin(ms: number, connection: PostgresConnection, label: string): Promise<Attempt> {
  const until = performance.now() + ms;
  for (;;) {
    const attempt = await take(connection, label);
    if (attempt.kind === "held" || performance.now() > until) return attempt;
    await sleep(TRY_EVERY_MS);
  }
}

async function take(connection: PostgresConnection, label: string): Promise<Attempt> {
  const client = new pg.Client({
    ...connection,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
  });
  // a broken connection is found by the next look at it
  client.on("error", () => undefined);
  try {
    await client.connect();
    // a machine that is gone must not hold the database for the two hours that TCP would take
    await client.query(`set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3`);
    await client.query("select set_config('application_name', $1, false)", [label]);
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1, $2) as taken", [...LOCK]);
    if (rows[0]?.taken) return { kind: "held", client };
    const holder = await holderOf(client);
    // our own session from before the connection broke, of whose end the server does not know yet
    if (holder?.label === label) await client.query("select pg_terminate_backend($1)", [holder.backend]);
    await endClient(client);
    return { kind: "taken", holder };
  } catch (error) {
    await endClient(client);
    throw error;
  }
}

async function holderOf(client: pg.Client): Promise<Holder | null> {
  const { rows } = await client.query<Holder>(
    `select lock.pid as backend, activity.application_name as label, activity.backend_start as since
      from pg_locks lock left join pg_stat_activity activity on activity.pid = lock.pid
      where ${OURS} and lock.granted`,
    [...LOCK],
  );
  return rows[0] ?? null;
}

const OURS = `lock.locktype = 'advisory' and lock.classid = $1::int::oid and lock.objid = $2::int::oid and lock.objsubid = 2
  and lock.database = (select oid from pg_database where datname = current_database())`;

type Keeping = HoldOptions & {
  readonly connection: PostgresConnection;
  readonly label: string;
  readonly state: { client: pg.Client; closing: boolean };
  readonly stop: AbortSignal;
};

async function keepHolding(keeping: Keeping): Promise<void> {
  const { state, stop } = keeping;
  while (!state.closing) {
    await untilDoubtful(state.client, stop);
    if (state.closing || (await stillHolds(state.client))) continue;
    keeping.log.warn({}, "the connection that holds the database broke: it is taken again");
    const client = await takeAgain(keeping);
    if (client === null) return;
    state.client = client;
    keeping.log.info({}, "the database is held again");
  }
}

/** Until it is time to look, the connection ended, or nobody needs it any more. */
async function untilDoubtful(client: pg.Client, stop: AbortSignal): Promise<void> {
  const over = new AbortController();
  const end = (): void => over.abort();
  client.once("end", end);
  stop.addEventListener("abort", end, { once: true });
  await sleep(LOOK_EVERY_MS, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
  client.off("end", end);
  stop.removeEventListener("abort", end);
}

/** Asked of the server: a pooler may have given this connection another session. */
async function stillHolds(client: pg.Client): Promise<boolean> {
  try {
    const { rows } = await client.query(
      `select 1 from pg_locks lock where ${OURS} and lock.granted and lock.pid = pg_backend_pid()`,
      [...LOCK],
    );
    return rows.length > 0;
  } catch {
    return false;
  }
}

/** Null when nobody waits for it any more: this process ends, or another holds the database. */
async function takeAgain({ connection, label, state, stop, where, onLost }: Keeping): Promise<pg.Client | null> {
  await endClient(state.client);
  for (let pauseMs = TRY_EVERY_MS; !state.closing; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    const attempt = await takeWithin(PATIENCE_MS, connection, label).catch(() => null);
    if (attempt?.kind === "held") return attempt.client;
    if (attempt !== null) {
      onLost(`${sentenceOf(where, attempt.holder)} This one stops.`);
      return null;
    }
    await sleep(pauseMs, undefined, { signal: stop, ref: false }).catch(() => undefined);
  }
  return null;
}

/** A server that does not answer is not waited for. */
async function endClient(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), sleep(1_000, undefined, { ref: false })]);
}

type Who = { readonly pid: number; readonly since: number; readonly host: string };

function labelOf({ pid, since, host }: Who): string {
  return `holdpoint ${pid} ${since} ${host}`.slice(0, LONGEST_LABEL);
}

function sentenceOf(where: string, holder: Holder | null): string {
  return `${where} is in use by another Holdpoint${wordsOf(holder)}: stop that one, or use another database.`;
}

/** The label is hidden from other database users; then the server's own numbers have to do. */
function wordsOf(holder: Holder | null): string {
  if (holder === null) return "";
  const [, pid, since, host] = /^holdpoint (\d+) (\d+) (.+)$/.exec(holder.label ?? "") ?? [];
  if (pid && since && host) return ` (process ${pid} on ${host}, since ${utcText(Number(since), "minute")})`;
  return ` (database session ${holder.backend}${holder.since ? `, since ${utcText(holder.since.getTime(), "minute")}` : ""})`;
}
