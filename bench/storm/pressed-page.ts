import { chromium } from "playwright";
import { BROWSER_ARGUMENTS, findBrowser } from "#testing/find-browser";
import { pressKeys, watchKeys } from "../key-watch.ts";

const SCREEN = { width: 1920, height: 1080 };

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
    press: (forMs) => pressKeys(page, watch, { keys: ["?", "Escape"], forMs }),
    listed: () =>
      page
        .getByRole("listitem")
        .filter({ has: page.getByRole("heading") })
        .count(),
    close: () => browser.close(),
  };
}
