import { chromium, type JSHandle, type Page } from "playwright";
import { BROWSER_ARGUMENTS, findBrowser } from "#testing/find-browser";

const SCREEN = { width: 1920, height: 1080 };

/** A wall in a real browser that shows the poll. */
export type PaintedWall = {
  /** Calls `vote` and resolves with when one more GO was painted, in epoch ms. */
  painted(vote: () => Promise<unknown>): Promise<number>;
  /** Waits until no vote is shown. */
  cleared(): Promise<void>;
  close(): Promise<void>;
};

export async function openPaintedWall(pairingUrl: string): Promise<PaintedWall> {
  const executablePath = await findBrowser((line) => process.stderr.write(`${line}\n`));
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] });
  const page = await browser.newPage({ viewport: SCREEN });
  await page.goto(pairingUrl);
  await page.goto(new URL("/wall?view=poll", pairingUrl).href);
  await page.getByRole("list", { name: "Votes" }).waitFor();
  return {
    painted: async (vote) => {
      const watch = await watchVotes(page);
      await vote();
      return await watch.evaluate(({ painted }) => painted);
    },
    cleared: async () => {
      await page.waitForFunction(() => !document.querySelector('[aria-label="Votes"]')?.querySelector(".text-pass"));
    },
    close: () => browser.close(),
  };
}

/**
 * The votes are watched when this resolves. `painted` comes true when the frame after the one that drew one more has begun:
 * what was drawn is on the screen then.
 */
function watchVotes(page: Page): Promise<JSHandle<{ readonly painted: Promise<number> }>> {
  return page.evaluateHandle(() => {
    // found live: a named function would not survive the way into the browser
    const list = document.querySelector('[aria-label="Votes"]');
    const votes = list?.getElementsByClassName("text-pass");
    const before = votes?.length ?? Number.NaN;
    const painted = new Promise<number>((resolve) => {
      const watch = new MutationObserver(() => {
        if (votes?.length !== before + 1) return;
        watch.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
      });
      watch.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    return { painted };
  });
}
