import { setTimeout as sleep } from "node:timers/promises";
import type { JSHandle, Page } from "playwright";

const BETWEEN_MS = 150;
/** The browser names no event that was answered faster. */
const LEAST_MS = 16;

export type KeyWatch = JSHandle<{ readonly slow: number[] }>;

/** Every key that was answered late, from when this resolves. */
export function watchKeys(page: Page): Promise<KeyWatch> {
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

/** Presses these keys in turn for so long. From each key to the next paint, in ms: 16 for whatever is faster. */
export async function pressKeys(
  page: Page,
  watch: KeyWatch,
  { keys, forMs }: { readonly keys: readonly string[]; readonly forMs: number },
): Promise<readonly number[]> {
  const begun = performance.now();
  let presses = 0;
  while (performance.now() - begun < forMs) {
    await page.keyboard.press(keys[presses % keys.length] ?? "");
    presses += 1;
    await sleep(BETWEEN_MS);
  }
  const slow = await watch.evaluate((held) => held.slow.splice(0));
  return [...slow, ...Array.from({ length: Math.max(0, presses - slow.length) }, () => LEAST_MS)];
}
