import { setTimeout as sleep } from "node:timers/promises";
import type { Server } from "node:http";
import { hostname } from "node:os";
import type { Config } from "#core/config/config";
import type { ProbeConfig, TargetConfig } from "#core/config/target-config";
import { accept, type Outcome } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import { tickStart, type EpochMs } from "#core/time";
import { cookieRulesOf } from "#edges/auth/cookie-rules";
import { displayCookie } from "#edges/auth/display-cookie";
import { openDisplayAccess, type DisplayAccess } from "#edges/auth/display-token";
import type { Auth, openAuth as OpenAuth, SeedAccount } from "#edges/auth/open-auth";
import { findPushKey, type PushKey } from "#edges/auth/push-key";
import { seedAccounts } from "#edges/auth/seed-accounts";
import { limitsOf } from "#edges/auth/session-limits";
import { openSessionSecret } from "#edges/auth/session-secret";
import type { Environment } from "#edges/env";
import { watchLoad } from "#edges/load/load-watch";
import { configJsonSchema, planJsonSchema } from "#edges/plan-file/json-schema";
import { openLiveServer, type LiveServer } from "#edges/realtime/live-server";
import { headersOf, type Door } from "#edges/realtime/socket-door";
import { startSampler } from "#edges/sampler/sampler";
import { keepChild, type SamplerChild } from "#edges/sampler/sampler-child";
import type { SamplerStatus } from "#edges/sampler/tick-tally";
import { watchStrayErrors } from "#edges/process/stray-errors";
import { watchDisk } from "#edges/store/disk-watch";
import { ownAddress, type OwnAddress } from "#edges/own-address";
import { peersBehind, type Peers } from "#edges/peer-address";
import { openStore, type OpenedStore } from "#edges/store/open-store";
import { front } from "#edges/web/front";
import { heavyReads } from "#edges/web/heavy-reads";
import { guardServer } from "#edges/web/http-gate";
import { openApi } from "#edges/web/openapi";
import { closeServer, listen, preparePages, urlOf } from "#edges/web/page-server";
import { shareRuntime, shareStarting } from "#edges/web/runtime";
import { answerUnder } from "#edges/web/under-path";
import { closeInTurn, type Closing } from "#engine/close-in-turn";
import type { RunningEngine } from "#engine/engine";
import { COMMANDS } from "#engine/commands";
import { logWatch, SECURITY_LOG } from "#engine/log-watch";
import type { Notifier } from "#engine/notify-ports";
import { ownFaults } from "#engine/own-faults";
import { unreadableRows } from "#engine/unreadable-rows";
import type {
  Clock,
  DemoPort,
  Engine,
  Log,
  OwnFaults,
  RolloutRecord,
  StrayErrors,
  TickReport,
  UnreadableRows,
} from "#engine/ports";
import { mayEnter } from "#core/access";
import type { Account } from "#core/room/actor";
import { openEngine } from "./main-engine.ts";
import { keepUp } from "./main-upkeep.ts";

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
  /** Accounts that are there from the first moment, and what is done once everything runs: the demo's. */
  readonly people?: People;
  /** Progress for the terminal, one line each. */
  say(line: string): void;
  readonly log: Log;
  /** Ends a start that waits. */
  readonly stop?: AbortSignal;
  /** Everything was closed for a reason that this sentence says, as another program has the database: the process must end. */
  onLost(sentence: string): void;
};

export type People = {
  readonly accounts: readonly SeedAccount[];
  play(about: { readonly engine: Engine; readonly clock: Clock; readonly accounts: readonly Account[] }): void;
};

export type Running = {
  /** What browsers open. */
  readonly url: string;
  /** Where it listens. */
  readonly localUrl: string;
  readonly pairingUrl: string;
  /** Where the first administrator makes an account; null once there is one. */
  readonly setupUrl: string | null;
  close(): Promise<void>;
};

type Opened = {
  readonly http: Server;
  readonly live: LiveServer;
  readonly access: DisplayAccess;
  readonly auth: Auth;
  readonly store: OpenedStore;
  readonly samplerChild: SamplerChild;
  readonly faults: OwnFaults;
  readonly unreadable: UnreadableRows;
  readonly strayErrors: StrayErrors;
  readonly address: OwnAddress;
  /** Before every link that somebody may follow. */
  readonly url: string;
  /** For programs on this machine. */
  readonly localUrl: string;
};

const DRAIN_MS = 5_000;
const MOST_CLOSING_MS = 60_000;

