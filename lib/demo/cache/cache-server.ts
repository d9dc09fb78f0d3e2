import { createServer, type Socket } from "node:net";
import { listenOnLoopback } from "../child/loopback-server.ts";
import { runCommand, type CacheState, type Session } from "./cache-commands.ts";
import { makeLruWithTtl } from "./lru-with-ttl.ts";
import { encodeReply, parseCommands } from "./resp.ts";

/** A little more than every learner's record. */
const ENTRIES_MOST = 1_200;
const PENDING_MOST_BYTES = 4_194_304;

export type CacheServer = { readonly port: number; close(): Promise<void> };

/** The analyzer's cache: speaks enough of the Redis protocol (2 and 3) for real clients and probes. */
export async function startCacheServer(options: { readonly port: number }): Promise<CacheServer> {
  const state: CacheState = {
    entries: makeLruWithTtl(ENTRIES_MOST),
    startedAt: Date.now(),
    hits: 0,
    misses: 0,
    commands: 0,
    connections: 0,
  };
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    state.connections = open.size;
    socket.once("close", () => {
      open.delete(socket);
      state.connections = open.size;
    });
    serve(state, socket);
  });
  const port = await listenOnLoopback(server, options.port);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function serve(state: CacheState, socket: Socket): void {
  const session: Session = { protocol: 2 };
  const pending: { bytes: Buffer } = { bytes: Buffer.alloc(0) };
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: Buffer) => {
    const parsed = parseCommands(pending.bytes.length > 0 ? Buffer.concat([pending.bytes, chunk]) : chunk);
    if ("error" in parsed) {
      socket.end(encodeReply({ kind: "error", text: `ERR Protocol error: ${parsed.error}` }, session.protocol));
      return;
    }
    pending.bytes = parsed.rest;
    if (pending.bytes.length > PENDING_MOST_BYTES) socket.destroy();
    const now = Date.now();
    const replies = parsed.commands.map((command) =>
      encodeReply(runCommand(state, session, { command, now }), session.protocol),
    );
    if (replies.length > 0) socket.write(replies.join(""));
  });
}
