import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { peersBehind } from "#edges/peer-address";
import { guardServer, type GateLimits } from "./http-gate.ts";

let http: Server;
let shedding: boolean;
const answered = { requests: 0, upgrades: 0 };

beforeEach(() => open());
afterEach(close);

async function open(changed: Partial<GateLimits> = {}): Promise<void> {
  shedding = false;
  Object.assign(answered, { requests: 0, upgrades: 0 });
  http = createServer(() => void (answered.requests += 1));
  http.on("upgrade", (_, socket) => {
    answered.upgrades += 1;
    socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n");
  });
  guardServer(http, { peers: peersBehind([]), isShedding: () => shedding }, changed);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
}

async function close(): Promise<void> {
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
}

async function openedAnew(changed: Partial<GateLimits>): Promise<void> {
  await close();
  await open(changed);
}

async function tcp(): Promise<{
  readonly socket: Socket;
  readonly heard: () => string;
  readonly closed: Promise<void>;
}> {
  const socket = connect((http.address() as AddressInfo).port, "127.0.0.1");
  let heard = "";
  socket.setEncoding("utf8").on("data", (piece: string) => (heard += piece));
  socket.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise((resolve) => socket.once("connect", resolve));
  return { socket, heard: () => heard, closed };
}

const HANDSHAKE =
  "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

test("silent-tcp: a connection on which nothing begins is closed", { timeout: 30_000 }, async () => {
  const connections = await Promise.all(Array.from({ length: 20 }, tcp));
  await Promise.all(connections.map(({ closed }) => closed));
  expect(answered.requests).toBe(0);
});

test("a thousand requests on one connection, without waiting for an answer, close it", async () => {
  const { socket, closed } = await tcp();
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000));
  await closed;
  expect(answered.requests).toBeLessThanOrEqual(64);
});

test("while load is shed new sockets are refused with 503, and say when to come again", async () => {
  shedding = true;
  const { socket, heard, closed } = await tcp();
  socket.write(HANDSHAKE);
  await closed;
  expect(heard()).toMatch(/^HTTP\/1\.1 503 /);
  expect(heard()).toMatch(/^Retry-After: \d+\r$/m);
  expect(answered.upgrades).toBe(0);
});

test("otherwise they pass", async () => {
  const { socket, heard, closed } = await tcp();
  socket.write(HANDSHAKE);
  await closed;
  expect(heard()).toMatch(/^HTTP\/1\.1 101 /);
});

test("past what one address may ask at once it is answered 429, but whoever watches over Holdpoint is heard", async () => {
  await openedAnew({ begunAtOnce: 1_000 });
  const asking = await Promise.all(Array.from({ length: 60 }, tcp));
  for (const { socket } of asking) socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(10));
  await expect.poll(() => answered.requests, { timeout: 15_000 }).toBe(600);
  const [one, watcher] = [await tcp(), await tcp()];
  one.socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await one.closed;
  expect(one.heard()).toMatch(/^HTTP\/1\.1 429 /);
  expect(one.heard()).toMatch(/^Retry-After: \d+\r$/im);
  watcher.socket.write("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
  await expect.poll(() => answered.requests, { timeout: 15_000 }).toBe(601);
});

test("requests whose connection is gone are held against nobody, the pipelined ones neither", async () => {
  await openedAnew({ begunAtOnce: 1_000 });
  for (let round = 1; round <= 60; round += 1) {
    const { socket, closed } = await tcp();
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(12));
    await expect.poll(() => answered.requests, { timeout: 15_000 }).toBe(round * 12);
    socket.destroy();
    await closed;
  }
});

