import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { sketchOf } from "#core/measure/sketch";
import type { Sample } from "#core/measure/sample";
import type { Outcome } from "#core/outcome";
import type { Target } from "#core/target";
import { tickAt } from "#core/time";
import { chanceFrom, type Chance } from "#demo/chance";
import { openPostgres } from "#edges/store/open-postgres";
import { openStore, type OpenedStore } from "#edges/store/open-store";
import type { Log } from "#engine/ports";

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const T0 = Date.UTC(2026, 10, 15, 8);
const SEED = 20_261_115;

export type Opened = {
  readonly store: OpenedStore;
  readonly pool: pg.Pool;
  readonly dataDir: string;
  readonly databaseUrl: string;
};

/** A database of its own that is thrown away at the end, and a plain connection to it for references. */
export async function withStore<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), "holdpoint-bench-"));
  // as root, PostgreSQL runs as another user, who must be able to enter
  await chmod(dataDir, 0o755);
  const postgres = accepted(await openPostgres({ dataDir, onEvent: () => undefined }));
  const { host, user, password, database } = postgres.owner;
  const databaseUrl = `postgresql://${user}:${password as string}@localhost/${database}?host=${host}`;
  const retention = { raw: "40d", minute: "40d", hour: "400d" };
  const store = accepted(await openStore({ dataDir, databaseUrl, retention, onEvent: () => undefined, log: SILENT }));
  const pool = new pg.Pool({ connectionString: databaseUrl });
  try {
    return await work({ store, pool, dataDir, databaseUrl });
  } finally {
    await pool.end();
    await store.close();
    await postgres.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
}

export function benchTargets(count: number): readonly Target[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `target-${i}`,
    kind: "http" as const,
    name: `Target ${i}`,
    segment: "ABC"[i % 3] ?? "A",
    region: null,
    critical: true,
  }));
}

/** What probes find: one request per target and tick, one in a hundred wrong; latencies spread as lognormal. */
export function* probeTicks(targets: readonly Target[], hours: number): Generator<readonly Sample[]> {
  const chance = chanceFrom(SEED);
  const first = tickAt(T0);
  for (let tick = first; tick < first + hours * 720; tick += 1) yield targets.map(({ id }) => probed(id, tick, chance));
}

function probed(targetId: string, tick: number, chance: Chance): Sample {
  const failed = chance() < 0.01;
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return {
    targetId,
    tick,
    up: !failed,
    requests: 1,
    errors: failed ? 1 : 0,
    latency: failed ? null : sketchOf([40 * Math.exp(0.5 * normal)]),
    gauges: {},
    reason: failed ? "answered 503" : null,
  };
}

/** Everything upkeep would have done by `now`. */
export async function keepUp(store: OpenedStore, now: number): Promise<void> {
  for (const duty of ["rollUp", "seal", "expire"] as const) while ((await store[duty](now)).more);
}
