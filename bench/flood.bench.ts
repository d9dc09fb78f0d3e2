import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { startProgram, type RunningProgram } from "#testing/running-program";
import { rawSocket, type RawSocket } from "#testing/raw-socket";
import type { Order } from "./storm/failing-targets.ts";
import { openWall, type Wall } from "./detect/wall.ts";
import { forkFile, nextMessage } from "./child.ts";
import { heldMemory, INSPECTABLE } from "./held-memory.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { withPlace } from "./npm-start.ts";

const TARGETS = 1_000;
const MEGABYTE = 1024 * 1024;
const FLOOD_BYTES = 20 * MEGABYTE;
/** Connections over which each flood comes back when it was cut off: a bound, so that it ends. */
const AGAIN = 1_000;
const IDLE = 2_000;
const NEVER_READ = 60;
/** Requests of nobody that nobody reads: rounds of connections, each with some pairs of requests at once. */
const UNREAD = { rounds: 6, sockets: 60, pairs: 8, roundMs: 5_000 };
const SETTLE_MS = 30_000;
const ASK_EVERY_MS = 100;
const TICK_MS = 5_000;
const FAULTY = 3;
const MOST_WAIT_MS = 60_000;

/** Floods of sockets and of unread requests beside 1,000 targets: what they cost the ticks, the alerts, the answers and the memory of the program. */
export const bench: Bench = { name: "flood", run };

async function run(): Promise<Figures> {
  const server = forkFile(new URL("./storm/failing-targets.ts", import.meta.url));
  try {
    const { ports } = await nextMessage<{ readonly ports: readonly number[] }>(server);
    const targets = Array.from({ length: TARGETS }, (_, i) => {
      const url = `http://127.0.0.1:${ports[i % ports.length] ?? 0}/${i}`;
      return { id: `t-${i}`, kind: "http", url, critical: true };
    });
    return await withPlace(targets, async ({ config }) => {
      const program = await startProgram(["start"], {
        ...INSPECTABLE,
        HOLDPOINT_CONFIG: config,
        HOLDPOINT_LOG: "warn",
      });
      try {
        const order = (status: Order["status"]): void => void server.send({ status, below: FAULTY } satisfies Order);
        return await underFlood(program, order);
      } finally {
        await program.stop();
      }
    });
  } finally {
    server.disconnect();
  }
}

async function underFlood(program: RunningProgram, order: (status: Order["status"]) => void): Promise<Figures> {
  const port = Number(new URL(program.origin).port);
  const token = new URL(program.address).searchParams.get("token") ?? "";
  await sleep(SETTLE_MS);
  const wall = await openWall(program.origin, token);
  const calmWatch = watchProgram(program);
  const calmAlert = await alertAfter(wall, order);
  await sleep(SETTLE_MS);
  const calm = await calmWatch.stop();
  const heldBefore = await heldMemory(program);
  const before = await memoryOf(program.pid);
  const watch = watchProgram(program);
  const alerting = alertAfter(wall, order);
  const connecting = await flood(port, { sends: (i) => `40/live,{"token":"unknown-${i}"}` });
  const following = await flood(port, {
    first: `40/live,{"token":"${token}"}`,
    sends: (i) => `42/live,${i}["follow",0]`,
  });
  const churning = await flood(port, {
    first: `40/live,{"token":"${token}"}`,
    sends: (i) => `42/live,${i}["${i % 2 ? "leave" : "join"}","target:t-${i % TARGETS}",null]`,
  });
  await askWithoutReading(port);
  const idle = await Promise.all(Array.from({ length: IDLE }, () => rawSocket(port)));
  idle.forEach((socket) => socket.send("40"));
  const deaf = await Promise.all(Array.from({ length: NEVER_READ }, () => rawSocket(port)));
  for (const [i, socket] of deaf.entries()) {
    socket.send(`40/live,{"token":"${token}"}`);
    socket.send('42/live,0["join","overview",null]');
    socket.stopReading();
    socket.send(`42/live,${i}["follow",null]`);
  }
  const [floodedAlert] = await Promise.all([alerting, sleep(SETTLE_MS)]);
  const idleOpen = openOf(idle);
  for (const socket of [...idle, ...deaf]) socket.end();
  await sleep(SETTLE_MS);
  const { answers, failed, peak } = await watch.stop();
  const after = await memoryOf(program.pid);
  const held = await heldMemory(program);
  wall.close();
  const metrics = await (await fetch(`${program.origin}/metrics`)).text();
  return {
    connect_flood_sent: figure(connecting / MEGABYTE, "MB"),
    follow_flood_sent: figure(following / MEGABYTE, "MB"),
    churn_flood_sent: figure(churning / MEGABYTE, "MB"),
    idle_sockets_left: figure(idleOpen, "sockets", { most: 0 }),
    ticks_missed: figure(metricIn(metrics, "holdpoint_ticks_missed_total"), "ticks", { most: 0 }),
    alerts_not_attended: figure(countOf(program.output(), "alerts could not be attended to"), "times", { most: 0 }),
    calm_fault_to_alert: figure(calmAlert, "ms"),
    // both begin at the same moment of a tick
    fault_to_alert: figure(floodedAlert, "ms", { below: calmAlert + TICK_MS }),
    calm_healthz_p99: figure(percentile(calm.answers, 0.99), "ms"),
    healthz_p99: figure(percentile(answers, 0.99), "ms", { below: 250 }),
    healthz_max: figure(percentile(answers, 1), "ms"),
    healthz_failed: figure(failed, "answers", { most: 0 }),
    memory_grown_most: figure((peak - before) / MEGABYTE, "MB", { below: 200 }),
    memory_grown_after: figure((after - before) / MEGABYTE, "MB", { below: 200 }),
    // what is left of the program's memory once garbage is collected: the rest is V8's, which gives it back when it must
    heap_held_after: figure((held.heap - heldBefore.heap) / MEGABYTE, "MB", { below: 50 }),
    buffers_held_after: figure((held.outside - heldBefore.outside) / MEGABYTE, "MB", { below: 50 }),
  };
}

