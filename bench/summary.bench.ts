import { chromium, type Browser } from "playwright";
import { BROWSER_ARGUMENTS, findBrowser } from "#testing/find-browser";
import { startProgram, type RunningProgram } from "#testing/running-program";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 10);
const SCREEN = { width: 1920, height: 1080 };

/** The summary of a running rehearsal in a real browser whose cache is cold: its largest paint, and the scripts it loads. */
export const bench: Bench = { name: "summary", run };

async function run(): Promise<Figures> {
  const executablePath = await findBrowser((line) => process.stderr.write(`${line}\n`));
  const program = await startProgram(["demo", "--rate", "1"]);
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] });
  try {
    const loads: Load[] = [];
    for (let i = 0; i <= ROUNDS; i += 1) loads.push(await load(browser, program));
    // the first compiles the page
    const paints = loads.slice(1).map(({ paintMs }) => paintMs);
    return {
      first: figure(loads[0]?.paintMs ?? Number.NaN, "ms"),
      largest_paint_p50: figure(percentile(paints, 0.5), "ms"),
      largest_paint_worst: figure(Math.max(...paints), "ms", { below: 1_000 }),
      script: figure(Math.max(...loads.map(({ scriptBytes }) => scriptBytes)) / 1_000, "KB", { below: 150 }),
    };
  } finally {
    await browser.close();
    await program.stop();
  }
}

type Load = { readonly paintMs: number; readonly scriptBytes: number };

/** In a context of its own: nothing is cached. Bytes as they came over the wire. */
async function load(browser: Browser, { origin, address }: RunningProgram): Promise<Load> {
  const context = await browser.newContext({ viewport: SCREEN });
  try {
    const token = new URL(address).searchParams.get("token") ?? "";
    await context.request.get(`${origin}/?token=${token}`, { maxRedirects: 0 });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    const scripts = new Map<string, number>();
    devtools.on("Network.responseReceived", ({ type, requestId }) => {
      if (type === "Script") scripts.set(requestId, 0);
    });
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) scripts.set(requestId, encodedDataLength);
    });
    await page.goto(`${origin}/summary`, { waitUntil: "networkidle" });
    const paintMs = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
            type: "largest-contentful-paint",
            buffered: true,
          });
        }),
    );
    return { paintMs, scriptBytes: [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0) };
  } finally {
    await context.close();
  }
}
