import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Sample } from "#core/measure/sample";
import { HOUR_MS } from "#core/time";
import { figure, type Bench, type Figures } from "./figure.ts";
import { benchTargets, keepUp, probeTicks, T0, withStore } from "./store-fixture.ts";

const HOURS = 36;
const TARGETS = 20;

/** Bytes on disk per raw sample of a 36-hour rollout, all tables and indexes, roll-ups included, as upkeep leaves them. */
export const bench: Bench = { name: "storage", run };

async function run(): Promise<Figures> {
  return withStore(async ({ store, dataDir }) => {
    const targets = benchTargets(TARGETS);
    await store.saveTargets(targets);
    const before = await bytesIn(dataDir);
    let samples = 0;
    const batch: Sample[] = [];
    for (const tick of probeTicks(targets, HOURS)) {
      batch.push(...tick);
      samples += tick.length;
      if (batch.length < 14_400) continue;
      await store.write(batch.splice(0));
      await keepUp(store, T0 + (samples / TARGETS) * 5_000);
    }
    await keepUp(store, T0 + HOURS * HOUR_MS);
    const after = await bytesIn(dataDir);
    return {
      samples: figure(samples, "samples"),
      bytes_per_sample: figure((after - before) / samples, "bytes", { most: 40 }),
      whole_folder: figure(after / 1e6, "MB"),
    };
  });
}

/** Table files only: the write-ahead log is recycled and does not grow with the data. */
async function bytesIn(dataDir: string): Promise<number> {
  const { stdout } = await promisify(execFile)("du", ["-sb", "--exclude=pg_wal", dataDir]);
  return Number(stdout.split(/\s/)[0]);
}
