import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type JSHandle, type Page } from "playwright";
import { BROWSER_ARGUMENTS, findBrowser } from "#testing/find-browser";

const SCREEN = { width: 1920, height: 1080 };
const BETWEEN_MS = 150;
/** The browser names no event that was answered faster. */
const LEAST_MS = 16;

/** The page of alerts in a real browser, whose help is opened and closed by its key over and over. */
export type PressedPage = {
  /** From each key to the next paint, in ms: 16 for whatever is faster. */
  press(forMs: number): Promise<readonly number[]>;
  /** Alerts that the page lists now. */
  listed(): Promise<number>;
  close(): Promise<void>;
};

export async function openPressedPage(origin: string, token: string): Promise<PressedPage> {
  const executablePath = await findBrowser((line) => process.stderr.write(`${line}\n`));
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] });
  const page = await browser.newPage({ viewport: SCREEN });
  await page.goto(`${origin}/?token=${token}`);
  await page.goto(`${origin}/alerts`);
  await page.locator("main").waitFor();
  const watch = await watchKeys(page);
  return {
    press: (forMs) => pressed(page, watch, forMs),
    listed: () =>
      page
        .getByRole("listitem")
        .filter({ has: page.getByRole("heading") })
        .count(),
    close: () => browser.close(),
  };
}

type KeyWatch = JSHandle<{ readonly slow: number[] }>;

/** Every key that was answered late, from when this resolves. */
function watchKeys(page: Page): Promise<KeyWatch> {
  return page.evaluateHandle(() => {
    const slow: number[] = [];
    const watch = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === "keydown") slow.push(duration);
    });
    const wanted: PerformanceObserverInit & { durationThreshold: number } = { type: "event", durationThreshold: 16 };
    watch.observe(wanted);
    return { slow };
  });
}

async function pressed(page: Page, watch: KeyWatch, forMs: number): Promise<readonly number[]> {
  const begun = performance.now();
  let presses = 0;
  while (performance.now() - begun < forMs) {
    await page.keyboard.press(presses % 2 === 0 ? "?" : "Escape");
    presses += 1;
    await sleep(BETWEEN_MS);
  }
  const slow = await watch.evaluate((held) => held.slow.splice(0));
  return [...slow, ...Array.from({ length: Math.max(0, presses - slow.length) }, () => LEAST_MS)];
}
