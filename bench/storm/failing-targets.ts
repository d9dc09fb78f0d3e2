import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What it is told: from now on every target answers so, or, with `below`, those with a smaller number. */
export type Order = { readonly status: 200 | 503; readonly below?: number };

const ORIGINS = 10;

/** Process of the `storm` bench: real HTTP targets at `/<number>` that all fail, or mend, at one word. Sends its ports; ends with its parent. */
const state = { status: 200, below: Infinity };

function answer({ url = "" }: IncomingMessage, response: ServerResponse): void {
  const isMeant = Number(url.slice(1)) < state.below;
  response.writeHead(isMeant ? state.status : 200).end("ok");
}

const ports = await Promise.all(
  Array.from({ length: ORIGINS }, async () => {
    const server = createServer({ keepAliveTimeout: 65_000 }, answer).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    return (server.address() as AddressInfo).port;
  }),
);
process.on("disconnect", () => process.exit(0));
process.on("message", ({ status, below = Infinity }: Order) => void Object.assign(state, { status, below }));
process.send?.({ ports });
