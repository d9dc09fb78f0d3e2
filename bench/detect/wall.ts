import { io, type Socket } from "socket.io-client";
import { chromium, type Page } from "playwright";
import type { LoggedEvent } from "#core/room/room-event";
import { BROWSER_ARGUMENTS, findBrowser } from "#testing/find-browser";
import type { ClientEvents, ServerEvents } from "#wire/socket";

const SCREEN = { width: 1920, height: 1080 };

/** What a wall was told, and when (epoch ms). */
export type Told = { readonly event: LoggedEvent["event"]; readonly at: number };
export type Wall = { readonly told: readonly Told[]; close(): void };

/** A wall's connection, which follows the log. */
export async function openWall(origin: string, token: string): Promise<Wall> {
  const told: Told[] = [];
  const socket: Socket<ServerEvents, ClientEvents> = io(`${origin}/live`, {
    transports: ["websocket"],
    auth: { token },
  });
  socket.on("events", (events) => {
    const at = performance.timeOrigin + performance.now();
    told.push(...events.map(({ event }) => ({ event, at })));
  });
  await new Promise<void>((resolve) => void socket.once("connect", () => socket.emit("follow", null, () => resolve())));
  return { told, close: () => void socket.close() };
}

/** A wall in a real browser. */
export type PaintedWall = {
  /** Calls `act` and resolves with when the wall had painted this text, in epoch ms. */
  painted(text: string, act: () => Promise<unknown>): Promise<number>;
  /** Waits until it is not shown any more. */
  cleared(text: string): Promise<void>;
  close(): Promise<void>;
};

export async function openPaintedWall(origin: string, token: string): Promise<PaintedWall> {
  const executablePath = await findBrowser((line) => process.stderr.write(`${line}\n`));
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] });
  const page = await browser.newPage({ viewport: SCREEN });
  await page.goto(`${origin}/?token=${token}`);
  await page.goto(`${origin}/wall`);
  await page.locator("main").waitFor();
  return {
    painted: async (text, act) => {
      const watch = await watchFor(page, text);
      await act();
      return await watch.evaluate(({ painted }) => painted);
    },
    cleared: async (text) =>
      void (await page.waitForFunction((gone) => !document.body.textContent.includes(gone), text, { timeout: 0 })),
    close: () => browser.close(),
  };
}

/** Watched for when this resolves. `painted` comes true when the frame after the one that drew it has begun. */
function watchFor(
  page: Page,
  text: string,
): ReturnType<typeof page.evaluateHandle<{ readonly painted: Promise<number> }, string>> {
  return page.evaluateHandle((wanted) => {
    const painted = new Promise<number>((resolve) => {
      const watch = new MutationObserver(() => {
        if (!document.body.textContent.includes(wanted)) return;
        watch.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
      });
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    return { painted };
  }, text);
}
