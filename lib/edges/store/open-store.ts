import { setTimeout as sleep } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { durationMs } from "#core/plan/when";
import { accept, type Outcome } from "#core/outcome";
import { TICK_MS } from "#core/time";
import type { DraftStore } from "#engine/draft-port";
import type { RolloutShelf } from "#engine/rollout-port";
import type {
  EventLog,
  FrameStore,
  Log,
  OwnFaults,
  RolloutStore,
  SampleReads,
  SampleStore,
  SampleWriter,
  StoreUpkeep,
  UnreadableRows,
} from "#engine/ports";
import { PrismaClient } from "#prisma/client";
import { whereOf } from "./database-address.ts";
import { awayOf, type Away } from "./database-away.ts";
import { databaseDisk } from "./database-disk.ts";
import { holdDatabase, type DatabaseHold } from "./database-hold.ts";
import { frameStore } from "./frames.ts";
import { claimInstallation, type Installation, type Kind } from "./installation.ts";
import { draftStore } from "./log/drafts.ts";
import { eventLog } from "./log/event-log.ts";
import type { LogSigning } from "./log/log-signing.ts";
import { signOldLogs, signOldRows } from "./log/sign-as-found.ts";
import { openSigning } from "./log/open-signing.ts";
import { signOldSecurityLog, watchedSecurityLog, type WatchedSecurityLog } from "./log/security-end.ts";
import { migrateAs } from "./migrate.ts";
import { openPostgres, type OpenedPostgres, type PostgresConnection } from "./open-postgres.ts";
import { checkOwnSession } from "./own-session.ts";
import { UNCOUNTED } from "./reading.ts";
import { rolloutStore } from "./rollouts.ts";
import { makeState } from "./samples/roll-up-state.ts";
import { STORED_MOMENTS } from "./stored-moments.ts";
import { sampleStore } from "./samples/sample-store.ts";
import { sampleWriter } from "./samples/sample-writer.ts";
import { targetKeysIn } from "./samples/target-keys.ts";
import { patiently, waitForDatabase } from "./wait-for-database.ts";
import { hearConnections } from "./hear-connections.ts";

export type StoreOptions = {
  readonly dataDir: string;
  /** A PostgreSQL of the user's own; absent: the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** Lengths of time as the configuration writes them: `7d`, `36h`. */
  readonly retention: { readonly raw: string; readonly minute: string; readonly hour: string };
  /** `HOLDPOINT_SIGNING_KEY`; absent: a key in `dataDir`, made on first use. */
  readonly signingKey?: string | undefined;
  /** One line for a person per step that takes time. */
  readonly onEvent: (line: string) => void;
  /** One sentence for whoever asks from outside while the database is waited for. */
  readonly onWaiting?: (sentence: string) => void;
  readonly log: Log;
  /** Counts rows that cannot be read; absent where nobody looks. */
  readonly unreadable?: UnreadableRows;
  /** Hears of a full disk. */
  readonly faults?: Pick<OwnFaults, "raise" | "clear">;
  /** As the one program of the one installation that the database belongs to; absent where several try the store at once. */
  readonly as?: StoreHolder;
  /** Ends the waiting for a database that is away. */
  readonly stop?: AbortSignal;
};

export type StoreHolder = {
  readonly kind: Kind;
  readonly secret: string | undefined;
  /** Another program has the database now, in one sentence: nothing more is written to it, and this one must end. */
  readonly onLost: (sentence: string) => void;
};

export type OpenedStore = SampleStore &
  StoreUpkeep &
  FrameStore &
  RolloutStore &
  RolloutShelf & {
    readonly reads: SampleReads;
    readonly writer: SampleWriter;
    readonly eventLog: EventLog;
    drafts(rollout: string): DraftStore;
    readonly securityLog: WatchedSecurityLog;
    /** The same database, for what keeps its own tables: accounts. */
    readonly pool: pg.Pool;
    /** Does `work` again while the database is away: for a start, which has nothing else to do. */
    patiently<T>(work: () => Promise<T>): Promise<T>;
    /** Why a query failed, where that is only for the moment; a full disk is told of until it is over. */
    failed(error: unknown): Away | null;
    /** Null where nobody holds the database. */
    readonly installation: Installation | null;
    close(): Promise<void>;
  };

const CONNECTIONS = { most: 10, patienceMs: 5_000 };
/** Of the past, for pages and papers: these wait for each other, and nothing else waits for them. */
const READING = { most: 3, patienceMs: 30_000 };
const STATEMENT_TIMEOUT_MS = 30_000;
/** A server that was stopped in its midst ends no statement by itself. */
const ANSWER_TIMEOUT_MS = 35_000;
const END_PATIENCE_MS = 5_000;
const FRAMES_KEPT_TICKS = 3_600_000 / TICK_MS;

/** A connection that is never given back keeps nothing from ending, and the bundled database least of all. */
async function inTime(ending: Promise<unknown> | undefined): Promise<void> {
  await Promise.race([ending, sleep(END_PATIENCE_MS, undefined, { ref: false })]);
}

const NOBODY: Pick<OwnFaults, "raise" | "clear"> = { raise: () => undefined, clear: () => undefined };

