import PgBoss from "pg-boss";
import type { Log } from "#engine/ports";
import type { Pool, Sql } from "./sql.ts";

/** How long a failed message is tried again: the pause doubles with every try. */
export type Patience = { readonly tries: number; readonly pauseSeconds: number; readonly checkSeconds: number };

/** Ten to twenty minutes in eight tries; what a killed process left is found within ten seconds after its time. */
export const PATIENCE: Patience = { tries: 8, pauseSeconds: 5, checkSeconds: 10 };

/** pg-boss's tables stay out of ours: it migrates them itself. */
const SCHEMA = "holdpoint_queue";
const DEAD = "dead";
const HOUR_S = 3_600;
/** Beyond a try's own time limit: then its process is taken for dead, and the message is given out again. */
const GRACE_S = 15;

/** The queue's own pause stays where it is the longer one. */
const NOT_BEFORE = `update ${SCHEMA}.job set start_after = greatest(start_after, now() + $3 * interval '1 millisecond')
  where name = $1 and id = $2 and state = 'retry'`;

/** The work queue: ids of deliveries, by channel. */
export type WorkQueue = {
  /** In the transaction of `sql`. */
  add(sql: Sql, channel: string, ids: readonly string[]): Promise<void>;
  /** At most `most` ids that are due; nobody else gets them until their time is over. */
  take(channel: string, most: number): Promise<readonly string[]>;
  done(channel: string, id: string): Promise<void>;
  /** It is given out again after a pause, not before `waitMs` are over, or is dead after its last try. */
  failed(channel: string, id: string, waitMs: number): Promise<void>;
  /** Ids of deliveries that had their last try. */
  takeDead(): Promise<readonly { readonly job: string; readonly id: string }[]>;
  buried(job: string): Promise<void>;
  close(): Promise<void>;
};

export type QueueOptions = {
  readonly pool: Pool;
  readonly channels: readonly { readonly id: string; readonly timeoutMs: number }[];
  readonly patience: Patience;
  readonly log: Log;
};

/** Without a channel nothing is ever queued, and the database is left as it is. */
const IDLE: WorkQueue = {
  add: async () => undefined,
  take: async () => [],
  done: async () => undefined,
  failed: async () => undefined,
  takeDead: async () => [],
  buried: async () => undefined,
  close: async () => undefined,
};

/** Makes what is missing in the database; safe when several nodes start at once. */
export async function openWorkQueue({ pool, channels, patience, log }: QueueOptions): Promise<WorkQueue> {
  if (channels.length === 0) return IDLE;
  const boss = new PgBoss({
    db: dbOf(pool),
    schema: SCHEMA,
    schedule: false,
    maintenanceIntervalSeconds: patience.checkSeconds,
    archiveCompletedAfterSeconds: HOUR_S,
    archiveFailedAfterSeconds: HOUR_S,
    deleteAfterHours: 1,
  });
  boss.on("error", (error) => log.warn({ error: error.message }, "the queue of notifications stumbled"));
  await boss.start();
  await boss.createQueue(DEAD);
  for (const { id } of channels) await boss.createQueue(nameOf(id), { name: nameOf(id), deadLetter: DEAD });
  const limits = new Map(channels.map(({ id, timeoutMs }) => [id, Math.ceil(timeoutMs / 1_000) + GRACE_S]));
  const jobOf = (channel: string, id: string): PgBoss.JobInsert<{ id: string }> => ({
    id,
    name: nameOf(channel),
    data: { id },
    retryLimit: patience.tries - 1,
    retryDelay: patience.pauseSeconds,
    retryBackoff: true,
    expireInSeconds: limits.get(channel) ?? GRACE_S,
    deadLetter: DEAD,
  });
  return {
    add: async (sql, channel, ids) => {
      if (ids.length === 0) return;
      const inside = { db: dbOf(sql) };
      // a dead letter that is tried again has had a job of the same id
      await boss.deleteJob(nameOf(channel), [...ids], inside);
      await boss.insert(
        ids.map((id) => jobOf(channel, id)),
        inside,
      );
    },
    ...takingFrom(boss, pool),
    close: () => boss.stop({ graceful: false }),
  };
}

function takingFrom(boss: PgBoss, pool: Pool): Omit<WorkQueue, "add" | "close"> {
  return {
    take: async (channel, most) => (await boss.fetch(nameOf(channel), { batchSize: most })).map(({ id }) => id),
    done: async (channel, id) => void (await boss.complete(nameOf(channel), id)),
    failed: async (channel, id, waitMs) => {
      await boss.fail(nameOf(channel), id);
      if (waitMs > 0) await pool.query(NOT_BEFORE, [nameOf(channel), id, waitMs]);
    },
    takeDead: async () => {
      const jobs = await boss.fetch<{ id: string }>(DEAD, { batchSize: 100 });
      return jobs.map(({ id: job, data }) => ({ job, id: data.id }));
    },
    buried: async (job) => void (await boss.complete(DEAD, job)),
  };
}

function nameOf(channel: string): string {
  return `channel-${channel}`;
}

/** Several statements at once, as pg-boss migrates and tidies with, have no rows that it reads. */
function dbOf(sql: Sql): PgBoss.Db {
  return {
    executeSql: async (text, values?: unknown[]) => {
      const result = await sql.query(text, values);
      return { rows: Array.isArray(result) ? [] : [...result.rows] };
    },
  };
}