/** Starts the whole program, or refuses with one sentence for the terminal; nothing stays open then, nor when it throws. */
export async function start(options: StartOptions): Promise<Outcome<Running>> {
  const { environment } = options;
  const closing = closeInTurn({ log: options.log, pause: (ms) => sleep(ms, undefined, { ref: false }) });
  const own = ownTroubles(options, closing);
  const { HOST: host, PORT: port } = environment;
  const pages = preparePages(options.dir, { hostname: host, port });
  const doors: Doors = { access: null, auth: null };
  const address = addressOf(environment);
  const cookies = cookieRulesOf(address.publicUrl);
  const cookieFor = (token: string): string | null =>
    doors.access?.allows(token) ? displayCookie(token, cookies, { secure: false }) : null;
  const peers = peersBehind(environment.HOLDPOINT_TRUSTED_PROXIES);
  const http = await listen({ host, port }, front({ cookieFor, peers, address }, pages.handler));
  if (!http.ok) return http;
  closing.add(() => closeServer(http.value));
  const live = openLive(http.value, doors, { address, peers, faults: own.faults, closing, log: options.log });
  const disk = watchDisk(environment.HOLDPOINT_DATA, own.faults);
  closing.add(() => disk.close());
  const slow = await openSlowParts(options, own, closing);
  if (!slow.ok) {
    await closing.run();
    return slow;
  }
  const { store, samplerChild, openAuth } = slow.value;
  const access = await openDisplayAccess(environment.HOLDPOINT_DATA, environment.HOLDPOINT_SECRET);
  const localUrl = urlOf(http.value, environment.HOST);
  const url = address.publicUrl?.url ?? localUrl;
  const auth = await openAccounts(options, openAuth, {
    ...{ store, baseUrl: url, terminal: access.allows, live },
    found: own.unreadable.found,
  });
  Object.assign(doors, { access, auth });
  live.keepChecking(auth.stillValid);
  try {
    await openRoom(
      options,
      { http: http.value, live, access, auth, store, samplerChild, ...own, address, url, localUrl },
      closing,
    );
    const setupUrl = await store.patiently(() => auth.setupLink());
    await pages.ready;
    return accept({ url, localUrl, pairingUrl: `${url}/?token=${access.token}`, setupUrl, close: () => closing.run() });
  } catch (error) {
    await closing.run();
    throw error;
  }
}

function addressOf({ HOLDPOINT_PUBLIC_URL: publicUrl, HOST }: Environment): OwnAddress {
  return ownAddress({ publicUrl: publicUrl ?? null, names: [HOST, hostname()] });
}

type AccountParts = Pick<Parameters<typeof OpenAuth>[0], "baseUrl" | "terminal" | "found"> &
  Pick<Opened, "live" | "store">;

async function openAccounts(
  { environment, config }: StartOptions,
  openAuth: typeof OpenAuth,
  { live, store, ...parts }: AccountParts,
): Promise<Auth> {
  return openAuth({
    ...parts,
    ...{ pool: store.pool, signEnd: store.securityLog.signEnd },
    secret: await openSessionSecret(environment.HOLDPOINT_DATA, environment.HOLDPOINT_SECRET),
    now: () => Date.now(),
    limits: limitsOf(config.security.sessions),
    votesNeedSecondFactor: config.security.secondFactorForVotes,
    cookies: cookieRulesOf(environment.HOLDPOINT_PUBLIC_URL ?? null),
    publicUrl: environment.HOLDPOINT_PUBLIC_URL ?? null,
    onChange: () => void live.checkAgain().catch(() => undefined),
  });
}

type OwnTroubles = Pick<Opened, "faults" | "unreadable" | "strayErrors">;

function ownTroubles({ log, onLost }: StartOptions, closing: Closing): OwnTroubles {
  // of this program, so by the real clock
  const now = (): number => Date.now();
  const faults = ownFaults(now);
  const end = (sentence: string): void => void endWith(sentence, { log, onLost, closing });
  const strayErrors = watchStrayErrors({ faults, log, now, end });
  // the first to be added is the last to be closed
  closing.add(() => Promise.resolve(strayErrors.close()));
  return { faults, unreadable: unreadableRows(faults, log), strayErrors };
}

type Ending = Pick<StartOptions, "log" | "onLost"> & { readonly closing: Closing };

async function endWith(sentence: string, { log, onLost, closing }: Ending): Promise<void> {
  log.error({}, sentence);
  await Promise.race([closing.run(), new Promise((resolve) => void setTimeout(resolve, MOST_CLOSING_MS).unref())]);
  onLost(sentence);
}

type Doors = { access: DisplayAccess | null; auth: Auth | null };
type LivePlace = {
  readonly address: OwnAddress;
  readonly peers: Peers;
  readonly faults: OwnFaults;
  readonly closing: Closing;
  readonly log: Log;
};

/** Before the pages are: they would take an early display's connection and leave it hanging. Then the gate before both. */
function openLive(http: Server, doors: Doors, { address, peers, faults, closing, log }: LivePlace): LiveServer {
  const door: Door = {
    identify: async (offered) => (await doors.auth?.identify(headersOf(offered))) ?? { kind: "nobody" },
    may: mayEnter,
    address,
    peerOf: peers.addressOf,
    isFromProxy: peers.isFromProxy,
  };
  const live = openLiveServer(http, door, log);
  closing.add(() => live.close());
  const load = watchLoad({ faults, shed: live.shed });
  closing.add(load.close);
  guardServer(http, { peers, isShedding: load.isShedding });
  answerUnder(http, address.publicUrl?.path ?? "");
  return live;
}

type SlowParts = Pick<Opened, "store" | "samplerChild"> & { readonly openAuth: typeof OpenAuth };