test("whoever asks for much waits in turn: who watches is heard first, others next, and what is gone costs nothing", async () => {
  await close();
  const begun: string[] = [];
  http = createServer((request, response) => {
    begun.push(request.url ?? "");
    for (const end = performance.now() + 5; performance.now() < end;);
    setTimeout(() => response.end("ok"), 5);
  });
  guardServer(http, { peers: peersBehind(["127.0.0.1"]), isShedding: () => false });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const from = (n: number, path: string): string =>
    `GET ${path} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.0.0.${n}\r\n\r\n`;
  const greedy = await Promise.all(Array.from({ length: 40 }, tcp));
  for (const { socket } of greedy) socket.write(from(1, "/greedy").repeat(5));
  // a round of the event loop takes one new connection
  await expect.poll(() => begun.length, { timeout: 15_000 }).toBeGreaterThan(greedy.length);
  const [watcher, modest] = [await tcp(), await tcp()];
  watcher.socket.write(from(2, "/healthz"));
  modest.socket.write(from(3, "/modest"));
  const asked = begun.length;
  await expect.poll(() => begun, { timeout: 15_000 }).toEqual(expect.arrayContaining(["/modest", "/healthz"]));
  for (const path of ["/modest", "/healthz"]) expect(begun.indexOf(path) - asked).toBeLessThan(40);
  for (const { socket } of greedy) socket.destroy();
  const after = begun.length;
  await Promise.all(greedy.map(({ closed }) => closed));
  modest.socket.write(from(3, "/last"));
  await expect.poll(() => begun, { timeout: 15_000 }).toContain("/last");
  expect(begun.length).toBeLessThan(after + 40);
});

test("past what one address may ask in a while it is answered 429, whatever the method, but whoever watches is heard", async () => {
  await openedAnew({ requests: { burst: 20, perSecond: 0.001 }, begunAtOnce: 1_000, atOncePerConnection: 64 });
  const { socket } = await tcp();
  for (const method of ["GET", "HEAD", "OPTIONS", "TRACE"])
    socket.write(`${method} / HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(5));
  await expect.poll(() => answered.requests, { timeout: 15_000 }).toBe(20);
  const [refused, watcher] = [await tcp(), await tcp()];
  refused.socket.write("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  await refused.closed;
  expect(refused.heard()).toMatch(/^HTTP\/1\.1 429 /);
  expect(refused.heard()).toMatch(/^Retry-After: \d+\r$/im);
  watcher.socket.write("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
  await expect.poll(() => answered.requests, { timeout: 15_000 }).toBe(21);
});

test("one address has so many connections and no more", async () => {
  await openedAnew({ perPeer: 5 });
  const connections = await Promise.all(Array.from({ length: 5 }, tcp));
  await (
    await tcp()
  ).closed;
  connections[0]?.socket.destroy();
  await connections[0]?.closed;
  const next = await tcp();
  next.socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await expect.poll(() => answered.requests, { timeout: 15_000 }).toBe(1);
});

test("whoever watches has a budget apart from what else is asked, which ends as well", async () => {
  await openedAnew({ watches: { burst: 3, perSecond: 0.001 }, requests: { burst: 2, perSecond: 0.001 } });
  const ask = async (path: string): Promise<boolean> => {
    const { socket, heard, closed } = await tcp();
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    const before = answered.requests;
    await Promise.race([closed, expect.poll(() => answered.requests).toBe(before + 1)]);
    return !heard().startsWith("HTTP/1.1 429");
  };
  for (const path of ["/wall", "/wall"]) expect(await ask(path)).toBe(true);
  expect(await ask("/wall")).toBe(false);
  for (const path of ["/metrics", "/readyz?x", "/healthz"]) expect(await ask(path)).toBe(true);
  for (const path of ["/metrics", "/readyz", "/healthz"]) expect(await ask(path)).toBe(false);
});

test("new sockets of one address are bounded, also those that name no session they go on with", async () => {
  await openedAnew({ sockets: { burst: 3, perSecond: 0.001 }, requests: { burst: 6, perSecond: 0.001 } });
  const shake = async (query: string): Promise<string> => {
    const { socket, heard, closed } = await tcp();
    socket.write(HANDSHAKE.replace("EIO=4", query));
    await closed;
    return heard().slice(0, 12);
  };
  const heard: string[] = [];
  const [through, refused] = ["HTTP/1.1 101", "HTTP/1.1 429"];
  const fresh = ["EIO=4", "EIO=4&sid=", "EIO=4&sid=x&sid=", "EIO=4&sid=&sid=x", "EIO=4&%73id=", "EIO=4&sid"];
  for (const query of fresh) heard.push(await shake(query));
  expect(heard).toEqual([through, through, through, refused, refused, refused]);
  expect(await shake("EIO=4&sid=known")).toBe(through);
});

/** What a raw request is answered, and that nothing behind the gate has seen it. */
async function refusedAs(text: string): Promise<string> {
  const { socket, heard, closed } = await tcp();
  socket.write(text);
  await closed;
  expect(answered).toEqual({ requests: 0, upgrades: 0 });
  return heard();
}

const ENDED = "\r\n\r\n";
const UPGRADE = "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13";
const SPOILED: readonly (readonly [string, string])[] = [
  ["Host: a\r\nHost: b", "header Host twice"],
  ["Host: a\r\nhOST: a", "header hOST twice"],
  ["Host: a\r\nOrigin: http://a\r\nOrigin: http://evil.test", "header Origin twice"],
  ["Host: a\r\nAuthorization: Bearer x\r\nAuthorization: Bearer y", "header Authorization twice"],
  ["Host: a\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site", "header Sec-Fetch-Site twice"],
  ["Host: a\r\nIdempotency-Key: 1\r\nIdempotency-Key: 2", "header Idempotency-Key twice"],
  ["Host: localhost@evil.test", "The Host header must be"],
  ["Host: user:password@localhost", "The Host header must be"],
  ["Host: localhost:80:81", "The Host header must be"],
  ["Host: localhost:99999", "The Host header must be"],
  ["Host: localhost/evil", "The Host header must be"],
  ["Host: localhost#evil", "The Host header must be"],
  ["Host: [::1]evil", "The Host header must be"],
  ["Host: a, b", "The Host header must be"],
];

test.each(SPOILED)("a request that cannot be meant is refused with 400: %j", async (headers, sentence) => {
  for (const head of [`GET / HTTP/1.1\r\n${headers}`, `GET /healthz HTTP/1.0\r\n${headers}`]) {
    const heard = await refusedAs(head + ENDED);
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
    expect(heard).toContain(sentence);
  }
});

test.each(SPOILED)("and the handshake of a socket alike: %j", async (headers, sentence) => {
  const heard = await refusedAs(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${headers}${UPGRADE}${ENDED}`);
  expect(heard).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(heard).toContain(sentence);
});

