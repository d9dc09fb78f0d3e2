import { countedBaseline, upperRate } from "#core/measure/counted-baseline";
import { riskOf, riskOfRun } from "#core/measure/risk";
import { startTest, updateTest, type TestState } from "#core/measure/sequential";
import { sketchOf } from "#core/measure/sketch";
import { slowLine } from "#core/measure/slow-share";
import { HOUR_MS, MINUTE_MS, TICK_MS } from "#core/time";
import { chance, drawBinomial, drawExponential, drawNormal, type Chance } from "#testing/chance";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";

const SEED = Number(process.env["BENCH_SEED"] ?? "1");
const WINDOWS = 1_000;
const LIMIT_WINDOWS = 500;
const POWER_WINDOWS = 100;
const MINUTES = (36 * HOUR_MS) / MINUTE_MS;
const TICKS = MINUTE_MS / TICK_MS;
const BASELINE_MINUTES = 60;
const REQUESTS = 100 * 60;
const ERRORS = 0.001;
const MARGIN = 0.0005;
/** Latencies are drawn one by one for the baseline only: a tenth of the requests, or that would be all that this takes. */
const ANSWERS = 600;
const QUANTILE = 0.99;
/** A minute's errors vary three times as much as independent ones: its rate is gamma-distributed with this shape. */
const SHAPE = 3;
/** A rate that stays for an hour at a time where it happens to be, a fifth above or below by standard deviation. */
const HOURLY_SHAPE = 25;
/** A minute's latencies are longer or shorter all together, by a lognormal factor of this spread. */
const SPREAD = 0.08;
const RISK = riskOf(2);

/**
 * Simulated windows of 36 h, 25,920 looks each, at 100 requests/s, each against an hour's baseline of its own: how many quiet
 * ones alarm, and how many with twice the errors do. A quiet window is as bad as its baseline and the margin is 0.
 */
export const bench: Bench = { name: "false-alarm", run };

type Traffic = { readonly errorRate: () => number; readonly slowness: () => number };

async function run(): Promise<Figures> {
  process.stderr.write(`seed ${SEED}: BENCH_SEED=${SEED} repeats this run\n`);
  const next = chance(SEED);
  const independent: Traffic = { errorRate: () => ERRORS, slowness: () => 1 };
  const bursty: Traffic = {
    errorRate: () => ERRORS * drawGamma(next, SHAPE),
    slowness: () => Math.exp(SPREAD * drawNormal(next)),
  };
  return {
    windows: figure(WINDOWS, `windows of ${MINUTES * TICKS} looks`),
    seed: figure(SEED, ""),
    ...quietFigures("independent", quiet(next, independent)),
    ...quietFigures("bursty", quiet(next, bursty)),
    at_limit_independent: figure(atLimit(next, independent), "%", { most: 5 }),
    at_limit_bursty: figure(atLimit(next, bursty), "%", { most: 5 }),
    naive: figure(naive(next), "%"),
    bursty_by_tick: figure(byTick(next, bursty), "%"),
    wandering: figure(wandering(next, 0), "%"),
    wandering_margin: figure(wandering(next, MARGIN), "%"),
    ...powerFigures("doubled_at_t0", power(next, independent, 0)),
    ...powerFigures("doubled_at_18h", power(next, independent, MINUTES / 2)),
    ...powerFigures("bursty_doubled_at_t0", power(next, bursty, 0)),
    ...powerFigures("bursty_doubled_at_18h", power(next, bursty, MINUTES / 2)),
  };
}

type Quiet = { readonly rate: number; readonly latency: number; readonly any: number };

/** Windows that are as bad as their baseline, tested without a margin: percent with an alarm of either test. */
function quiet(next: Chance, traffic: Traffic): Quiet {
  let [rate, latency, any] = [0, 0, 0];
  for (let window = 0; window < WINDOWS; window++) {
    const byRate = firstAlarm(rateTest(next, traffic, 0), () => draw(next, REQUESTS, traffic.errorRate())) !== null;
    const byLatency = quietLatency(next, traffic);
    if (byRate) rate++;
    if (byLatency) latency++;
    if (byRate || byLatency) any++;
  }
  return { rate: percent(rate, WINDOWS), latency: percent(latency, WINDOWS), any: percent(any, WINDOWS) };
}

function quietFigures(name: string, { rate, latency, any }: Quiet): Figures {
  return {
    [`${name}_rate`]: figure(rate, "%", { most: 5 }),
    [`${name}_latency`]: figure(latency, "%", { most: 5 }),
    [`${name}_any`]: figure(any, "%", { most: 5 }),
  };
}

function rateTest(next: Chance, { errorRate }: Traffic, margin: number): TestState {
  const counts = Array.from({ length: BASELINE_MINUTES }, () => draw(next, REQUESTS, errorRate()));
  return begin(upperRate(countedBaseline(counts), RISK.baseline) + margin);
}