/** They come up beside each other: the sampler's process, the database, and the large library behind the accounts. */
async function openSlowParts(
  { environment, config, kind, say, log, stop, onLost }: StartOptions,
  own: Pick<OwnTroubles, "faults" | "unreadable">,
  closing: Closing,
): Promise<Outcome<SlowParts>> {
  const samplerChild = keepChild({
    ...config.network,
    onLine: (line) => log.warn({ line }, "the sampler's process said"),
  });
  closing.add(() => samplerChild.close());
  const opening = openStore({
    dataDir: environment.HOLDPOINT_DATA,
    databaseUrl: environment.DATABASE_URL,
    signingKey: environment.HOLDPOINT_SIGNING_KEY,
    retention: config.retention,
    onEvent: say,
    onWaiting: shareStarting,
    ...{ log, faults: own.faults, unreadable: own.unreadable },
    as: {
      kind,
      secret: environment.HOLDPOINT_SECRET,
      onLost: (sentence) => void endWith(sentence, { log, onLost, closing }),
    },
    ...(stop && { stop }),
  });
  const { openAuth } = await import("#edges/auth/open-auth");
  const store = await opening;
  if (!store.ok) return store;
  closing.add(() => store.value.close());
  return accept({ store: store.value, samplerChild, openAuth });
}

/** The room: engine, sampler and upkeep, each closed before what it stands on. */
async function openRoom(options: StartOptions, opened: Opened, closing: Closing): Promise<void> {
  const { store, live, url, localUrl } = opened;
  const latest = await store.patiently(() => store.latestTick());
  const clock = options.openClock(latest === null ? null : tickStart(latest + 1));
  const system = (await options.openSystem?.(clock, localUrl)) ?? null;
  if (system) closing.add(() => system.close());
  const configured = [...options.config.targets, ...(system?.targets ?? [])];
  const people = await store.patiently(() => seedAccounts(opened.auth, options.people?.accounts ?? []));
  const { engine, notifier } = await openEngine(options, {
    ...{ store, live, accounts: opened.auth.directory, url, clock, configured, closing },
    demo: system !== null,
    faults: opened.faults,
    ...{ unreadable: opened.unreadable, strayErrors: opened.strayErrors },
  });
  closing.add(() => store.writer.drain(DRAIN_MS));
  const upkeep = keepUp(store, { clock, log: options.log, faults: opened.faults });
  closing.add(() => upkeep.close());
  const security = logWatch({
    ...{ watched: SECURITY_LOG, look: store.securityLog.fault, faults: opened.faults, log: options.log },
    isReachable: () => store.writer.state().reachable,
    realNow: () => Date.now(),
  });
  const watching = {
    targets: configured.filter((target): target is ProbeConfig => target.kind !== "push"),
    clock,
    onTick: (report: TickReport) => {
      void engine.beat(report);
      void security.attend();
    },
    onHealth: ({ alive, restarts }: SamplerStatus) => options.log.info({ alive, restarts }, "sampler"),
  };
  const sampler = startSampler(watching, opened.samplerChild);
  closing.add(() => sampler.close());
  const demo = system && {
    ...system.port,
    setRate: (rate: number) => (system.port.setRate(rate), sampler.setClock(clock.setting())),
  };
  share(options, opened, { engine, notifier, keys: [...options.config.push.keys, ...(system?.keys ?? [])], demo });
  live.serve(engine);
  options.people?.play({ engine, clock, accounts: people });
}

type Shared = {
  readonly engine: RunningEngine;
  readonly notifier: Notifier;
  readonly keys: readonly PushKey[];
  readonly demo: DemoPort | null;
};

function share(
  options: StartOptions,
  { auth, store, address }: Opened,
  { engine, notifier, keys, demo }: Shared,
): void {
  const { publicUrl } = address;
  shareRuntime({
    address,
    engine,
    reads: heavyReads(),
    rollouts: engine.rollouts,
    notifier,
    demo,
    drafts: store.drafts(engine.rollout().id),
    accounts: auth,
    directory: auth.directory,
    requestFailed: (error) => requestFailed(options.log, store, error),
    demoAccounts: demo && (options.people?.accounts ?? []),
    pushKey: (authorization) => {
      const key = findPushKey(keys, authorization);
      return key && { name: key.name, targets: key.targets ?? null };
    },
    schemas: {
      plan: JSON.stringify(planJsonSchema(publicUrl?.url)),
      config: JSON.stringify(configJsonSchema(publicUrl?.url)),
      openapi: JSON.stringify(
        openApi(COMMANDS, { url: publicUrl?.url ?? null, cookiePrefix: cookieRulesOf(publicUrl).prefix }),
      ),
    },
  });
}

function requestFailed(
  log: Log,
  store: Pick<OpenedStore, "failed">,
  error: unknown,
): NonNullable<ReturnType<OpenedStore["failed"]>> | "broken" {
  const away = store.failed(error);
  if (away === null) log.error({ error: String(error) }, "a request failed");
  else log.warn({ error: String(error) }, "the database was away for a request");
  return away ?? "broken";
}
