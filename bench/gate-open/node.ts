import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sample } from "#core/measure/sample";
import type { Plan } from "#core/plan/plan";
import { tickStart, type EpochMs, type Tick } from "#core/time";
import { mayEnter } from "#core/access";
import type { Door } from "#edges/realtime/socket-door";
import { openLiveServer, type LiveServer } from "#edges/realtime/live-server";
import { openStore, type OpenedStore } from "#edges/store/open-store";
import { recordOnly } from "#edges/traffic/record-only";
import { ownFaults } from "#engine/own-faults";
import { createEngine, type RunningEngine } from "#engine/engine";
import type { Clock } from "#engine/ports";
import { aReport, handClock, SILENT } from "#testing/an-engine";
import type { Opened } from "../store-fixture.ts";
import { TARGETS } from "./system.ts";

/** Holdpoint without its pages, as `lib/main.ts` puts it together, on the bench's database: its clock stands until the next tick. */
export type Node = {
  readonly url: string;
  start(): Promise<void>;
  /** Hands over a closed tick, as the sampler does; resolves when everything that it causes is done. */
  beat(tick: Tick, samples: readonly Sample[]): Promise<void>;
  /** Resolves when every sample so far is stored. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** The bench's own display. */
const ANYBODY: Door = {
  identify: () => Promise.resolve({ kind: "display", id: "bench", name: "Bench" }),
  may: mayEnter,
};

export async function openNode(opened: Opened, { plan, now }: About): Promise<Node> {
  const store = await storeOf(opened);
  const http = createServer();
  const live = openLiveServer(http, ANYBODY, SILENT);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const clock = handClock(now);
  const engine = await engineOn({ plan, store, live, clock });
  await engine.restore();
  live.serve(engine);
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/live`,
    start: async () => {
      const actor = { kind: "person", id: "bench", name: "Bench", role: "admin", discipline: null } as const;
      const input = { override: "It is a bench." };
      const answer = await engine.command({
        verb: "start-rollout",
        input,
        digest: "",
        key: null,
        actor,
        confirmed: true,
      });
      if (!answer.ok) throw new Error(answer.refusal.message);
    },
    beat: async (tick, samples) => {
      clock.set(tickStart(tick + 1));
      await engine.beat(aReport(tick, samples));
    },
    settled: () => store.writer.drain(10_000),
    close: async () => {
      await live.close();
      await store.close();
    },
  };
}

type About = { readonly plan: Plan; readonly now: EpochMs };

async function storeOf({ databaseUrl, dataDir }: Opened): Promise<OpenedStore> {
  const retention = { raw: "400d", minute: "400d", hour: "400d" };
  const opened = await openStore({ dataDir, databaseUrl, retention, onEvent: () => undefined, log: SILENT });
  if (!opened.ok) throw new Error(opened.refusal.message);
  await opened.value.saveTargets(TARGETS);
  return opened.value;
}

type Parts = {
  readonly plan: Plan;
  readonly store: OpenedStore;
  readonly live: LiveServer;
  readonly clock: Clock;
};

async function engineOn({ plan, store, live, clock }: Parts): Promise<RunningEngine> {
  const t0 = Date.parse(plan.t0);
  const rollout = await store.openRollout({ plan: plan.id, planVersion: plan.version, kind: "production", t0 });
  return createEngine({
    ...{ plan, rollout, clock, store },
    unreadable: { found: () => undefined, count: () => 0 },
    strayErrors: { count: () => 0 },
    targets: TARGETS,
    needs: new Map(),
    traffic: recordOnly(() => null),
    notifier: { send: () => Promise.resolve() },
    faults: ownFaults(() => Date.now()),
    shelf: store,
    reads: store.reads,
    writer: store.writer,
    publisher: live,
    eventLog: store.eventLog,
    accounts: { list: () => Promise.resolve([]) },
    configuration: { ok: true, sentence: "The plan is sound." },
    log: SILENT,
    build: "bench",
    demo: false,
    sendLogHeadEveryMs: null,
    realNow: () => Date.now(),
    pause: (ms) => sleep(ms, undefined, { ref: false }),
  });
}
