import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright";
import type { Opened } from "./rehearsal-program.ts";

const SCREEN = { width: 1920, height: 1080 };
const SHOWN_WITHIN_MS = 60_000;

export type Load = {
  /** From navigation to the first text on the screen, and to the first verdict with its figures. */
  readonly firstPaintMs: number;
  readonly figuresMs: number;
};

/** A browser context that is paired and has loaded nothing yet: its cache is cold. */
export async function pairedContext(browser: Browser, { pairingUrl }: Opened): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: SCREEN });
  const answer = await context.request.get(pairingUrl, { maxRedirects: 0 });
  if (answer.status() !== 303) throw new Error(`pairing answered ${answer.status()}`);
  return context;
}

export async function coldLoad(browser: Browser, opened: Opened): Promise<Load> {
  const context = await pairedContext(browser, opened);
  try {
    const page = await context.newPage();
    await page.goto(`${opened.url}/wall`);
    await page.getByRole("article", { name: "Error rate" }).waitFor({ timeout: SHOWN_WITHIN_MS });
    return await page.evaluate(() => {
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      return { firstPaintMs: paint?.startTime ?? Number.NaN, figuresMs: performance.now() };
    });
  } finally {
    await context.close();
  }
}

export type Held = { readonly heapBytes: number; readonly nodes: number; readonly listeners: number };
export type WatchedPage = {
  readonly page: Page;
  /** Frames of the overview that the page's own socket received. */
  readonly frames: () => number;
  /** What is still held after everything unreachable was collected. */
  readonly held: () => Promise<Held>;
};

/** An open wall whose frames are counted on the wire. */
export async function watchPage(context: BrowserContext, url: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const seen = { frames: 0 };
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      if (
        typeof payload === "string" &&
        payload.startsWith('42/live,["frame",{') &&
        payload.includes('"room":"overview"')
      )
        seen.frames += 1;
    }),
  );
  await page.goto(url);
  await page.getByRole("article", { name: "Error rate" }).waitFor({ timeout: SHOWN_WITHIN_MS });
  const devtools = await context.newCDPSession(page);
  await devtools.send("HeapProfiler.enable");
  await devtools.send("Performance.enable");
  return { page, frames: () => seen.frames, held: () => held(page, devtools) };
}

async function held(page: Page, devtools: CDPSession): Promise<Held> {
  // with several views in turn, always the same one is measured
  await page.getByRole("article", { name: "Error rate" }).waitFor({ timeout: SHOWN_WITHIN_MS });
  // what finalizers and idle work let go of is collected by the next round
  for (let i = 0; i < 3; i += 1) {
    await devtools.send("HeapProfiler.collectGarbage");
    await sleep(200);
  }
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return { heapBytes: usedSize, nodes: metric("Nodes"), listeners: metric("JSEventListeners") };
}