test.each(["http://evil.test/", "http://a/wall", "HTTP://a@evil.test/socket.io/", "*"])(
  "a request for %s is refused: Holdpoint is no proxy",
  async (target) => {
    for (const more of ["", UPGRADE]) {
      const heard = await refusedAs(`OPTIONS ${target} HTTP/1.1\r\nHost: a${more}${ENDED}`);
      expect(heard).toMatch(/^HTTP\/1\.1 400 /);
      expect(heard).toContain("Holdpoint is no proxy");
    }
  },
);

test.each([
  ["POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2", "400", "more than once how long"],
  ["POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked", "400", "."],
  ["nonsense", "400", "That is no HTTP request."],
  [`GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}`, "431", "too long"],
])("what is no request is answered in words: %#", async (text, status, sentence) => {
  const heard = await refusedAs(text + ENDED);
  expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(heard.split(ENDED)[1]).toContain(sentence);
});

test.each([
  "Host: a",
  "Host: [::1]:3000",
  "Host: war_room.example.com.:443",
  "Host: a\r\nX-Forwarded-For: 10.0.0.1\r\nX-Forwarded-For: 10.0.0.2",
  "Host: a\r\nX-Forwarded-Host: a\r\nX-Forwarded-Host: b\r\nCookie: a=1\r\nCookie: b=2",
])("what proxies and browsers send passes: %j", async (headers) => {
  const { socket } = await tcp();
  socket.write(`GET / HTTP/1.1\r\n${headers}${ENDED}`);
  await vi.waitFor(() => expect(answered.requests).toBe(1));
  socket.destroy();
});
