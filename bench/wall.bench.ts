import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Browser } from "playwright";
import { TICK_MS } from "#core/time";
import { newPushKey } from "#edges/auth/push-key";
import type { ClockSetting } from "#engine/ports";
import { BROWSER_ARGUMENTS, findBrowser } from "#testing/find-browser";
import { rolloutSchema } from "#wire/rollout";
import { forkFile, nextMessage } from "./child.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { withStore } from "./store-fixture.ts";
import { fill, wallTargets } from "./wall/fill.ts";
import { startProbed, tokenOf, wantedOf } from "./wall/probed.ts";
import { startPusher, type Pusher } from "./wall/pusher.ts";
import { operatorCookie } from "./wall/operator.ts";
import type { Opened } from "./wall/rehearsal-program.ts";
import { coldLoad, pairedContext, watchPage, type WatchedPage } from "./wall/wall-page.ts";

const TARGETS = 1_000;
const HOURS = 36;
const END = Date.parse("2025-11-04T04:00:00Z");
const LOADS = 9;
/** A tick of 5 s passes in 833 ms: twice as fast, and the program and the browser fill both cores. */
const RATE = 6;
const TICKS = Math.min(1_440, Math.max(144, Number(process.env["BENCH_TICKS"] ?? "1440")));
/** The page keeps 60 frames: after 5 % of the ticks everything that is bounded by design is full. */
const SETTLED_TICKS = 72;
const PATH = "/wall?view=overview,segments,checkpoints,sprint&rotate=5";

/** A wall on 1,000 targets with 36 h of history: how soon it shows something, and what two hours leave in its memory. */
export const bench: Bench = { name: "wall", run };

async function run(): Promise<Figures> {
  const targets = wallTargets(TARGETS);
  const executablePath = await findBrowser((line) => process.stderr.write(`${line}\n`));
  return withStore(async (store) => {
    await fill(store, targets, { end: END, hours: HOURS });
    const probed = await startProbed();
    const key = newPushKey();
    const program = forkFile(new URL("./wall/rehearsal-program.ts", import.meta.url));
    const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] });
    try {
      program.send(wantedOf(store, { targets, probedPort: probed.port, pushKeyHash: key.hash, startAt: END }));
      const opened = await nextMessage<Opened>(program);
      const pushed = targets.filter(({ kind }) => kind === "push");
      const pusher = startPusher({ url: opened.url, key: key.key, targets: pushed, clock: await clockOf(opened) });
      try {
        await sleep(3 * TICK_MS);
        return { ...(await paints(browser, opened)), ...(await twoHours(browser, opened, pusher)) };
      } finally {
        await pusher.close();
      }
    } finally {
      await browser.close();
      const ended = new Promise((resolve) => program.once("exit", resolve));
      if (program.connected) program.disconnect();
      if (program.exitCode === null) await ended;
      probed.close();
    }
  });
}

async function paints(browser: Browser, opened: Opened): Promise<Figures> {
  const loads = [];
  for (let i = 0; i < LOADS; i += 1) loads.push(await coldLoad(browser, opened));
  const paint = loads.map(({ firstPaintMs }) => firstPaintMs);
  const figures = loads.map(({ figuresMs }) => figuresMs);
  return {
    first_paint_median: figure(percentile(paint, 0.5), "ms", { below: 1_500 }),
    first_paint_worst: figure(percentile(paint, 1), "ms", { below: 1_500 }),
    first_figures_median: figure(percentile(figures, 0.5), "ms"),
    first_figures_worst: figure(percentile(figures, 1), "ms"),
  };
}

async function twoHours(browser: Browser, opened: Opened, pusher: Pusher): Promise<Figures> {
  const context = await pairedContext(browser, opened);
  const wall = await watchPage(context, `${opened.url}${PATH}`);
  pusher.follow(await setRate(opened));
  const begun = { frames: wall.frames(), at: performance.now() };
  await seen(wall, begun.frames + SETTLED_TICKS);
  const before = await wall.held();
  // on the way too: what fills up and stays so is told from what goes on growing
  await seen(wall, begun.frames + TICKS / 2);
  const halfway = await wall.held();
  await seen(wall, begun.frames + TICKS);
  const after = await wall.held();
  pusher.sent();
  await context.close();
  return {
    ticks: figure(wall.frames() - begun.frames, "ticks"),
    seconds: figure((performance.now() - begun.at) / 1_000, "s"),
    heap_settled: figure(before.heapBytes / 1e6, "MB"),
    heap_halfway: figure(halfway.heapBytes / 1e6, "MB"),
    heap_end: figure(after.heapBytes / 1e6, "MB"),
    heap_grown: figure(100 * (after.heapBytes / before.heapBytes - 1), "%", { below: 5 }),
    nodes_grown: figure(after.nodes - before.nodes, "nodes"),
    listeners_grown: figure(after.listeners - before.listeners, "listeners"),
  };
}

/** Waits until the page has received so many frames; a page that receives none for a minute fails the bench. */
async function seen(wall: WatchedPage, frames: number): Promise<void> {
  const last = { frames: wall.frames(), at: performance.now() };
  while (wall.frames() < frames) {
    await sleep(200);
    if (wall.frames() > last.frames) Object.assign(last, { frames: wall.frames(), at: performance.now() });
    if (performance.now() - last.at > 60_000) throw new Error("the wall has received no frame for a minute");
  }
}

async function clockOf(opened: Opened): Promise<ClockSetting> {
  const answer = await fetch(`${opened.url}/api/v1/rollout`, {
    headers: { authorization: `Bearer ${tokenOf(opened)}` },
  });
  return rolloutSchema.parse(await answer.json()).clock;
}

async function setRate(opened: Opened): Promise<ClockSetting> {
  const answer = await fetch(`${opened.url}/api/v1/demo/clock`, {
    method: "POST",
    headers: { cookie: await operatorCookie(opened.url), "content-type": "application/json" },
    body: JSON.stringify({ rate: RATE }),
  });
  if (!answer.ok) throw new Error(`setting the rate was answered ${answer.status}`);
  return clockOf(opened);
}
