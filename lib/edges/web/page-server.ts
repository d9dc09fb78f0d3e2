import { createServer, type Server } from "node:http";
import next from "next";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Handler } from "./front.ts";

export type Pages = {
  /** Next's handler once it is ready, else null. */
  readonly handler: () => Handler | null;
  readonly ready: Promise<void>;
};

/** Prepares the pages built in `dir`, beside whatever else is starting. */
export function preparePages(dir: string, address: { readonly hostname: string; readonly port: number }): Pages {
  const app = next({ dev: false, dir, ...address });
  const state: { handler: Handler | null } = { handler: null };
  const ready = app.prepare().then(() => void (state.handler = app.getRequestHandler()));
  // who starts waits for it later, and is told then
  ready.catch(() => undefined);
  return { handler: () => state.handler, ready };
}

const KEEP_ALIVE_MS = 75_000;

/** Listens at once, so that a taken port is known before anything is touched. */
export async function listen(
  address: { readonly host: string; readonly port: number },
  answer: Handler,
): Promise<Outcome<Server>> {
  const server = createServer({ connectionsCheckingInterval: 2_000 }, (request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      response.end("Internal error.\n");
    });
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  // longer than proxies keep a connection: otherwise one sends a request on a connection that is just being closed here
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return await new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(refuse("unavailable", whyNot(error, address))));
    server.listen(address.port, address.host, () => resolve(accept(server)));
  });
}

function whyNot(
  error: NodeJS.ErrnoException,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program: set PORT to a free one.`,
    EACCES: `This user may not listen on port ${port}: set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine.`,
    ENOTFOUND: `HOST ${host} is not an address of this machine.`,
  };
  return sentences[error.code ?? ""] ?? `Holdpoint cannot listen on ${host}:${port}: ${error.message}.`;
}

export function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
