import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { Sample } from "#core/measure/sample";
import type { Plan } from "#core/plan/plan";
import type { Target } from "#core/target";
import { DAY_MS, tickStart, type EpochMs, type Tick } from "#core/time";
import { recordOnly } from "#edges/traffic/record-only";
import { frameStore } from "#edges/store/frames";
import { makeState } from "#edges/store/samples/roll-up-state";
import { sampleStore } from "#edges/store/samples/sample-store";
import { sampleWriter } from "#edges/store/samples/sample-writer";
import { targetKeysIn } from "#edges/store/samples/target-keys";
import { createEngine, type RunningEngine } from "#engine/engine";
import type { Evaluations } from "#engine/evaluations";
import type { Notifier } from "#engine/notify-ports";
import { ownFaults } from "#engine/own-faults";
import type {
  Clock,
  EventLog,
  FrameStore,
  Log,
  OwnFaults,
  PushingKey,
  SampleStore,
  SampleWriter,
  StoreUpkeep,
  TickReport,
} from "#engine/ports";
import type { Frame, RoomName } from "#wire/frame";
import { anEventLog } from "./an-event-log.ts";

export const ANY_KEY: PushingKey = { name: "any", targets: null };
/** Keeps to itself what cannot be evaluated. */
export const UNTOLD: Evaluations = { settled: () => undefined };
export const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const FOREVER = { raw: 400 * DAY_MS, minute: 400 * DAY_MS, hour: 400 * DAY_MS };

export type EngineStore = SampleStore & FrameStore & StoreUpkeep;

/** The real store on a fresh database. */
export async function aRealStore(pool: Pool, targets: readonly Target[]): Promise<EngineStore> {
  await makeState(pool);
  const store = { ...sampleStore(pool, targetKeysIn(pool), FOREVER), ...frameStore(pool) };
  await store.saveTargets(targets);
  return store;
}

/** A clock that stands until it is set. */
export type HandClock = Clock & { set(now: EpochMs): void };

export function handClock(now: EpochMs, rate = 1): HandClock {
  const state = { now };
  return {
    setting: () => ({ kind: rate === 1 ? "production" : "rehearsal", rate, realAt: 0, clockAt: 0 }),
    now: () => state.now,
    at: () => () => undefined,
    set: (to) => void (state.now = to),
  };
}

export type EngineOnTrial = {
  readonly engine: RunningEngine;
  readonly clock: HandClock;
  readonly writer: SampleWriter;
  /** All that was published, in order. */
  readonly published: readonly Frame[];
  /** Rooms of single targets that somebody listens to. */
  readonly listened: Set<RoomName>;
  /** Sets the clock to the tick's end and beats. */
  beat(tick: Tick, samples?: readonly Sample[]): Promise<void>;
};

/** An engine on `store` as the program makes it, its clock in the test's hand at `now`. */
export function anEngine(about: {
  readonly plan: Plan;
  readonly targets: readonly Target[];
  readonly store: SampleStore & FrameStore;
  readonly now: EpochMs;
  readonly rate?: number;
  readonly log?: Log;
  /** Default: a rollout that was started at the plan's T0. */
  readonly eventLog?: EventLog;
  readonly notifier?: Pick<Notifier, "send">;
  readonly faults?: OwnFaults;
}): EngineOnTrial {
  const { plan, targets, store, now, rate = 1, log = SILENT } = about;
  const clock = handClock(now, rate);
  const writer = sampleWriter(store, SILENT);
  const published: Frame[] = [];
  const listened = new Set<RoomName>();
  const engine = createEngine({
    plan,
    targets,
    store,
    reads: store,
    clock,
    writer,
    log,
    sendLogHeadEveryMs: null,
    rollout: { id: "r1", plan: plan.id, planVersion: plan.version, kind: "rehearsal", t0: Date.parse(plan.t0) },
    publisher: {
      publish: (frames) => void published.push(...frames),
      tell: () => undefined,
      displays: () => 0,
      connected: () => listened.size,
      cutOff: () => ({}),
      listened: () => [...listened],
    },
    shelf: { listRollouts: () => Promise.resolve([]) },
    eventLog: about.eventLog ?? startedLog(plan),
    accounts: { list: () => Promise.resolve([]) },
    configuration: { ok: true, sentence: "The plan is sound." },
    needs: new Map(),
    traffic: recordOnly(() => null),
    notifier: about.notifier ?? { send: () => Promise.resolve() },
    build: "b1",
    demo: false,
    faults: about.faults ?? ownFaults(() => clock.now()),
    unreadable: { found: () => undefined, count: () => 0 },
    strayErrors: { count: () => 0 },
    realNow: () => clock.now(),
    pause: (ms) => sleep(ms, undefined, { ref: false }),
  });
  const beat = async (tick: Tick, samples: readonly Sample[] = []): Promise<void> => {
    clock.set(tickStart(tick + 1));
    await engine.beat(aReport(tick, samples));
  };
  return { engine, clock, writer, published, listened, beat };
}

function startedLog(plan: Plan): EventLog {
  const t0 = Date.parse(plan.t0);
  const start = { type: "rollout_started", t0, planned: t0, poll: null, override: null, baseline: [] } as const;
  return anEventLog([{ at: t0, actor: { kind: "engine" }, event: { ...start, baseline: [] } }]);
}

export function aReport(tick: Tick, samples: readonly Sample[] = []): TickReport {
  return { tick, samples, health: { startedAt: 0, ticksRun: 1, ticksMissed: 0, jitterMsP99: 0.5 } };
}