/** The database, running, migrated and ready, waited for while it is away; refusals are one sentence for the terminal. */
export async function openStore(options: StoreOptions): Promise<Outcome<OpenedStore>> {
  const { dataDir, databaseUrl, onEvent: say, onWaiting, as, stop } = options;
  const signing = await openSigning(options);
  if (!signing.ok) return signing;
  const postgres = await openPostgres({ ...options, patient: true });
  if (!postgres.ok) return postgres;
  const [pool, readPool] = [poolOf(postgres.value, CONNECTIONS), poolOf(postgres.value, READING)];
  const state: { hold: DatabaseHold | null; ended: boolean } = { hold: null, ended: false };
  const disk = databaseDisk(pool, options.faults ?? NOBODY);
  const failed = (error: unknown): Away | null => {
    disk.failed(error);
    return awayOf(error);
  };
  const endPool = async (): Promise<void> => {
    if (state.ended) return;
    state.ended = true;
    await inTime(Promise.all([pool.end(), readPool.end()]));
  };
  const close = async (): Promise<void> => {
    disk.close();
    await inTime(signing.value.heads.close());
    await endPool();
    await inTime(state.hold?.close());
    await postgres.value.close();
  };
  const where = whereOf(databaseUrl, dataDir);
  const onLost = (sentence: string): void => {
    void endPool();
    as?.onLost(sentence);
  };
  const prepare = async (): Promise<Outcome<Installation | null>> => {
    const held = await holdFor(postgres.value, options, { where, known: state.hold, onLost });
    if (!held.ok) return held;
    state.hold = held.value;
    return takeOver({ pool, owner: postgres.value.owner }, options, where);
  };
  const waiting = { where, say, onWaiting, stop };
  const prepared = await waitForDatabase(prepare, waiting).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  if (!prepared.ok) {
    await close();
    return prepared;
  }
  await patiently(() => signOld(pool, signing.value), waiting);
  return accept({
    ...partsOf({ pool, readPool }, { ...options, signing: signing.value }, failed),
    ...{ pool, installation: prepared.value, failed, close },
    patiently: (work) => patiently(work, waiting),
  });
}

async function signOld(pool: pg.Pool, signing: LogSigning): Promise<void> {
  await signOldLogs(pool, signing);
  await signOldRows(pool, signing);
  await signOldSecurityLog(pool, signing);
}

type Holding = {
  readonly where: string;
  /** From an earlier try. */
  readonly known: DatabaseHold | null;
  readonly onLost: (sentence: string) => void;
};

/** Changes nothing: whether connections keep their sessions, and whether nobody else has the database. */
async function holdFor(
  { connection, embedded }: OpenedPostgres,
  { as, log }: StoreOptions,
  { where, known, onLost }: Holding,
): Promise<Outcome<DatabaseHold | null>> {
  if (known !== null) return accept(known);
  const own = embedded ? accept(undefined) : await checkOwnSession(connection, where);
  if (!own.ok) return own;
  return as ? await holdDatabase(connection, { where, log, onLost }) : accept(null);
}

/** Looks whose it is before it changes anything. */
async function takeOver(
  { pool, owner }: { readonly pool: pg.Pool; readonly owner: PostgresConnection },
  { dataDir, onEvent, as }: StoreOptions,
  where: string,
): Promise<Outcome<Installation | null>> {
  const claimed = as ? await claimInstallation(pool, { ...as, dataDir }, where) : accept(null);
  if (!claimed.ok) return claimed;
  const migrated = await migrateAs(owner, onEvent);
  if (!migrated.ok) return migrated;
  await makeState(pool);
  return accept((await claimed.value?.settle()) ?? null);
}

function poolOf({ connection }: OpenedPostgres, { most, patienceMs }: typeof CONNECTIONS): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: most,
    types: STORED_MOMENTS,
    connectionTimeoutMillis: patienceMs,
    keepAlive: true,
    query_timeout: ANSWER_TIMEOUT_MS,
    // not as a parameter of the start, which a pooler refuses
    verify: (client, done) =>
      void client.query(`set statement_timeout = ${STATEMENT_TIMEOUT_MS}`).then(() => done(), done),
  });
  hearConnections(pool);
  return pool;
}

type Parts = Omit<OpenedStore, "pool" | "installation" | "failed" | "patiently" | "close">;

function partsOf(
  { pool, readPool }: { readonly pool: pg.Pool; readonly readPool: pg.Pool },
  {
    retention,
    log,
    signing,
    unreadable = UNCOUNTED,
  }: Pick<StoreOptions, "retention" | "log" | "unreadable"> & { readonly signing: LogSigning },
  failed: (error: unknown) => void,
): Parts {
  const kept = {
    raw: durationMs(retention.raw),
    minute: durationMs(retention.minute),
    hour: durationMs(retention.hour),
  };
  const samples = sampleStore(pool, targetKeysIn(pool), { ...kept, unreadable, readPool });
  const frames = frameStore(pool, unreadable);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    ...samples,
    ...frames,
    ...rolloutStore(prisma, unreadable),
    eventLog: eventLog(pool, signing, unreadable),
    drafts: (rollout) => draftStore(prisma, rollout, unreadable),
    securityLog: watchedSecurityLog(pool, signing),
    writer: sampleWriter(samples, log, { failed }),
    expire: async (now) => {
      await frames.expireFrames(Math.floor(now / TICK_MS) - FRAMES_KEPT_TICKS);
      return samples.expire(now);
    },
  };
}
