import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterEach, expect, test } from "vitest";
import { ACCESS, mayEnter, type AccessRow, type Visitor } from "#core/access";
import type { Log } from "#engine/ports";
import { anIdentity, byToken, VISITORS } from "#testing/an-identity";
import type { ClientEvents, ServerEvents } from "#wire/socket";
import { openLiveServer, type LiveServer } from "./live-server.ts";
import type { Door } from "./socket-door.ts";

type Client = Socket<ServerEvents, ClientEvents>;
type Event = keyof ClientEvents;

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ROWS = (Object.keys(ACCESS) as AccessRow[]).filter((row) => row.startsWith("SOCKET "));

let http: Server;
let live: LiveServer;
const opened: { clients: Client[]; servers: LiveServer[] } = { clients: [], servers: [] };

afterEach(async () => {
  for (const client of opened.clients.splice(0)) client.disconnect();
  for (const server of opened.servers.splice(0)) await server.close();
});

async function open(door: Partial<Door> = {}): Promise<void> {
  http = createServer();
  live = openLiveServer(http, { identify: byToken, may: mayEnter, ...door }, SILENT);
  opened.servers.push(live);
  live.serve({
    missed: (_room, _seq, settle) => Promise.resolve(settle()).then(() => ({ ok: true, reset: false, frames: [] })),
    follow: (_seq, settle) => Promise.resolve(settle()).then(() => ({ ok: true, room: null, events: [] })),
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
}

function connect(visitor: Visitor): Client {
  const { port } = http.address() as AddressInfo;
  const client: Client = io(`http://127.0.0.1:${port}/live`, { auth: { token: visitor }, transports: ["websocket"] });
  opened.clients.push(client);
  return client;
}

function isLetIn(client: Client): Promise<boolean> {
  return new Promise((resolve) => {
    client.once("connect", () => resolve(true));
    client.once("connect_error", () => resolve(false));
  });
}

function isOk(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === true;
}

/** What a client sees or others see of each event that was let through. */
const TRIED: { readonly [Name in Event]: (client: Client) => Promise<boolean> } = {
  join: async (client) => isOk(await client.timeout(5_000).emitWithAck("join", "overview", null)),
  follow: async (client) => isOk(await client.timeout(5_000).emitWithAck("follow", null)),
  ping: async (client) => typeof (await client.timeout(5_000).emitWithAck("ping")) === "number",
  leave: async (client) => {
    await client.timeout(5_000).emitWithAck("join", "segments", null);
    if (!live.listened().includes("segments")) return false;
    client.emit("leave", "segments");
    // events are heard in their order
    await client.timeout(5_000).emitWithAck("ping");
    return !live.listened().includes("segments");
  },
};
const EVENTS = Object.keys(TRIED) as Event[];

test("every event of the socket has its row, and no row is about nothing", () => {
  expect([...ROWS].sort()).toEqual(["SOCKET connect", ...EVENTS.map((name) => `SOCKET ${name}`)].sort());
});

test.each(VISITORS)("as %s every event does as its row says", async (visitor) => {
  await open();
  const says = (row: AccessRow): boolean => (ACCESS[row] as readonly Visitor[]).includes(visitor);
  const client = connect(visitor);
  const isIn = await isLetIn(client);
  expect({ connect: isIn }).toEqual({ connect: says("SOCKET connect") });
  for (const name of EVENTS)
    expect({ [name]: isIn && (await TRIED[name](client)) }).toEqual({ [name]: says(`SOCKET ${name}`) });
});

test.each(EVENTS)("who is left out by the row of %s alone may do everything else", async (name) => {
  await open({ may: (row, identity) => row !== `SOCKET ${name}` && mayEnter(row, identity) });
  const client = connect("lead");
  expect(await isLetIn(client)).toBe(true);
  expect(await TRIED[name](client)).toBe(false);
  // leaving is seen by having joined, and by an answer to what was sent after it
  const others = EVENTS.filter((other) => other !== name && other !== "leave");
  for (const other of others) expect({ [other]: await TRIED[other](client) }).toEqual({ [other]: true });
});

test("a refusal says so, and an event that there is not goes nowhere", async () => {
  await open({ may: (row) => row === "SOCKET connect" });
  const client = connect("lead");
  expect(await client.timeout(5_000).emitWithAck("follow", null)).toMatchObject({ ok: false, code: "forbidden" });
  const ask = (event: string): Promise<unknown> => (client as Socket).timeout(5_000).emitWithAck(event);
  for (const event of ["no such event", "constructor"])
    expect(await ask(event)).toMatchObject({ ok: false, code: "forbidden" });
});

test("a connection ends when whoever is behind it becomes somebody else", async () => {
  const now = { identity: anIdentity("lead") };
  await open({ identify: () => Promise.resolve(now.identity) });
  const client = connect("lead");
  expect(await isLetIn(client)).toBe(true);
  await live.checkAgain();
  expect(live.connected()).toBe(1);
  now.identity = anIdentity("executive");
  const ended = new Promise<string>((resolve) => client.once("disconnect", resolve));
  await live.checkAgain();
  expect(await ended).toBe("io server disconnect");
});
