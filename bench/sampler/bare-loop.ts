import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";

/**
 * Reference of the `sampler` bench: the same requests at the same pace by a bare undici loop that judges and keeps
 * nothing. Argument: seconds; the targets' URLs come as a message. Sends its CPU per request in ms.
 */
const seconds = Number(process.argv[2]);
const TICK_MS = 5_000;
const SPREAD = 0.38;

async function run(urls: readonly string[]): Promise<void> {
  const dispatcher = new Agent({ keepAliveTimeout: 65_000 });
  const before = process.cpuUsage();
  const begun = Date.now();
  const ends: Promise<void>[] = [];
  for (let tick = 0; tick < seconds * 1_000; tick += TICK_MS) {
    for (const [index, url] of urls.entries()) {
      const waitMs = begun + tick + (index / urls.length) * SPREAD * TICK_MS - Date.now();
      if (waitMs > 0) await sleep(waitMs);
      ends.push(request(url, { dispatcher }).then((answer) => answer.body.dump()));
    }
  }
  await Promise.all(ends);
  const used = process.cpuUsage(before);
  process.send?.({ cpuMs: (used.user + used.system) / 1_000 / ends.length });
}

process.on("disconnect", () => process.exit(0));
process.once("message", (urls: readonly string[]) => void run(urls));
