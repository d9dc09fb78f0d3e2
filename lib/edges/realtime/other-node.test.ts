import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mayEnter } from "#core/access";
import { SILENT } from "#testing/an-engine";
import { BY, openTestAuth, type AuthUnderTest } from "#testing/an-auth";
import { openLiveServer, type LiveServer } from "./live-server.ts";

type Node = { readonly http: Server; readonly live: LiveServer; readonly asked: string[][] };

let testAuth: AuthUnderTest;
let nodes: Node[];
let clients: Socket[];

/** A node of its own, on the same database: nobody tells it what the other one does. */
async function aNode(everyMs: number): Promise<Node> {
  const http = createServer();
  const asked: string[][] = [];
  const live = openLiveServer(
    http,
    {
      identify: ({ token }) => testAuth.auth.identify(new Headers({ authorization: `Bearer ${token}` })),
      may: mayEnter,
    },
    SILENT,
  );
  live.serve({
    missed: () => Promise.reject(new Error("not asked here")),
    follow: () => Promise.reject(new Error("not asked here")),
  });
  live.keepChecking((ids) => (asked.push([...ids]), testAuth.auth.stillValid(ids)), everyMs);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return { http, live, asked };
}

beforeEach(async () => {
  testAuth = await openTestAuth();
  [nodes, clients] = [[], []];
});
afterEach(async () => {
  for (const client of clients) client.disconnect();
  await Promise.all(nodes.map(({ live }) => live.close()));
  await testAuth.database.close();
});

async function connect({ http }: Node, token: string): Promise<Socket> {
  const { port } = http.address() as AddressInfo;
  const client = io(`http://127.0.0.1:${port}/live`, { auth: { token }, transports: ["websocket"], forceNew: true });
  clients.push(client);
  await vi.waitFor(() => expect(client.connected).toBe(true), 5_000);
  return client;
}

/** A display that an administrator let in: its id and its token. */
async function aDisplay(name: string): Promise<{ readonly id: string; readonly token: string }> {
  const token = `token-of-${name}`;
  const { rows } = await testAuth.database.pool.query<{ id: string }>(
    "insert into display (name, token_hash) values ($1, encode(sha256($2::bytea), 'hex')) returning id",
    [name, token],
  );
  return { id: rows[0]?.id ?? "", token };
}

test("a display that is revoked on one node is cut off on the other within ten seconds, and no other is", async () => {
  const [here, there] = [await aNode(4_000), await aNode(4_000)];
  nodes.push(here, there);
  const [gone, stays] = [await aDisplay("gone"), await aDisplay("stays")];
  const wall = await connect(there, gone.token);
  const other = await connect(there, stays.token);
  const terminal = await connect(there, "terminal-token");
  const before = Date.now();
  // the node that revokes it looks again at once; the other has to notice by itself
  expect(await testAuth.auth.displays.revoke(BY, gone.id)).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(wall.connected).toBe(false), { timeout: 10_000, interval: 50 });
  expect(Date.now() - before).toBeLessThan(10_000);
  expect([other.connected, terminal.connected]).toEqual([true, true]);
});

test("all connections are one question, and nobody is cut off while it cannot be answered", async () => {
  const node = await aNode(50);
  nodes.push(node);
  const { token } = await aDisplay("wall");
  const walls = [await connect(node, token), await connect(node, token), await connect(node, "terminal-token")];
  await vi.waitFor(() => expect(node.asked.at(-1)).toHaveLength(2), 5_000);
  await testAuth.database.pool.query("alter table display rename to display_away");
  const asked = node.asked.length;
  await vi.waitFor(() => expect(node.asked.length).toBeGreaterThan(asked + 2), 5_000);
  expect(walls.map(({ connected }) => connected)).toEqual([true, true, true]);
});
