import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { Agent, request } from "undici";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import { chanceFrom } from "#demo/chance";
import { newPushKey } from "#edges/auth/push-key";
import type { ClientEvents, ServerEvents } from "#wire/socket";
import { reportsSchema } from "#wire/papers";
import { rolloutSchema } from "#wire/rollout";
import { forkFile, nextMessage } from "./child.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { withStore } from "./store-fixture.ts";
import { fill, wallTargets } from "./wall/fill.ts";
import { startProbed, tokenOf, wantedOf } from "./wall/probed.ts";
import type { Opened } from "./wall/rehearsal-program.ts";

const TARGETS = Number(process.env["BENCH_TARGETS"] ?? "300");
const HOURS = 12;
const END = Date.parse("2025-11-04T04:00:00Z");
const GREEDY = 200;
const WATCHED_MS = 1_000 * Number(process.env["BENCH_SECONDS"] ?? "60");
const ASK_EVERY_MS = 100;
const SETTLE_MS = 20_000;
/** Addresses of this machine: the greedy reader's, and somebody's who asks for one thing at a time. */
const FROM = { greedy: "127.0.0.2", modest: "127.0.0.3" };

/** One token asks for 200 expensive answers at a time, without end: what that costs the ticks and everybody else. */
export const bench: Bench = { name: "reads", run };

async function run(): Promise<Figures> {
  const targets = wallTargets(TARGETS).map((target) => ({ ...target, kind: "http" as const }));
  return withStore(async (store) => {
    await fill(store, targets, { end: END, hours: HOURS });
    const probed = await startProbed();
    const program = forkFile(new URL("./wall/rehearsal-program.ts", import.meta.url));
    try {
      program.send(wantedOf(store, { targets, probedPort: probed.port, pushKeyHash: newPushKey().hash, startAt: END }));
      const opened = await nextMessage<Opened>(program);
      await sleep(SETTLE_MS);
      return await underReads(opened);
    } finally {
      const ended = new Promise((resolve) => program.once("exit", resolve));
      if (program.connected) program.disconnect();
      if (program.exitCode === null) await ended;
      probed.close();
    }
  });
}

async function underReads(opened: Opened): Promise<Figures> {
  const reads = await expensive(opened);
  const calm = await watched(opened, () => Promise.resolve());
  const busy = await watched(opened, async (isOver) => {
    const greedy = asker(opened, FROM.greedy);
    const statuses: number[] = [];
    const one = async (): Promise<void> => {
      while (!isOver()) statuses.push((await greedy(reads())).status);
    };
    await Promise.all(Array.from({ length: GREEDY }, one));
    return statuses;
  });
  const statuses = busy.done ?? [];
  const countOf = (...wanted: readonly number[]): number => statuses.filter((s) => wanted.includes(s)).length;
  const metrics = await (await fetch(`${opened.url}/metrics`)).text();
  return {
    answered: figure(countOf(200), "answers"),
    refused: figure(countOf(429, 503), "answers"),
    failed: figure(statuses.length - countOf(200, 429, 503), "answers", { most: 0 }),
    ticks_missed: figure(Number(/^holdpoint_ticks_missed_total (\d+)/m.exec(metrics)?.[1]), "ticks", { most: 0 }),
    calm_frame_late_worst: figure(percentile(calm.frames, 1), "ms"),
    frame_late_worst: figure(percentile(busy.frames, 1), "ms", { below: 2_500 }),
    frames: figure(busy.frames.length, "frames", { least: Math.floor(WATCHED_MS / 5_000) - 1 }),
    calm_healthz_p99: figure(percentile(calm.healthz, 0.99), "ms"),
    healthz_p99: figure(percentile(busy.healthz, 0.99), "ms", { below: 250 }),
    healthz_worst: figure(percentile(busy.healthz, 1), "ms"),
    calm_other_p99: figure(percentile(calm.others, 0.99), "ms"),
    other_p50: figure(percentile(busy.others, 0.5), "ms"),
    other_p99: figure(percentile(busy.others, 0.99), "ms", { below: 2_000 }),
    others_refused: figure(busy.refused, "answers", { most: 0 }),
  };
}

