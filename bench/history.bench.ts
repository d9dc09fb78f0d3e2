import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { request } from "undici";
import type { Sample } from "#core/measure/sample";
import { HOUR_MS, MINUTE_MS, TICK_MS, tickStart, type Range } from "#core/time";
import type { OpenedStore } from "#edges/store/open-store";
import { startProgram, type RunningProgram } from "#testing/running-program";
import { historySchema, type History } from "#wire/history";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { benchTargets, keepUp, probeTicks, T0, withStore, type Opened } from "./store-fixture.ts";

const HOURS = 36;
const BUCKETS = 720;
const ROUNDS = 300;
/** The first requests compile the route; a display that is open all night does not see them. */
const FIRST_ROUNDS = 20;
/** Nothing was measured for 40 minutes here. */
const OUTAGE = { from: T0 + 10 * HOUR_MS, to: T0 + 10 * HOUR_MS + 40 * MINUTE_MS };

/** 36 h of one target in 720 buckets over HTTP from the whole program, and each bucket against all its samples. */
export const bench: Bench = { name: "history", run };

async function run(): Promise<Figures> {
  return withStore(async (opened) => {
    const samples = await fill(opened.store);
    const program = await startWith(opened);
    try {
      const range = { from: T0, to: T0 + HOURS * HOUR_MS };
      const first = await ask(program, range);
      const times: number[] = [];
      for (let i = 0; i < FIRST_ROUNDS; i += 1) await ask(program, range);
      for (let i = 0; i < ROUNDS; i += 1) times.push((await ask(program, range)).ms);
      // as a chart that is open does: the range moves on with every tick
      const moving: number[] = [];
      for (let i = 0; i < ROUNDS; i += 1) {
        const shift = i * TICK_MS - HOUR_MS;
        moving.push((await ask(program, { from: range.from + shift, to: range.to + shift })).ms);
      }
      return { ...figuresOf(times, moving, first), ...compare(first.history, samples) };
    } finally {
      await program.stop();
    }
  });
}

async function fill(store: OpenedStore): Promise<readonly Sample[]> {
  const targets = benchTargets(1);
  await store.saveTargets(targets);
  const all: Sample[] = [];
  for (const [sample] of probeTicks(targets, HOURS)) {
    if (!sample) continue;
    const at = tickStart(sample.tick);
    if (at < OUTAGE.from || at >= OUTAGE.to) all.push(sample);
  }
  for (let i = 0; i < all.length; i += 720) await store.write(all.slice(i, i + 720));
  await keepUp(store, T0 + HOURS * HOUR_MS + 5 * MINUTE_MS);
  return all;
}

async function startWith({ dataDir, databaseUrl }: Opened): Promise<RunningProgram> {
  const config = join(dataDir, "holdpoint.yaml");
  const targets = benchTargets(1).map(({ id }) => ({ id, kind: "push" }));
  // JSON is YAML
  await writeFile(config, JSON.stringify({ targets, retention: { raw: "400d", minute: "400d", hour: "400d" } }));
  return startProgram(["start"], { DATABASE_URL: databaseUrl, HOLDPOINT_CONFIG: config, HOLDPOINT_LOG: "warn" });
}

type Answer = { readonly ms: number; readonly bytes: number; readonly history: History };

async function ask(program: RunningProgram, range: Range): Promise<Answer> {
  const token = new URL(program.address).searchParams.get("token") ?? "";
  const url = `${program.origin}/api/v1/targets/target-0/history?from=${range.from}&to=${range.to}&buckets=${BUCKETS}`;
  const begun = performance.now();
  const { statusCode, headers, body } = await request(url, {
    headers: { authorization: `Bearer ${token}`, "accept-encoding": "gzip" },
  });
  const bytes = Buffer.from(await body.arrayBuffer());
  const ms = performance.now() - begun;
  const text = headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes;
  if (statusCode !== 200) throw new Error(`the history answered ${statusCode}: ${text.toString()}`);
  return { ms, bytes: bytes.length, history: historySchema.parse(JSON.parse(text.toString())) };
}

function figuresOf(times: readonly number[], moving: readonly number[], first: Answer): Figures {
  return {
    first: figure(first.ms, "ms"),
    p50: figure(percentile(times, 0.5), "ms"),
    p99: figure(percentile(times, 0.99), "ms", { below: 25 }),
    moving_p50: figure(percentile(moving, 0.5), "ms"),
    moving_p99: figure(percentile(moving, 0.99), "ms", { below: 25 }),
    compressed: figure(first.bytes / 1_000, "KB", { below: 40 }),
  };
}

/** Every bucket against the samples that lie in it. */
function compare(history: History, samples: readonly Sample[]): Figures {
  const off = { buckets: Math.abs(history.minMs.length - BUCKETS), edges: 0, gaps: 0, p99: 0 };
  const byBucket = history.minMs.map((): number[] => []);
  const ticks = history.minMs.map(() => 0);
  for (const { tick, latency } of samples) {
    const bucket = Math.floor((tickStart(tick) - history.from) / history.stepMs);
    ticks[bucket] = (ticks[bucket] ?? 0) + 1;
    if (latency) byBucket[bucket]?.push(latency.max);
  }
  for (const [i, list] of byBucket.entries()) {
    const sorted = list.toSorted((a, b) => a - b);
    const near = (found: number | null | undefined, truth: number | undefined): boolean =>
      truth === undefined ? found === null : Math.abs((found ?? Infinity) - truth) <= 0.005;
    if (!near(history.minMs[i], sorted[0]) || !near(history.maxMs[i], sorted.at(-1))) off.edges += 1;
    const share = (ticks[i] ?? 0) / (history.stepMs / TICK_MS);
    if (Math.abs((history.coverage[i] ?? -1) - share) > 0.001) off.gaps += 1;
    const p99 = sorted[Math.floor(0.99 * (sorted.length - 1))];
    // answered in hundredths
    if (p99 !== undefined) off.p99 = Math.max(off.p99, (Math.abs((history.p99Ms[i] ?? 0) - p99) - 0.005) / p99);
  }
  return {
    buckets_off_by: figure(off.buckets, "buckets", { most: 0 }),
    min_max_wrong: figure(off.edges, "buckets", { most: 0 }),
    gaps_wrong: figure(off.gaps, "buckets", { most: 0 }),
    p99_off_by: figure(100 * off.p99, "%", { most: 1 }),
  };
}
