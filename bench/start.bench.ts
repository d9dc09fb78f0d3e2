import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { SECOND_MS, TICK_MS, type Tick } from "#core/time";
import type { Frame } from "#wire/frame";
import type { ClientEvents, JoinAnswer, ServerEvents } from "#wire/socket";
import { ask, forkFile, nextMessage } from "./child.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { end, npmStart, tokenIn, withPlace, type Place } from "./npm-start.ts";
import type { Served } from "./sampler/target-server.ts";

const TARGETS = 100;
const ROUNDS = 5;
const MOST_WAIT_MS = 60_000;

/** From `npm start` to the first tick on a display, and from kill -9 to every target sampled again. */
export const bench: Bench = { name: "start", run };

async function run(): Promise<Figures> {
  const server = forkFile(new URL("./sampler/target-server.ts", import.meta.url));
  try {
    const { ports } = await nextMessage<{ ports: number[] }>(server);
    return await withPlace(targetsAt(ports), async (place) => {
      const first = await startAndStop(place);
      const starts = await rounds(async (round) => {
        // each round begins a fifth of a tick later than the one before
        await sleep((round * TICK_MS) / ROUNDS);
        return startAndStop(place);
      });
      return figuresOf(first, starts, await rounds((round) => killAndStart(place, server, round)));
    });
  } finally {
    server.disconnect();
  }
}

function targetsAt(ports: readonly number[]): readonly unknown[] {
  return Array.from({ length: TARGETS }, (_, i) => ({
    id: `t-${i}`,
    kind: "http",
    url: `http://127.0.0.1:${ports[i % ports.length]}/${i}`,
  }));
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

async function startAndStop(place: Place): Promise<number> {
  const started = npmStart(place);
  try {
    await firstTick(place);
    return performance.now() - started.begun;
  } finally {
    await end(started, "SIGTERM");
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

async function display(place: Place): Promise<Socket<ServerEvents, ClientEvents>> {
  const token = await tokenIn(place);
  const socket: Socket<ServerEvents, ClientEvents> = io(`http://127.0.0.1:${place.port}/live`, {
    transports: ["websocket"],
    auth: { token },
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 50,
  });
  socket.on("connect", () => socket.emit("join", "overview", null, () => undefined));
  return socket;
}

type Again = { readonly ms: number; readonly forgotten: number };

/** Kills every process of the program at once in the middle of its work, starts it, and waits until each target was asked. */
async function killAndStart(place: Place, server: ChildProcess, round: number): Promise<Again> {
  const before = npmStart(place);
  const streamed = [await firstTick(place), await firstTick(place)].map(({ seq }) => seq);
  await sleep((round * TICK_MS) / ROUNDS);
  await end(before, "SIGKILL");
  await ask(server);
  const after = npmStart(place);
  try {
    const ms = (await allServed(server)) - after.begun;
    const kept = await keptFrames(place, streamed[0] ?? 0);
    return { ms, forgotten: streamed.filter((seq) => !kept.has(seq)).length };
  } finally {
    await end(after, "SIGTERM");
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
