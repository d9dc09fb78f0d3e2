import { fileURLToPath } from "node:url";
import type { Sample } from "#core/measure/sample";
import { quantile } from "#core/measure/sketch";
import { mergeAllSums, type Window, type WindowSum } from "#core/measure/window";
import type { Plan } from "#core/plan/plan";
import type { Target } from "#core/target";
import { HOUR_MS, SECOND_MS, TICK_MS, tickAt, type Range } from "#core/time";
import { loadPlan } from "#edges/plan-file/load-plan";
import type { OpenedStore } from "#edges/store/open-store";
import { readingOf, yardsticksOf } from "#engine/readings";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { benchTargets, keepUp, probeTicks, T0, withStore } from "./store-fixture.ts";

const HOURS = 36;
const TARGETS = 20;
const ROUNDS = 20;
/** The range begins and ends inside a minute, so that hours, minutes and single ticks are all read. */
const RANGE = { from: T0 + 35 * SECOND_MS, to: T0 + HOURS * HOUR_MS - 65 * SECOND_MS };

/** Every metric and verdict of the shipped plan over 36 h of 20 targets, from the database, against all raw samples. */
export const bench: Bench = { name: "window", run };

async function run(): Promise<Figures> {
  const plan = await shippedPlan();
  return withStore(async ({ store }) => {
    const targets = benchTargets(TARGETS);
    await store.saveTargets(targets);
    const truth = await fill(store, targets);
    const ask: Ask = async (range) => {
      const sums = await store.windows(
        targets.map(({ id }) => id),
        range,
      );
      judgeAll(plan, { range, targets: windowsOf(targets, sums) });
      return sums;
    };
    const [coldMs, sums] = await timed(() => ask(RANGE));
    const warm: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) warm.push((await timed(() => ask(RANGE)))[0]);
    const sliding = await slide(store, targets, ask);
    const all = mergeAllSums([...sums.values()]);
    return {
      samples: figure(truth.samples, "samples"),
      cold: figure(coldMs, "ms", { below: 100 }),
      warm_p50: figure(percentile(warm, 0.5), "ms", { below: 20 }),
      warm_max: figure(percentile(warm, 1), "ms"),
      sliding_p50: figure(percentile(sliding, 0.5), "ms", { below: 20 }),
      sliding_max: figure(percentile(sliding, 1), "ms"),
      requests_off_by: figure(Math.abs(all.requests - truth.samples), "requests", { most: 0 }),
      errors_off_by: figure(Math.abs(all.errors - truth.errors), "errors", { most: 0 }),
      p99_off_by: figure((100 * Math.abs((quantile(all.latency, 0.99) ?? 0) - truth.p99)) / truth.p99, "%", {
        most: 1,
      }),
    };
  });
}

async function shippedPlan(): Promise<Plan> {
  const loaded = await loadPlan(fileURLToPath(new URL("../plans/full-rollout-sprint-3.yaml", import.meta.url)));
  if (!loaded.ok) throw new Error("the shipped plan cannot be read");
  return loaded.value;
}

type Ask = (range: Range) => Promise<ReadonlyMap<string, WindowSum>>;
type Truth = { readonly samples: number; readonly errors: number; readonly p99: number };

async function fill(store: OpenedStore, targets: readonly Target[]): Promise<Truth> {
  const within: Sample[] = [];
  let batch: Sample[] = [];
  for (const samples of probeTicks(targets, HOURS)) {
    const at = (samples[0]?.tick ?? 0) * 5 * SECOND_MS;
    if (at >= RANGE.from && at < RANGE.to) within.push(...samples);
    batch.push(...samples);
    if (batch.length < 14_400) continue;
    await store.write(batch);
    batch = [];
    await keepUp(store, at);
  }
  const latencies = within.flatMap(({ latency }) => (latency ? [latency.max] : [])).toSorted((a, b) => a - b);
  return {
    samples: within.length,
    errors: within.reduce((n, { errors }) => n + errors, 0),
    p99: latencies[Math.floor(0.99 * (latencies.length - 1))] ?? Number.NaN,
  };
}

/** As the engine would ask: every tick, after it was written, for the 36 h that end with it. */
async function slide(store: OpenedStore, targets: readonly Target[], ask: Ask): Promise<readonly number[]> {
  const times: number[] = [];
  const batches = [...probeTicks(targets, 1)].slice(0, ROUNDS);
  for (const [i, samples] of batches.entries()) {
    const shift = (i + 1) * TICK_MS;
    await store.write(samples.map((sample) => ({ ...sample, tick: tickAt(T0 + HOURS * HOUR_MS) + i })));
    times.push((await timed(() => ask({ from: T0 + shift, to: T0 + HOURS * HOUR_MS + shift })))[0]);
  }
  return times;
}

function windowsOf(targets: readonly Target[], sums: ReadonlyMap<string, WindowSum>): Window["targets"] {
  return targets.flatMap((target) => {
    const sum = sums.get(target.id);
    return sum ? [{ target, sum }] : [];
  });
}

function judgeAll(plan: Plan, window: Window): void {
  for (const yardstick of yardsticksOf(plan).values()) readingOf(yardstick, window, 0.95);
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [ms: number, result: T]> {
  const begun = performance.now();
  const result = await work();
  return [performance.now() - begun, result];
}
