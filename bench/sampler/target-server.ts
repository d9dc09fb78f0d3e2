import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { constants, setPriority } from "node:os";

/** One request as the target itself saw it: target number, when it came (epoch ms), how long it took (ms). */
export type Served = readonly [target: number, at: number, ms: number];

const ORIGINS = 20;
/** Targets differ in how long they take: 2 to 26 ms. */
const SHORTEST_MS = 2;
const SPREAD_MS = 25;

/**
 * Process of the `sampler` bench: real HTTP targets at `/<number>`, spread over 20 ports, which keep their own record of
 * every request. Sends its ports, and the record when asked for it; ends with its parent.
 */
const record: Served[] = [];
// A target is another machine: the pages rendered on this one must not delay it, where the system allows that.
try {
  setPriority(constants.priority.PRIORITY_HIGHEST);
} catch {
  process.stderr.write(
    "bench: the target server shares its processor with the rest; the latency error holds its delays too\n",
  );
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const begun = performance.now();
  const at = Date.now();
  const target = Number((request.url ?? "/").slice(1));
  setTimeout(
    () => {
      response.end("ok");
      record.push([target, at, performance.now() - begun]);
    },
    SHORTEST_MS + (target % SPREAD_MS),
  );
}

const ports = await Promise.all(
  Array.from({ length: ORIGINS }, async () => {
    const server = createServer({ keepAliveTimeout: 65_000 }, answer).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    return (server.address() as AddressInfo).port;
  }),
);
process.on("disconnect", () => process.exit(0));
process.on("message", () => process.send?.({ served: record.splice(0) }));
process.send?.({ ports });