/** Asks for what is dearest to write out, many times on each connection, and goes away without an answer. */
async function askWithoutReading(port: number): Promise<void> {
  const head = "HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  const pair = `GET /api/v1/openapi.json ${head}GET /sign-in ${head}`;
  for (let round = 0; round < UNREAD.rounds; round += 1) {
    const sockets = await Promise.all(
      Array.from({ length: UNREAD.sockets }, async () => {
        const tcp = connect(port, "127.0.0.1").on("error", () => undefined);
        await once(tcp, "connect");
        tcp.write(pair.repeat(UNREAD.pairs));
        return tcp;
      }),
    );
    await sleep(UNREAD.roundMs);
    for (const tcp of sockets) tcp.destroy();
  }
}

type Flooding = { readonly first?: string; readonly sends: (i: number) => string };

/** Comes again whenever it is cut off; answers what was sent in all. */
async function flood(port: number, { first, sends }: Flooding): Promise<number> {
  let sent = 0;
  for (let again = 0; again < AGAIN && sent < FLOOD_BYTES; again += 1) {
    const socket = await rawSocket(port);
    if (first !== undefined) socket.send(first);
    sent += await socket.flood(sends, FLOOD_BYTES - sent);
    socket.end();
  }
  return sent;
}

/** In how many ms a wall is told of the first alert after some targets fail in the middle of a tick; it is over when this ends. */
async function alertAfter({ told }: Wall, order: (status: Order["status"]) => void): Promise<number> {
  await sleep(TICK_MS - ((Date.now() + TICK_MS / 2) % TICK_MS));
  const [known, begun] = [told.length, Date.now()];
  const firstOf = async (type: "alert_fired" | "alert_resolved"): Promise<number> => {
    for (const end = Date.now() + MOST_WAIT_MS; Date.now() < end; await sleep(20)) {
      const found = told.slice(known).find(({ event }) => event.type === type);
      if (found !== undefined) return found.at;
    }
    throw new Error(`the wall was told of no ${type}`);
  };
  order(503);
  const fired = await firstOf("alert_fired");
  order(200);
  await firstOf("alert_resolved");
  return fired - begun;
}

function openOf(sockets: readonly RawSocket[]): number {
  return sockets.filter((socket) => socket.isOpen()).length;
}

type Watched = { readonly answers: readonly number[]; readonly failed: number; readonly peak: number };
type Watch = { stop(): Promise<Watched> };

/** Asks `/healthz` all the time, as a load balancer does, and remembers the most memory. */
function watchProgram({ origin, pid }: RunningProgram): Watch {
  const answers: number[] = [];
  const state = { failed: 0, peak: 0, ended: false };
  const asking = (async () => {
    while (!state.ended) {
      const begun = performance.now();
      const answer = await fetch(`${origin}/healthz`).catch(() => null);
      if (answer?.ok) answers.push(performance.now() - begun);
      else state.failed += 1;
      state.peak = Math.max(state.peak, await memoryOf(pid));
      await sleep(ASK_EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      state.ended = true;
      await asking;
      return { answers, failed: state.failed, peak: state.peak };
    },
  };
}

/** Resident bytes of the process itself. */
async function memoryOf(pid: number): Promise<number> {
  // a program that has ended is missed elsewhere
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1_024;
}

function metricIn(text: string, name: string): number {
  return Number(new RegExp(`^${name} (\\d+)`, "m").exec(text)?.[1] ?? Number.NaN);
}

function countOf(text: string, words: string): number {
  return text.split(words).length - 1;
}
