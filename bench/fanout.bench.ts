import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS, TICK_MS } from "#core/time";
import { ask, forkFile, nextMessage } from "./child.ts";
import type { Heard } from "./fanout/listeners.ts";
import type { Spent, Wanted } from "./fanout/publisher.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { end, npmStart, tokenIn, withPlace, type Place } from "./npm-start.ts";

const SOCKETS = 1_000;
const FIRST_FRAME_SOCKETS = 500;
const ROUNDS = 6;
const ROUND: Wanted = { frames: 40, everyMs: 250 };
const MOST_WAIT_MS = 120_000;
const HOUSE = new URL("./fanout/", import.meta.url);

/** One frame to 1,000 displays, against a bare socket.io server; a restart under them; and 500 that come at once. */
export const bench: Bench = { name: "fanout", run };

async function run(): Promise<Figures> {
  const against = await againstBare();
  return await withPlace([], async (place) => ({
    ...against,
    ...(await acrossRestart(place)),
    ...(await allAtOnce(place)),
  }));
}

type Side = { readonly publisher: ChildProcess; readonly listeners: ChildProcess };
type Round = { readonly cpuMs: number; readonly delaysMs: readonly number[] };

/** Rounds of both take turns, so that whatever else the machine does falls on both. */
async function againstBare(): Promise<Figures> {
  const sides = { ours: await openSide("ours"), bare: await openSide("bare") };
  try {
    const rounds: { readonly ours: Round[]; readonly bare: Round[] } = { ours: [], bare: [] };
    // the first of each warms up what it runs on
    for (let i = -1; i < ROUNDS; i += 1) {
      const order = i % 2 === 0 ? (["ours", "bare"] as const) : (["bare", "ours"] as const);
      for (const name of order) {
        const round = await publishRound(sides[name]);
        if (i >= 0) rounds[name].push(round);
      }
    }
    const heard = await ask<Heard>(sides.ours.listeners);
    return { ...ratios(rounds), ...deliveryFigures("", delivered([heard], (ROUNDS + 1) * ROUND.frames)) };
  } finally {
    for (const { publisher, listeners } of Object.values(sides)) {
      listeners.disconnect();
      publisher.disconnect();
    }
  }
}

async function openSide(which: "ours" | "bare"): Promise<Side> {
  const publisher = forkFile(new URL("publisher.ts", HOUSE), [which]);
  const { port } = await nextMessage<{ port: number }>(publisher);
  const listeners = openListeners(`http://127.0.0.1:${port}/live`, "display", SOCKETS);
  await until(listeners, ({ joined }) => joined === SOCKETS);
  return { publisher, listeners };
}

function openListeners(url: string, token: string, count: number): ChildProcess {
  return forkFile(new URL("listeners.ts", HOUSE), [url, token, String(count)]);
}

async function publishRound({ publisher, listeners }: Side): Promise<Round> {
  publisher.send(ROUND);
  const { cpuMs } = await nextMessage<Spent>(publisher);
  const { delaysMs } = await ask<Heard>(listeners);
  return { cpuMs, delaysMs };
}

function ratios({ ours, bare }: { readonly ours: readonly Round[]; readonly bare: readonly Round[] }): Figures {
  const messages = SOCKETS * ROUND.frames;
  const cpuOf = (rounds: readonly Round[]): number =>
    percentile(
      rounds.map(({ cpuMs }) => cpuMs / messages),
      0.5,
    );
  const delayOf = (rounds: readonly Round[]): number =>
    percentile(
      rounds.flatMap(({ delaysMs }) => delaysMs),
      0.99,
    );
  return {
    delivery_p99: figure(delayOf(ours), "ms"),
    reference_delivery_p99: figure(delayOf(bare), "ms"),
    delivery_against_reference: figure(delayOf(ours) / delayOf(bare), "ratio", { most: 1.2 }),
    cpu_per_message: figure(cpuOf(ours) * 1_000, "us"),
    reference_cpu_per_message: figure(cpuOf(bare) * 1_000, "us"),
    cpu_against_reference: figure(cpuOf(ours) / cpuOf(bare), "ratio", { most: 1.2 }),
  };
}

type Delivery = { readonly lost: number; readonly duplicated: number };

/** Every socket must hold each of `expected` once, from its own first frame on. */
function deliveryOf(seqs: readonly number[], expected: ReadonlySet<number>): Delivery {
  const held = new Set(seqs);
  const first = seqs[0] ?? 0;
  return {
    lost: [...expected].filter((seq) => seq >= first && !held.has(seq)).length,
    duplicated: seqs.length - held.size,
  };
}

/** Frames that some socket holds are those that were published; `least` of them at least. */
function delivered(all: readonly Heard[], least: number): Delivery {
  const sockets = all.flatMap(({ seqs }) => seqs);
  const published = new Set(sockets.flat());
  if (published.size < least) throw new Error(`${published.size} frames were published, ${least} expected`);
  const each = sockets.map((seqs) => deliveryOf(seqs, published));
  return {
    lost: each.reduce((n, { lost }) => n + lost, 0),
    duplicated: each.reduce((n, { duplicated }) => n + duplicated, 0),
  };
}

function deliveryFigures(suffix: string, { lost, duplicated }: Delivery): Figures {
  return {
    [`lost${suffix}`]: figure(lost, "frames", { most: 0 }),
    [`duplicated${suffix}`]: figure(duplicated, "frames", { most: 0 }),
  };
}

/** The whole program, killed and started again under its displays. */
async function acrossRestart(place: Place): Promise<Figures> {
  const before = npmStart(place);
  const listeners = openListeners(`http://127.0.0.1:${place.port}/live`, await tokenIn(place), SOCKETS);
  try {
    await until(listeners, ({ joined, showing }) => joined === SOCKETS && showing === SOCKETS);
    await sleep(4 * TICK_MS);
    await end(before, "SIGKILL");
    const after = npmStart(place);
    try {
      await until(listeners, ({ joined }) => joined < SOCKETS);
      await until(listeners, ({ joined }) => joined === SOCKETS);
      await sleep(4 * TICK_MS);
      return deliveryFigures("_across_restart", delivered([await ask<Heard>(listeners)], 8));
    } finally {
      await end(after, "SIGTERM");
    }
  } finally {
    listeners.disconnect();
    await end(before, "SIGKILL");
  }
}

/** The whole program runs already; then 500 displays are switched on at once. */
async function allAtOnce(place: Place): Promise<Figures> {
  const program = npmStart(place);
  const token = await tokenIn(place);
  const url = `http://127.0.0.1:${place.port}/live`;
  const first = openListeners(url, token, 1);
  try {
    await until(first, ({ showing }) => showing === 1);
    const listeners = openListeners(url, token, FIRST_FRAME_SOCKETS);
    try {
      const { allShowingMs } = await until(listeners, (heard) => heard.allShowingMs !== null);
      return {
        first_frame_on_500: figure((allShowingMs ?? Number.NaN) / SECOND_MS, "s", { below: 5 }),
      };
    } finally {
      listeners.disconnect();
    }
  } finally {
    first.disconnect();
    await end(program, "SIGTERM");
  }
}

async function until(listeners: ChildProcess, holds: (heard: Heard) => boolean): Promise<Heard> {
  for (let waited = 0; waited < MOST_WAIT_MS; waited += 100) {
    const heard = await ask<Heard>(listeners);
    if (holds(heard)) return heard;
    await sleep(100);
  }
  throw new Error("the displays did not come as far as they should in time");
}
