import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sample } from "#core/measure/sample";
import { sketchOf } from "#core/measure/sketch";
import { sumOf, type WindowSum } from "#core/measure/window";
import type { Target } from "#core/target";
import { DAY_MS, HOUR_MS, MINUTE_MS, TICK_MS, tickAt, type Range } from "#core/time";
import { chanceFrom, type Chance } from "#demo/chance";
import type { SampleStore, StoreUpkeep } from "#engine/ports";
import { openTestDatabase } from "#testing/a-database";
import { testSeed } from "#testing/test-seed";
import { makeState } from "./roll-up-state.ts";
import { sampleStore } from "./sample-store.ts";
import { targetKeysIn } from "./target-keys.ts";

type Store = SampleStore & StoreUpkeep;

const START = Date.UTC(2026, 10, 15, 7, 40);
const END = START + 3 * HOUR_MS;
const IDS = ["alpha", "beta", "traffic"];
const FOREVER = { raw: 400 * DAY_MS, minute: 400 * DAY_MS, hour: 400 * DAY_MS };

let database: { readonly pool: Pool; close(): Promise<void> };
beforeAll(async () => void (database = await openTestDatabase()));
afterAll(() => database.close());

async function freshStore(retention = FOREVER): Promise<Store> {
  await database.pool.query("truncate sample, minute_sum, sample_block, roll_up_state");
  await makeState(database.pool);
  const store = sampleStore(database.pool, targetKeysIn(database.pool), retention);
  await store.saveTargets(IDS.map(targetCalled));
  return store;
}

function targetCalled(id: string): Target {
  return { id, kind: id === "traffic" ? "push" : "http", name: id, segment: "A", region: null, critical: true };
}

function aSample(targetId: string, tick: number, chance: Chance): Sample {
  const traffic = targetId === "traffic";
  const up = traffic ? null : chance() > 0.05;
  const requests = traffic ? Math.floor(chance() * 40) : 1;
  const latencies = Array.from({ length: up === false ? 0 : requests }, () => 5 + 200 * chance() ** 3);
  return {
    targetId,
    tick,
    up,
    requests,
    errors: up === false ? 1 : Math.floor(chance() * 1.1 * Math.min(1, requests)),
    latency: latencies.length === 0 ? null : sketchOf(latencies),
    gauges: traffic ? { cpu_percent: 100 * chance(), ...(chance() > 0.5 && { revenue_usd: 10 * chance() }) } : {},
    reason: up === false ? "connection refused" : null,
  };
}

/** Three hours of every target, a few ticks missing. */
function someHours(chance: Chance): readonly Sample[] {
  const samples: Sample[] = [];
  for (let tick = tickAt(START); tick < tickAt(END); tick += 1)
    for (const id of IDS) if (chance() > 0.03) samples.push(aSample(id, tick, chance));
  return samples;
}

async function keepUp(store: Store, now: number): Promise<void> {
  for (const duty of ["rollUp", "seal", "expire"] as const) while ((await store[duty](now)).more);
}

/** Nearly in order: one sample in twenty comes up to two hours late, so that minutes and hours are closed already. */
async function writeAll(store: Store, samples: readonly Sample[], chance: Chance): Promise<void> {
  const arrival = (sample: Sample): number => sample.tick + (chance() < 0.05 ? chance() * 1_440 : 0);
  const timed = samples.map((sample) => ({ at: arrival(sample), sample })).toSorted((a, b) => a.at - b.at);
  for (let from = 0; from < timed.length;) {
    const batch = timed.slice(from, from + 1 + Math.floor(chance() * 300));
    const receipt = await store.write(batch.map(({ sample }) => sample));
    expect(receipt).toEqual({ stored: batch.length, duplicates: 0 });
    from += batch.length;
    if (chance() < 0.5) await keepUp(store, (batch.at(-1)?.at ?? 0) * TICK_MS);
  }
}

function within(samples: readonly Sample[], range: Range, id: string): readonly Sample[] {
  return samples.filter(
    ({ targetId, tick }) => targetId === id && tick * TICK_MS >= range.from && tick * TICK_MS < range.to,
  );
}

function bruteForce(samples: readonly Sample[], range: Range): ReadonlyMap<string, WindowSum> {
  const sums = IDS.map((id): [string, WindowSum] => [id, sumOf(within(samples, range, id))]);
  return new Map(sums.filter(([, sum]) => sum.ticks > 0));
}

/** Sums of floats depend on their order in the last digits only. */
function comparable(sums: ReadonlyMap<string, WindowSum>): unknown {
  const text = JSON.stringify([...sums].toSorted(), (_, value: unknown) =>
    typeof value === "number" ? Number(value.toPrecision(9)) : sortedRecord(value),
  );
  return JSON.parse(text) as unknown;
}

