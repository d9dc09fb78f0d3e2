import type { Pool } from "pg";
import type { Target } from "#core/target";
import { DAY_MS, tickStart, type EpochMs } from "#core/time";
import type { LoggedEvent } from "#core/room/room-event";
import type { RolloutRecord, SampleStore } from "#engine/ports";
import { readEvents } from "./log/event-log.ts";
import { readSignedHead } from "./log/log-signing.ts";
import { UNCOUNTED } from "./reading.ts";
import { sampleStore } from "./samples/sample-store.ts";
import type { TargetKeys } from "./samples/target-keys.ts";

/** One rollout as the database has it, read by whoever has only that. */
export type StoredRollout = {
  readonly rollout: RolloutRecord;
  readonly targets: readonly Target[];
  readonly store: Pick<SampleStore, "windows" | "series">;
  readonly eventsAfter: (seq: number, most: number) => Promise<readonly LoggedEvent[]>;
  readonly signedHead: (seq: number) => Promise<string | null>;
  /** The end of the newest sample; null without one. */
  readonly measuredTo: EpochMs | null;
};

const READS_ONLY = { raw: DAY_MS, minute: DAY_MS, hour: DAY_MS };

/** The plan's rollout; the production one where there are both. Null where none has begun. Writes nothing. */
export async function storedRollout(pool: Pool, plan: string): Promise<StoredRollout | null> {
  const { rows } = await pool.query<Omit<RolloutRecord, "t0"> & { t0: Date }>(
    `select id, plan, plan_version as "planVersion", kind, t0 from rollout where plan = $1 order by kind limit 1`,
    [plan],
  );
  const [row] = rows;
  if (!row) return null;
  const targets = await pool.query<Target & { key: number }>(
    `select key, slug as id, kind, name, segment, region, critical from target order by slug`,
  );
  const keys = new Map(targets.rows.map(({ id, key }) => [id, key]));
  const known: TargetKeys = {
    save: () => Promise.reject(new Error("this only reads")),
    keyOf: (id) => keys.get(id),
    all: () => Promise.resolve(new Map([...keys].map(([id, key]) => [key, id]))),
  };
  const store = sampleStore(pool, known, READS_ONLY);
  const latest = await store.latestTick();
  return {
    rollout: { ...row, t0: row.t0.getTime() },
    targets: targets.rows.map(({ key: _, ...target }) => target),
    store,
    eventsAfter: (seq, most) => readEvents({ sql: pool, unreadable: UNCOUNTED }, { rollout: row.id, seq, most }),
    signedHead: (seq) => readSignedHead(pool, row.id, seq),
    measuredTo: latest === null ? null : tickStart(latest + 1),
  };
}
