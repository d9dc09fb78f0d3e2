import pg from "pg";
import { configSchema, type Config } from "#core/config/config";
import { openNotifier } from "#edges/notify/open-notifier";
import type { Log } from "#engine/ports";
import { aNotice } from "#testing/a-notice";

/**
 * Process of the `queue` bench: hands in the notices 0 to `count`, in batches, as a program does that does not know how far the
 * one before it came, and carries messages until it is killed. Arguments: database, address of the hook, port of the mail
 * server, count.
 */
const [databaseUrl = "", hookUrl = "", mailPort = "", count = ""] = process.argv.slice(2);
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const BATCH = 50;

function config(): Config {
  const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
  const hook = { id: "hook", kind: "webhook", url: hookUrl, secret, timeoutMs: 2_000 };
  const mail = { id: "mail", kind: "email", host: "127.0.0.1", port: Number(mailPort), timeoutMs: 5_000 };
  const letters = { encryption: "none", from: "holdpoint@example.com", to: ["list@example.com"] };
  // what is measured is the queue, not the cap before it
  return {
    ...configSchema.parse({ channels: [hook, { ...mail, ...letters }] }),
    storm: { most: 1_000_000, window: "5m" },
  };
}

process.on("disconnect", () => process.exit(0));
const notifier = await openNotifier({
  pool: new pg.Pool({ connectionString: databaseUrl, max: 8 }),
  config: config(),
  roster: () => Promise.resolve({ people: [], holders: {}, onShift: [] }),
  rollout: { id: "bench", name: "Bench", kind: "production" },
  baseUrl: "http://127.0.0.1:3000",
  now: () => Date.now(),
  log: SILENT,
});
for (let from = 0; from < Number(count); from += BATCH)
  await notifier.send(Array.from({ length: BATCH }, (_, i) => aNotice(`n-${from + i}`, { title: `n-${from + i}` })));
process.send?.({ handedIn: true });