function sortedRecord(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function someRange(chance: Chance): Range {
  const [a, b] = [chance(), chance()].map((share) => START - HOUR_MS + Math.floor(share * 5 * HOUR_MS));
  return { from: Math.min(a ?? 0, b ?? 0), to: Math.max(a ?? 0, b ?? 0) };
}

describe("a store of samples", () => {
  it("answers like a brute force over all samples, whatever was late, rolled up or packed", async () => {
    const chance = chanceFrom(testSeed());
    const store = await freshStore();
    const samples = someHours(chance);
    await writeAll(store, samples, chance);
    for (let i = 0; i < 30; i += 1) {
      const range = someRange(chance);
      expect(comparable(await store.windows(IDS, range)), JSON.stringify(range)).toEqual(
        comparable(bruteForce(samples, range)),
      );
      if (i === 15) await keepUp(store, END + 5 * HOUR_MS);
    }
    const raw = await store.samples(IDS, { from: START, to: END });
    const key = ({ tick, targetId }: Sample): string => `${tick} ${targetId}`;
    expect(raw.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(
      samples.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)),
    );
  });

  it.each([TICK_MS, 15_000, MINUTE_MS, 7 * MINUTE_MS, HOUR_MS])(
    "cuts a range into steps of %i ms as a brute force does",
    async (stepMs) => {
      const chance = chanceFrom(testSeed() + stepMs);
      const store = await freshStore();
      const samples = someHours(chance);
      await writeAll(store, samples, chance);
      const from = Math.floor((START + 20 * MINUTE_MS) / stepMs) * stepMs;
      const range = { from, to: from + Math.min(2 * HOUR_MS, 200 * stepMs) };
      const steps = await store.series(IDS, range, stepMs);
      expect(steps.length).toBeGreaterThan(1);
      for (const step of steps) {
        const expected = bruteForce(samples, { from: step.from, to: Math.min(range.to, step.from + stepMs) });
        expect(comparable(step.sums)).toEqual(comparable(expected));
      }
      const covered = steps.reduce((n, { sums }) => n + [...sums.values()].reduce((all, sum) => all + sum.ticks, 0), 0);
      expect(covered).toBe([...bruteForce(samples, range).values()].reduce((all, sum) => all + sum.ticks, 0));
    },
  );

  it("gives a target's history with its gaps", async () => {
    const chance = chanceFrom(testSeed());
    const store = await freshStore();
    const samples = someHours(chance).filter(({ tick }) => tick < tickAt(START + HOUR_MS));
    await writeAll(store, samples, chance);
    await keepUp(store, END);
    const buckets = await store.history("alpha", { from: START, to: END }, 36);
    expect(buckets.length).toBe(36);
    for (const bucket of buckets) {
      const expected = sumOf(within(samples, { from: bucket.from, to: bucket.from + 5 * MINUTE_MS }, "alpha"));
      expect(bucket.ticks).toBe(expected.ticks);
      expect(bucket.maxMs).toBe(expected.ticks === 0 ? null : expected.latency.max);
    }
    expect(buckets.at(-1)).toMatchObject({ ticks: 0, minMs: null, maxMs: null, p99Ms: null });
  });

  it("counts in every answer what was written before it, however often it is asked", async () => {
    const chance = chanceFrom(testSeed());
    const store = await freshStore();
    const samples = someHours(chance);
    const shuffled = samples.map((sample) => ({ at: chance(), sample })).toSorted((a, b) => a.at - b.at);
    const ranges = [0, 1, 2].map(() => someRange(chance));
    const written: Sample[] = [];
    for (let from = 0; from < shuffled.length; from += 150) {
      const batch = shuffled.slice(from, from + 150).map(({ sample }) => sample);
      // an answer on its way while a write ends must not stand for what comes after it
      await Promise.all([...ranges.map((range) => store.windows(IDS, range)), store.write(batch)]);
      written.push(...batch);
      for (const range of ranges)
        expect(comparable(await store.windows(IDS, range))).toEqual(comparable(bruteForce(written, range)));
      if (chance() < 0.2) await keepUp(store, START + chance() * 4 * HOUR_MS);
    }
  });

  it("keeps the first sample of a target and tick, packed or not", async () => {
    const chance = chanceFrom(testSeed());
    const store = await freshStore();
    const samples = someHours(chance).slice(0, 2_500);
    await store.write(samples);
    expect(await store.latestTick()).toBe(samples.at(-1)?.tick);
    const again = samples.map((sample) => ({ ...sample, requests: 999 }));
    expect(await store.write(again)).toEqual({ stored: 0, duplicates: samples.length });
    await keepUp(store, END);
    expect(await store.write(again)).toEqual({ stored: 0, duplicates: samples.length });
    expect(comparable(await store.windows(IDS, { from: START, to: END }))).toEqual(
      comparable(bruteForce(samples, { from: START, to: END })),
    );
  });

  it("loses nothing when many write, sum and pack at the same time", async () => {
    const chance = chanceFrom(testSeed());
    const store = await freshStore();
    const samples = someHours(chance);
    const batches = Array.from({ length: 40 }, (_, i) => samples.filter((_sample, at) => at % 40 === i));
    const upkeep = async (): Promise<void> => {
      for (let i = 0; i < 15; i += 1) await keepUp(store, START + (i + 4) * 15 * MINUTE_MS).catch(() => undefined);
    };
    await Promise.all([...batches.map((batch) => store.write(batch)), upkeep(), upkeep()]);
    await keepUp(store, END + HOUR_MS);
    expect(comparable(await store.windows(IDS, { from: START, to: END }))).toEqual(
      comparable(bruteForce(samples, { from: START, to: END })),
    );
  });

  it("forgets samples first, then minutes, then hours", async () => {
    const store = await freshStore({ raw: 6 * HOUR_MS, minute: 12 * HOUR_MS, hour: 24 * HOUR_MS });
    const samples = someHours(chanceFrom(testSeed()));
    const all = { from: Date.UTC(2026, 10, 15, 7), to: Date.UTC(2026, 10, 15, 11) };
    await store.write(samples);
    await keepUp(store, END + 7 * HOUR_MS);
    expect(await store.samples(IDS, all)).toEqual([]);
    expect((await store.history("alpha", all, 24)).some(({ ticks }) => ticks > 0)).toBe(true);
    await keepUp(store, END + 13 * HOUR_MS);
    expect((await store.history("alpha", all, 24)).some(({ ticks }) => ticks > 0)).toBe(false);
    expect(comparable(await store.windows(IDS, all))).toEqual(comparable(bruteForce(samples, all)));
    await keepUp(store, END + 25 * HOUR_MS);
    expect((await store.windows(IDS, all)).size).toBe(0);
  });
});