type Answer = { readonly status: number; readonly ms: number; readonly text: string };

function asker({ url, ...opened }: Opened, from: string): (path: string) => Promise<Answer> {
  const dispatcher = new Agent({ localAddress: from, headersTimeout: 30_000, bodyTimeout: 30_000 });
  const headers = { authorization: `Bearer ${tokenOf({ url, ...opened })}` };
  return async (path) => {
    const begun = performance.now();
    try {
      const { statusCode, body } = await request(`${url}${path}`, { dispatcher, headers });
      const text = await body.text();
      return { status: statusCode, ms: performance.now() - begun, text };
    } catch {
      return { status: 0, ms: performance.now() - begun, text: "" };
    }
  };
}

/** Whatever costs most, each time about another moment, so that nothing is remembered. */
async function expensive(opened: Opened): Promise<() => string> {
  const ask = asker(opened, FROM.modest);
  const { reports } = reportsSchema.parse(JSON.parse((await ask("/api/v1/reports")).text));
  const { clock } = rolloutSchema.parse(JSON.parse((await ask("/api/v1/rollout")).text));
  const now = clock.clockAt + (Date.now() - clock.realAt);
  const chance = chanceFrom(1);
  const moment = (): number => Math.floor(END - chance() * HOURS * HOUR_MS);
  const span = (): string => `from=${moment() - 24 * HOUR_MS}&to=${END}&buckets=2000`;
  const kinds = [
    // the rollout began when the program was started
    () => `/api/v1/replay?at=${Math.floor(now - (chance() * SETTLE_MS) / 2)}&room=criteria&room=segments`,
    () => `/api/v1/targets/target-${Math.floor(chance() * TARGETS)}/history?${span()}`,
    () => `/api/v1/series?metric=probe_error_rate&metric=probe_latency_p99&${span()}`,
    () => `/api/v1/reports/${reports[Math.floor(chance() * reports.length)]?.id ?? ""}`,
    () => "/api/v1/summary",
    () => "/api/v1/briefs",
    () => "/api/v1/log?limit=500",
  ];
  return () => kinds[Math.floor(chance() * kinds.length)]?.() ?? "";
}

type Watched<T> = {
  readonly frames: readonly number[];
  readonly healthz: readonly number[];
  readonly others: readonly number[];
  /** Of those who ask for one thing at a time. */
  readonly refused: number;
  readonly done: T | null;
};

/** How late frames are and how long answers take, to others, while `meanwhile` runs. */
async function watched<T>(opened: Opened, meanwhile: (isOver: () => boolean) => Promise<T>): Promise<Watched<T>> {
  const end = Date.now() + WATCHED_MS;
  const isOver = (): boolean => Date.now() > end;
  const ask = asker(opened, FROM.modest);
  const { clock } = rolloutSchema.parse(JSON.parse((await ask("/api/v1/rollout")).text));
  const frames: number[] = [];
  const socket: Socket<ServerEvents, ClientEvents> = io(`${opened.url}/live`, {
    transports: ["websocket"],
    auth: { token: tokenOf(opened) },
  });
  socket.on("frame", ({ at }) => frames.push(Date.now() - (clock.realAt + (at - clock.clockAt))));
  socket.once("connect", () => socket.emit("join", "overview", null, () => undefined));
  const working = meanwhile(isOver);
  const repeated = async (path: () => string, everyMs: number): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    for (; !isOver(); await sleep(everyMs)) answers.push(await ask(path()));
    return answers;
  };
  const [healthz, others, done] = await Promise.all([
    repeated(() => "/healthz", ASK_EVERY_MS),
    repeated(() => `/api/v1/targets/target-1/history?from=${END - HOUR_MS}&to=${END + MINUTE_MS}`, ASK_EVERY_MS),
    working,
  ]);
  socket.close();
  const times = (answers: readonly Answer[]): number[] => answers.map(({ ms }) => ms);
  const refused = others.filter(({ status }) => status !== 200).length;
  return { frames, healthz: times(healthz), others: times(others), refused, done };
}
