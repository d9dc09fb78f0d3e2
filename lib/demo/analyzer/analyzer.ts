import type { ClockSetting } from "#engine/ports";
import { chanceFrom, seedFor } from "../chance.ts";
import { listenOnLoopback } from "../child/loopback-server.ts";
import { readClock } from "../clock-reading.ts";
import { controlServer } from "../control/control-server.ts";
import type { DemoStatus } from "../record-reply.ts";
import { makeActiveLearners } from "./active-learners.ts";
import { analyzerServer } from "./analyzer-server.ts";
import { makeCacheClient, type CacheClient } from "./cache-client.ts";
import { makeCacheStorm } from "./cache-storm.ts";
import { makeFaultSwitches, type FaultSwitches } from "./fault-switches.ts";
import { makeHostGauges } from "./host-gauges.ts";
import { pushedSamples } from "./pushed-samples.ts";
import { startReporter, type Reporter } from "./reporter.ts";
import { makeRequestRecord } from "./request-record.ts";
import { makeStoreClient, type StoreClient } from "./store-client.ts";
import { makeTickCounter, type TickCounter } from "./tick-counter.ts";
import type { Traffic } from "./traffic.ts";

export type AnalyzerOptions = {
  readonly seed: number;
  readonly storePort: number;
  readonly cachePort: number;
  readonly holdpointUrl: string;
  readonly pushKey: string;
  readonly clock: ClockSetting;
  /** Stands before the ids of the targets that it pushes for. */
  readonly prefix: string;
};

export type Analyzer = {
  readonly port: number;
  readonly controlPort: number;
  setClock(setting: ClockSetting): void;
  close(): Promise<void>;
};

const LONGEST_TIMER_MS = 1_000;

/** The demo's service with its record, its reporter and its control port. */
export async function startAnalyzer(options: AnalyzerOptions): Promise<Analyzer> {
  const gauges = makeHostGauges(Date.now());
  const store = makeStoreClient(options.storePort, (ms) => gauges.storeCall(ms));
  const cache = makeCacheClient(options.cachePort, chanceFrom(seedFor(options.seed, "cache times")));
  const learners = makeActiveLearners();
  const reporter = startReporter({ url: options.holdpointUrl, key: options.pushKey });
  const counter = makeTickCounter({ setting: options.clock, now: Date.now() }, (closed) => {
    const now = Date.now();
    const activeLearners = (segment: Parameters<typeof learners.count>[0]): number => learners.count(segment, now);
    const samples = pushedSamples(closed, { activeLearners, host: gauges.read(now) });
    reporter.add(samples.map((sample) => ({ ...sample, target: `${options.prefix}${sample.target}` })));
  });
  const traffic: Traffic = {
    faults: switchesOver(store, cache),
    cache,
    store,
    record: makeRequestRecord(),
    counter,
    learners,
    chance: chanceFrom(seedFor(options.seed, "failures")),
    apart: { refused: 0, probes: 0, probeErrors: 0 },
  };
  await warmUp(store, cache);
  const ticking = closeTicksInTime(counter);
  const server = analyzerServer(traffic);
  gauges.watch(server);
  const control = controlServer({
    faults: traffic.faults,
    record: traffic.record,
    status: statusOf(traffic, reporter),
  });
  return {
    port: await listenOnLoopback(server, 0),
    controlPort: await listenOnLoopback(control, 0),
    setClock: (setting) => counter.setClock(setting, Date.now()),
    close: async () => {
      ticking.stop();
      for (const one of [server, control]) {
        one.close();
        one.closeAllConnections();
      }
      cache.close();
      await Promise.all([reporter.close(), store.close()]);
    },
  };
}

function switchesOver(store: StoreClient, cache: CacheClient): FaultSwitches {
  const storm = makeCacheStorm(cache);
  return makeFaultSwitches(async (now) => {
    storm.set(now.get("cache-miss-storm") !== null);
    await store.setCondition({
      addedMs: now.get("slow-store")?.addedMs ?? 0,
      frozen: now.get("frozen-store") !== null,
    });
  });
}

async function warmUp(store: StoreClient, cache: CacheClient): Promise<void> {
  for await (const block of store.everyBlock()) await cache.putAll(block);
}

/** Ticks close when they end, not when the next request happens to come. */
function closeTicksInTime(counter: TickCounter): { stop(): void } {
  const state = { timer: null as NodeJS.Timeout | null };
  const next = (): void => {
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(5, counter.untilClose(Date.now())));
    state.timer = setTimeout(() => {
      counter.tickNow(Date.now());
      next();
    }, wait);
  };
  next();
  return { stop: () => state.timer && clearTimeout(state.timer) };
}

function statusOf(traffic: Traffic, reporter: Reporter): () => DemoStatus {
  const startedAt = new Date().toISOString();
  return () => ({
    startedAt,
    clockNow: new Date(readClock(traffic.counter.setting(), Date.now())).toISOString(),
    totals: traffic.record.totals(),
    refused: traffic.apart.refused,
    probes: { requests: traffic.apart.probes, errors: traffic.apart.probeErrors },
    reporter: reporter.status(),
  });
}
