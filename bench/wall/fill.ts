import type pg from "pg";
import type { Sample } from "#core/measure/sample";
import type { Target } from "#core/target";
import { HOUR_MS, tickAt, type EpochMs } from "#core/time";
import { benchTargets, keepUp, probeTicks, T0, type Opened } from "../store-fixture.ts";

/** Targets whose every sample goes through the store; the others' rows are copies of theirs. */
const WRITTEN = 20;
const TICKS_AT_ONCE = 36;
const SERVICES = ["Gateway", "Learner profiles", "Recommendations", "Checkout", "Progress tracking", "Search"];
const REGIONS = ["eu-central-1", "us-east-1", "ap-southeast-2"];

/** Targets as a real list has them: names of different length, three segments, one in ten critical. */
export function wallTargets(count: number): readonly Target[] {
  return benchTargets(count).map((target, i) => ({
    ...target,
    // one in fifty is probed, the others report their traffic
    kind: i % 50 === 0 ? "http" : "push",
    name: `${SERVICES[i % SERVICES.length]}, ${REGIONS[(i % 7) % 3]}, node ${i}`,
    segment: `segment-${"abc"[i % 3]}`,
    region: REGIONS[(i % 7) % 3] ?? null,
    critical: i % 10 === 0,
  }));
}

/**
 * 36 h of these targets that end at `end`, rolled up and packed as upkeep leaves them. Twenty targets are written through
 * the store; their rows, bytes and all, are then copied for the others, which would take half an hour otherwise.
 */
export async function fill({ store, pool }: Opened, targets: readonly Target[], span: Span): Promise<void> {
  const written = targets.slice(0, WRITTEN);
  await store.saveTargets(written);
  const shift = tickAt(span.end - span.hours * HOUR_MS) - tickAt(T0);
  let waiting: Sample[] = [];
  let ticks = 0;
  for (const samples of probeTicks(written, span.hours)) {
    waiting.push(...samples.map((sample) => ({ ...sample, tick: sample.tick + shift })));
    ticks += 1;
    if (ticks % TICKS_AT_ONCE !== 0) continue;
    await store.write(waiting);
    waiting = [];
    // hour by hour, as in life: packed hours leave the table of rows small
    if (ticks % (TICKS_AT_ONCE * 20) === 0) await keepUp(store, span.end - span.hours * HOUR_MS + ticks * 5_000);
  }
  await keepUp(store, span.end);
  await store.saveTargets(targets.slice(WRITTEN));
  await copyRows(pool);
}

type Span = { readonly end: EpochMs; readonly hours: number };

async function copyRows(pool: pg.Pool): Promise<void> {
  const copies = `(select source.key as source, copy.key as copy from
    (select key, row_number() over (order by key) - 1 as n from target) as copy
    join (select key, row_number() over (order by key) - 1 as n from target) as source
      on copy.n >= ${WRITTEN} and source.n = copy.n % ${WRITTEN}) as pair`;
  const tables = {
    sample: ["tick", "requests", "errors", "up", "latency", "gauges", "reason"],
    minute_sum: ["minute", "sum"],
    sample_block: ["hour", "n", "samples", "minutes", "total"],
  };
  for (const [table, columns] of Object.entries(tables)) {
    const names = columns.join(", ");
    await pool.query(
      `insert into ${table} (target_key, ${names}) select pair.copy, ${names} from ${table} join ${copies} on target_key = pair.source`,
    );
    await pool.query(`vacuum analyze ${table}`);
  }
}
