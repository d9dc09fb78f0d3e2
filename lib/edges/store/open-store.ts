import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { durationMs } from "#core/plan/when";
import { accept, type Outcome } from "#core/outcome";
import { TICK_MS } from "#core/time";
import type { DraftStore } from "#engine/draft-port";
import type { RolloutShelf } from "#engine/rollout-port";
import type { EventLog, FrameStore, Log, RolloutStore, SampleStore, SampleWriter, StoreUpkeep } from "#engine/ports";
import { PrismaClient } from "#prisma/client";
import { frameStore } from "./frames.ts";
import { draftStore } from "./log/drafts.ts";
import { eventLog } from "./log/event-log.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./open-postgres.ts";
import { rolloutStore } from "./rollouts.ts";
import { makeState } from "./samples/roll-up-state.ts";
import { sampleStore } from "./samples/sample-store.ts";
import { sampleWriter } from "./samples/sample-writer.ts";
import { targetKeysIn } from "./samples/target-keys.ts";

export type StoreOptions = {
  readonly dataDir: string;
  /** A PostgreSQL of the user's own; absent: the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** Lengths of time as the configuration writes them: `7d`, `36h`. */
  readonly retention: { readonly raw: string; readonly minute: string; readonly hour: string };
  /** One line for a person per step that takes time. */
  readonly onEvent: (line: string) => void;
  readonly log: Log;
};

export type OpenedStore = SampleStore &
  StoreUpkeep &
  FrameStore &
  RolloutStore &
  RolloutShelf & {
    readonly writer: SampleWriter;
    readonly eventLog: EventLog;
    drafts(rollout: string): DraftStore;
    /** The same database, for what keeps its own tables: accounts. */
    readonly pool: pg.Pool;
    close(): Promise<void>;
  };

const MIGRATIONS = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));
const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const FRAMES_KEPT_TICKS = 3_600_000 / TICK_MS;

/** The database, running, migrated and ready; refusals are one sentence for the terminal. */
export async function openStore(options: StoreOptions): Promise<Outcome<OpenedStore>> {
  const postgres = await openPostgres(options);
  if (!postgres.ok) return postgres;
  const pool = new pg.Pool({
    ...postgres.value.connection,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  // an idle connection that the server ends is replaced at the next query
  pool.on("error", () => undefined);
  const close = async (): Promise<void> => {
    await pool.end();
    await postgres.value.close();
  };
  const migrated = await migrate(pool, MIGRATIONS, options.onEvent);
  if (!migrated.ok) {
    await close();
    return migrated;
  }
  await makeState(pool);
  return accept({ ...partsOf(pool, options), close });
}

function partsOf(pool: pg.Pool, { retention, log }: StoreOptions): Omit<OpenedStore, "close"> {
  const kept = {
    raw: durationMs(retention.raw),
    minute: durationMs(retention.minute),
    hour: durationMs(retention.hour),
  };
  const samples = sampleStore(pool, targetKeysIn(pool), kept);
  const frames = frameStore(pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    ...samples,
    ...frames,
    ...rolloutStore(prisma),
    pool,
    eventLog: eventLog(pool),
    drafts: (rollout) => draftStore(prisma, rollout),
    writer: sampleWriter(samples, log),
    expire: async (now) => {
      await frames.expireFrames(Math.floor(now / TICK_MS) - FRAMES_KEPT_TICKS);
      return samples.expire(now);
    },
  };
}
