import type { Server } from "node:http";
import type { Config } from "#core/config/config";
import type { ProbeConfig, TargetConfig } from "#core/config/target-config";
import { accept, type Outcome } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import type { Target } from "#core/target";
import { tickStart, type EpochMs } from "#core/time";
import { displayCookie, tokenInCookies } from "#edges/auth/display-cookie";
import { openDisplayAccess, type DisplayAccess } from "#edges/auth/display-token";
import { findPushKey, type PushKey } from "#edges/auth/push-key";
import type { Environment } from "#edges/env";
import { configJsonSchema, planJsonSchema } from "#edges/plan-file/json-schema";
import { openLiveServer, type LiveServer } from "#edges/realtime/live-server";
import { startSampler } from "#edges/sampler/sampler";
import { openStore, type OpenedStore } from "#edges/store/open-store";
import { front } from "#edges/web/front";
import { closeServer, listen, preparePages, urlOf } from "#edges/web/page-server";
import { shareRuntime } from "#edges/web/runtime";
import { createEngine, type RunningEngine } from "#engine/engine";
import type { Clock, DemoPort, Log, RolloutRecord } from "#engine/ports";
import { runUpkeep } from "#engine/upkeep-loop";

/** A system that came with Holdpoint to be watched: the demo. */
export type WatchedSystem = {
  readonly targets: readonly TargetConfig[];
  readonly keys: readonly PushKey[];
  readonly port: DemoPort;
  close(): Promise<void>;
};

export type StartOptions = {
  readonly environment: Environment;
  readonly config: Config;
  readonly plan: Plan;
  readonly kind: RolloutRecord["kind"];
  readonly build: string;
  /** The folder that holds `.next`. */
  readonly dir: string;
  /** The rollout's clock; `latest` is where an earlier run of it ended. */
  openClock(latest: EpochMs | null): Clock;
  openSystem?(clock: Clock, url: string): Promise<WatchedSystem>;
  /** Progress for the terminal, one line each. */
  say(line: string): void;
  readonly log: Log;
};

export type Running = { readonly url: string; readonly pairingUrl: string; close(): Promise<void> };

type Opened = {
  readonly http: Server;
  readonly live: LiveServer;
  readonly access: DisplayAccess;
  readonly store: OpenedStore;
  readonly url: string;
};
type Closing = { add(close: () => Promise<void>): void; run(): Promise<void> };

const DRAIN_MS = 5_000;

/** Starts the whole program, or refuses with one sentence for the terminal; nothing stays open then, nor when it throws. */
export async function start(options: StartOptions): Promise<Outcome<Running>> {
  const { environment } = options;
  const closing = closeInTurn(options.log);
  const address = { host: environment.HOST, port: environment.PORT };
  const pages = preparePages(options.dir, { hostname: address.host, port: address.port });
  const doors: { access: DisplayAccess | null } = { access: null };
  const cookieFor = (token: string): string | null =>
    doors.access?.allows(token) ? displayCookie(token, false) : null;
  const http = await listen(address, front({ cookieFor }, pages.handler));
  if (!http.ok) return http;
  closing.add(() => closeServer(http.value));
  // before the pages are: they would take an early display's connection and leave it hanging
  const live = openLiveServer(
    http.value,
    ({ token, cookie }) => doors.access?.allows(token ?? tokenInCookies(cookie)) ?? false,
    options.log,
  );
  closing.add(() => live.close());
  const store = await openStore({
    dataDir: environment.HOLDPOINT_DATA,
    databaseUrl: environment.DATABASE_URL,
    retention: options.config.retention,
    onEvent: options.say,
    log: options.log,
  });
  if (!store.ok) {
    await closing.run();
    return store;
  }
  closing.add(() => store.value.close());
  const access = await openDisplayAccess(environment.HOLDPOINT_DATA, environment.HOLDPOINT_SECRET);
  doors.access = access;
  const url = urlOf(http.value, environment.HOST);
  try {
    await openRoom(options, { http: http.value, live, access, store: store.value, url }, closing);
    await pages.ready;
  } catch (error) {
    await closing.run();
    throw error;
  }
  return accept({ url, pairingUrl: `${url}/?token=${access.token}`, close: () => closing.run() });
}

