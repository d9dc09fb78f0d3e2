import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ProbeConfig } from "#core/config/target-config";
import type { Check } from "./watched-targets.ts";

const ROUNDS = 30;

/**
 * Asks a server of our own until the HTTP client is compiled: the first request of a process takes 10 ms longer than the
 * rest, which would be written down as the first target's latency.
 */
export async function warmUp(open: (config: ProbeConfig) => Check): Promise<void> {
  const server = createServer((_request, response) => response.end("ok")).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const probe = open({ kind: "http", id: "self", url, critical: false, method: "GET", headers: {}, timeoutMs: 200 });
  for (let round = 0; round < ROUNDS; round++) await probe.check();
  await probe.close();
  server.close();
  server.closeAllConnections();
}
