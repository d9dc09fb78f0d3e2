import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { io, type Socket } from "socket.io-client";
import { SECOND_MS, TICK_MS, type Tick } from "#core/time";
import { freePort } from "#testing/free-port";
import type { Frame } from "#wire/frame";
import type { ClientEvents, JoinAnswer, ServerEvents } from "#wire/socket";
import { ask, forkFile, nextMessage } from "./child.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import type { Served } from "./sampler/target-server.ts";

const TARGETS = 100;
const ROUNDS = 5;
const PROJECT = fileURLToPath(new URL("..", import.meta.url));
const MOST_WAIT_MS = 60_000;

/** From `npm start` to the first tick on a display, and from kill -9 to every target sampled again. */
export const bench: Bench = { name: "start", run };

async function run(): Promise<Figures> {
  const server = forkFile(new URL("./sampler/target-server.ts", import.meta.url));
  const dataDir = await mkdtemp(join(tmpdir(), "holdpoint-bench-"));
  // as root, PostgreSQL runs as another user, who must be able to enter
  await chmod(dataDir, 0o755);
  const place: Place = { dataDir, config: join(dataDir, "holdpoint.yaml"), port: await freePort() };
  try {
    const { ports } = await nextMessage<{ ports: number[] }>(server);
    await writeConfig(place, ports);
    const first = await startAndStop(place);
    const starts = await rounds(async (round) => {
      // each round begins a fifth of a tick later than the one before
      await sleep((round * TICK_MS) / ROUNDS);
      return startAndStop(place);
    });
    return figuresOf(first, starts, await rounds((round) => killAndStart(place, server, round)));
  } finally {
    server.disconnect();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function rounds<T>(one: (round: number) => Promise<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for (let round = 0; round < ROUNDS; round += 1) all.push(await one(round));
  return all;
}

function figuresOf(firstMs: number, startsMs: readonly number[], again: readonly Again[]): Figures {
  const againMs = again.map(({ ms }) => ms);
  return {
    first_start_ever: figure(firstMs / SECOND_MS, "s"),
    start_p50: figure(percentile(startsMs, 0.5) / SECOND_MS, "s"),
    start_max: figure(percentile(startsMs, 1) / SECOND_MS, "s", { below: 5 }),
    sampled_again_p50: figure(percentile(againMs, 0.5) / SECOND_MS, "s"),
    sampled_again_max: figure(percentile(againMs, 1) / SECOND_MS, "s", { below: 10 }),
    streamed_ticks_lost: figure(
      again.reduce((n, { forgotten }) => n + forgotten, 0),
      "ticks",
      { most: 0 },
    ),
  };
}

type Place = { readonly dataDir: string; readonly config: string; readonly port: number };

async function writeConfig({ config }: Place, ports: readonly number[]): Promise<void> {
  const targets = Array.from({ length: TARGETS }, (_, i) => ({
    id: `t-${i}`,
    kind: "http",
    url: `http://127.0.0.1:${ports[i % ports.length]}/${i}`,
  }));
  // JSON is YAML
  await writeFile(config, JSON.stringify({ targets }));
}

type Started = { readonly child: ChildProcess; readonly begun: number };

/** As an operator would; a group of its own, so that it can be killed whole. */
function npmStart({ dataDir, config, port }: Place): Started {
  const child = spawn("npm", ["start", "--silent"], {
    cwd: PROJECT,
    stdio: "ignore",
    detached: true,
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOLDPOINT_DATA: dataDir,
      HOLDPOINT_CONFIG: config,
      HOLDPOINT_LOG: "error",
      HOST: "127.0.0.1",
      PORT: String(port),
    },
  });
  return { child, begun: performance.now() };
}

async function startAndStop(place: Place): Promise<number> {
  const started = npmStart(place);
  try {
    await firstTick(place);
    return performance.now() - started.begun;
  } finally {
    await end(started.child, "SIGTERM");
  }
}

/** The first frame streamed after the connection, not one that it kept. */
async function firstTick(place: Place): Promise<Frame> {
  const socket = await display(place);
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("no tick was streamed")), MOST_WAIT_MS);
      socket.on("frame", (frame) => {
        clearTimeout(timer);
        resolve(frame);
      });
    });
  } finally {
    socket.disconnect();
  }
}

async function display({ dataDir, port }: Place): Promise<Socket<ServerEvents, ClientEvents>> {
  const token = await tokenIn(dataDir);
  const socket: Socket<ServerEvents, ClientEvents> = io(`http://127.0.0.1:${port}/live`, {
    transports: ["websocket"],
    auth: { token },
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 50,
  });
  socket.on("connect", () => socket.emit("join", "overview", null, () => undefined));
  return socket;
}

/** Written by the first start. */
async function tokenIn(dataDir: string): Promise<string> {
  for (let waited = 0; waited < MOST_WAIT_MS; waited += 20) {
    const token = await readFile(join(dataDir, "display-token"), "utf8").catch(() => "");
    if (token !== "") return token.trim();
    await sleep(20);
  }
  throw new Error("the program made no display token");
}

type Again = { readonly ms: number; readonly forgotten: number };

/** Kills every process of the program at once in the middle of its work, starts it, and waits until each target was asked. */
async function killAndStart(place: Place, server: ChildProcess, round: number): Promise<Again> {
  const before = npmStart(place);
  const streamed = [await firstTick(place), await firstTick(place)].map(({ seq }) => seq);
  await sleep((round * TICK_MS) / ROUNDS);
  await end(before.child, "SIGKILL");
  await ask(server);
  const after = npmStart(place);
  try {
    const ms = (await allServed(server)) - after.begun;
    const kept = await keptFrames(place, streamed[0] ?? 0);
    return { ms, forgotten: streamed.filter((seq) => !kept.has(seq)).length };
  } finally {
    await end(after.child, "SIGTERM");
  }
}

/** When the last of the targets has been asked, counted from now. */
async function allServed(server: ChildProcess): Promise<number> {
  const seen = new Set<number>();
  const begun = performance.now();
  while (seen.size < TARGETS) {
    if (performance.now() - begun > MOST_WAIT_MS) throw new Error(`only ${seen.size} targets were sampled again`);
    await sleep(20);
    for (const [target] of (await ask<{ served: Served[] }>(server)).served) seen.add(target);
  }
  return performance.now();
}

/** Ticks that the restarted program still has of what it streamed before. */
async function keptFrames(place: Place, since: Tick): Promise<ReadonlySet<Tick>> {
  const socket = await display(place);
  try {
    const answer = await new Promise<JoinAnswer>((resolve) => socket.emit("join", "overview", since - 1, resolve));
    return new Set(answer.ok ? answer.frames.map(({ seq }) => seq) : []);
  } finally {
    socket.disconnect();
  }
}

/** Ends the whole group, npm and the program that it runs, and waits until both are gone. */
async function end({ pid }: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  const send = (what: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(-(pid ?? 0), what);
    } catch {
      return false;
    }
  };
  send(signal);
  while (send(0)) await sleep(20);
}