/** The room: engine, sampler and upkeep, each closed before what it stands on. */
async function openRoom(options: StartOptions, opened: Opened, closing: Closing): Promise<void> {
  const { store, live, url } = opened;
  const latest = await store.latestTick();
  const clock = options.openClock(latest === null ? null : tickStart(latest + 1));
  const system = (await options.openSystem?.(clock, url)) ?? null;
  if (system) closing.add(() => system.close());
  const configured = [...options.config.targets, ...(system?.targets ?? [])];
  const engine = await openEngine(options, opened, { clock, targets: configured.map(targetOf), demo: system !== null });
  closing.add(() => store.writer.drain(DRAIN_MS));
  const upkeep = keepUp(store, clock, options.log);
  closing.add(() => upkeep.close());
  const sampler = startSampler({
    targets: configured.filter((target): target is ProbeConfig => target.kind !== "push"),
    clock,
    onTick: (report) => void engine.beat(report),
    onHealth: (status) => options.log.info({ alive: status.alive, restarts: status.restarts }, "sampler"),
  });
  closing.add(() => sampler.close());
  const demo = system && {
    ...system.port,
    setRate: (rate: number) => (system.port.setRate(rate), sampler.setClock(clock.setting())),
  };
  share(options, { engine, access: opened.access, keys: [...options.config.push.keys, ...(system?.keys ?? [])], demo });
  live.serve(engine);
}

async function openEngine(
  options: StartOptions,
  { store, live }: Opened,
  about: { readonly clock: Clock; readonly targets: readonly Target[]; readonly demo: boolean },
): Promise<RunningEngine> {
  const { plan, kind, build, log } = options;
  await store.saveTargets(about.targets);
  const t0 = Date.parse(plan.t0);
  const rollout = await store.openRollout({ plan: plan.id, planVersion: plan.version, kind, t0 });
  const engine = createEngine({
    plan,
    rollout,
    targets: about.targets,
    clock: about.clock,
    store,
    writer: store.writer,
    publisher: live,
    log,
    build,
    demo: about.demo,
    realNow: () => Date.now(),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  await engine.restore();
  return engine;
}

function share(
  options: StartOptions,
  about: {
    readonly engine: RunningEngine;
    readonly access: DisplayAccess;
    readonly keys: readonly PushKey[];
    readonly demo: DemoPort | null;
  },
): void {
  const { engine, access, keys, demo } = about;
  shareRuntime({
    engine,
    demo,
    admits: (headers) => access.allows(bearer(headers.get("authorization")) ?? tokenInCookies(headers.get("cookie"))),
    pushScope: (authorization) => {
      const key = findPushKey(keys, authorization);
      return key ? (key.targets ?? null) : undefined;
    },
    schemas: { plan: planJsonSchema(), config: configJsonSchema() },
  });
}

function bearer(authorization: string | null): string | null {
  return authorization?.match(/^Bearer (\S{1,200})$/)?.[1] ?? null;
}

function targetOf(config: TargetConfig): Target {
  const { id, kind, name, segment, region, critical } = config;
  return { id, kind, name: name ?? id, segment: segment ?? null, region: region ?? null, critical };
}

function keepUp(store: OpenedStore, clock: Clock, log: Log): { close(): Promise<void> } {
  const stop = new AbortController();
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => void setTimeout(resolve, stop.signal.aborted ? 0 : ms).unref());
  const done = runUpkeep(store, { clock, log, pause, running: () => !stop.signal.aborted });
  return {
    close: async () => {
      stop.abort();
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 1_000))]);
    },
  };
}

/** What was opened last is closed first; one that fails does not keep the others open. */
function closeInTurn(log: Log): Closing {
  const open: (() => Promise<void>)[] = [];
  return {
    add: (close) => void open.push(close),
    run: async () => {
      for (const close of open.splice(0).reverse()) {
        await close().catch((error: unknown) => log.warn({ error: String(error) }, "closing failed"));
      }
    },
  };
}