function begin(nullRate: number, horizon = MINUTES): TestState {
  return startTest({ from: 0, nullRate, horizon, risk: RISK.sequence });
}

/** Exponential latencies; after the baseline only how many are above the line matters. */
function quietLatency(next: Chance, { slowness }: Traffic): boolean {
  const minutes = Array.from({ length: BASELINE_MINUTES }, () => {
    const mean = slowness();
    return sketchOf(Array.from({ length: ANSWERS }, () => mean * drawExponential(next)));
  });
  const line = slowLine(minutes, { quantile: QUANTILE, marginMs: 0, risk: RISK.baseline });
  if (!line) throw new Error("a baseline of an hour was too short");
  const slow = (): number => Math.exp(-line.thresholdMs / slowness());
  return firstAlarm(begin(1 - QUANTILE), () => draw(next, ANSWERS, slow())) !== null;
}

type Counts = { readonly n: number; readonly events: number };

function draw(next: Chance, n: number, rate: number): Counts {
  return { n, events: drawBinomial(next, n, rate) };
}

/** A positive factor of mean 1 and variance 1 / shape, for a whole shape. */
function drawGamma(next: Chance, shape: number): number {
  let sum = 0;
  for (let i = 0; i < shape; i++) sum += drawExponential(next);
  return sum / shape;
}

/** The first block after which the test alarms; null when none does. */
function firstAlarm(test: TestState, counted: (block: number) => Counts): number | null {
  const loud = -Math.log(riskOfRun(test.risk, test.run));
  let state = test;
  for (let block = 0; block < test.horizon; block++) {
    state = updateTest(state, { from: block * MINUTE_MS, ...counted(block) });
    if (state.peak >= loud) return block;
  }
  return null;
}

/** The worst that still counts as quiet: a rate that is exactly what the test allows, in percent of windows. */
function atLimit(next: Chance, { errorRate }: Traffic): number {
  return shareOf(LIMIT_WINDOWS, () => firstAlarm(begin(ERRORS), () => draw(next, REQUESTS, errorRate())) !== null);
}

/** What a fixed test at 5 % makes of the same quiet windows, applied at every look to all that was counted so far. */
function naive(next: Chance): number {
  const perTick = REQUESTS / TICKS;
  return shareOf(WINDOWS, () => {
    let [n, events] = [0, 0];
    for (let look = 0; look < MINUTES * TICKS; look++) {
      n += perTick;
      events += drawBinomial(next, perTick, ERRORS);
      const expected = n * ERRORS;
      if (expected >= 5 && events - expected > 1.645 * Math.sqrt(expected * (1 - ERRORS))) return true;
    }
    return false;
  });
}

/** The same test fed tick by tick while bursts last a minute: ticks are not independent, and the promise does not hold. */
function byTick(next: Chance, { errorRate }: Traffic): number {
  return shareOf(POWER_WINDOWS, () => {
    let rate = 0;
    const alarm = firstAlarm(begin(ERRORS, MINUTES * TICKS), (tick) => {
      if (tick % TICKS === 0) rate = errorRate();
      return draw(next, REQUESTS / TICKS, rate);
    });
    return alarm !== null;
  });
}

/** A rate that wanders from hour to hour around its baseline: no quiet window to this test, unless the margin covers it. */
function wandering(next: Chance, margin: number): number {
  let [minute, rate] = [0, 0];
  const errorRate = (): number => {
    if (minute++ % BASELINE_MINUTES === 0) rate = ERRORS * drawGamma(next, HOURLY_SHAPE);
    return rate;
  };
  return shareOf(POWER_WINDOWS, () => {
    minute = 0;
    const test = rateTest(next, { errorRate, slowness: () => 1 }, margin);
    return firstAlarm(test, () => draw(next, REQUESTS, errorRate())) !== null;
  });
}

/** Twice the errors from a minute on, a margin of half the baseline: percent found before the window's end, and how soon. */
function power(next: Chance, traffic: Traffic, from: number): { readonly found: number; readonly minutes: number } {
  const waits: number[] = [];
  for (let window = 0; window < POWER_WINDOWS; window++) {
    const rateAt = (minute: number): number => traffic.errorRate() * (minute < from ? 1 : 2);
    const at = firstAlarm(rateTest(next, traffic, MARGIN), (minute) => draw(next, REQUESTS, rateAt(minute)));
    if (at !== null && at >= from) waits.push(at - from + 1);
  }
  return { found: percent(waits.length, POWER_WINDOWS), minutes: percentile(waits, 0.5) };
}

function powerFigures(name: string, { found, minutes }: ReturnType<typeof power>): Figures {
  return { [`${name}_found`]: figure(found, "%"), [`${name}_after_p50`]: figure(minutes, "min") };
}

function shareOf(windows: number, alarms: () => boolean): number {
  let count = 0;
  for (let window = 0; window < windows; window++) if (alarms()) count++;
  return percent(count, windows);
}

function percent(part: number, whole: number): number {
  return (100 * part) / whole;
}
