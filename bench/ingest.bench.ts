import type { Sample } from "#core/measure/sample";
import { encodeSketch } from "#core/measure/sketch-bytes";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { benchTargets, probeTicks, withStore } from "./store-fixture.ts";

const BATCH = 100;
const ROUNDS = 5;
const BATCHES_PER_ROUND = 100;

const COLUMNS = 8;
const ROWS = Array.from({ length: BATCH }, (_, row) => `(${placeholders(row * COLUMNS)})`).join(",");
const INSERT = `insert into bare (tick, target_key, up, requests, errors, latency, gauges, reason) values ${ROWS}`;

/** Batches of 100 samples through the store against one multi-row INSERT of the same rows by the plain driver, in turns. */
export const bench: Bench = { name: "ingest", run };

async function run(): Promise<Figures> {
  return withStore(async ({ store, pool }) => {
    const targets = benchTargets(BATCH);
    await store.saveTargets(targets);
    await pool.query(`create table bare (like sample including all)`);
    const ticks = probeTicks(targets, 36);
    const rates: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      const batches = Array.from({ length: BATCHES_PER_ROUND }, () => ticks.next().value as readonly Sample[]);
      const ours = await rateOf(batches, (batch) => store.write(batch));
      const theirs = await rateOf(batches, (batch) => pool.query(INSERT, batch.flatMap(rowOf)));
      // the first round warms both up
      if (round === 0) continue;
      rates.ours.push(ours);
      rates.bare.push(theirs);
    }
    const [ours, theirs] = [percentile(rates.ours, 0.5), percentile(rates.bare, 0.5)];
    return {
      store_rate: figure(ours, "samples/s"),
      reference_plain_insert_rate: figure(theirs, "rows/s"),
      rate_against_reference: figure(ours / theirs, "ratio", { least: 0.5 }),
    };
  });
}

function placeholders(before: number): string {
  return Array.from({ length: COLUMNS }, (_, column) => `$${before + column + 1}`).join(",");
}

function rowOf(sample: Sample, index: number): unknown[] {
  const { tick, up, requests, errors, latency, reason } = sample;
  return [tick, index + 1, up, requests, errors, latency && Buffer.from(encodeSketch(latency)), null, reason];
}

async function rateOf<T>(batches: readonly T[], write: (batch: T) => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  for (const batch of batches) await write(batch);
  return (batches.length * BATCH * 1_000) / (performance.now() - begun);
}
