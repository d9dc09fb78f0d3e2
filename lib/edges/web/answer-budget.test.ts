import { createServer, type RequestListener, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { peersBehind } from "#edges/peer-address";
import { nextTaking, takenBytes } from "#edges/taking";
import { ANSWER_LIMITS } from "./answer-budget.ts";
import { guardServer, type GateLimits } from "./http-gate.ts";

const MEGABYTE = 1024 * 1024;
/** More than the system takes of one connection by itself. */
const PIECE = Buffer.alloc(20 * MEGABYTE);
const PATIENTLY = { timeout: 15_000, interval: 50 };
const open: Server[] = [];

afterEach(async () => {
  for (const http of open.splice(0)) {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  }
});

async function gated(answer: RequestListener, changed: Partial<GateLimits>): Promise<number> {
  const http = createServer(answer);
  open.push(http);
  guardServer(http, { peers: peersBehind([]), isShedding: () => false }, changed);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return (http.address() as AddressInfo).port;
}

type Reader = { readonly socket: Socket; readonly closed: Promise<void> };

/** Asks for one answer, of which nothing is read yet. */
async function asks(port: number): Promise<Reader> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  socket.on("readable", () => undefined);
  return { socket, closed };
}

/** The end of a connection shows to those who read only. */
async function hearsTheEnd({ socket, closed }: Reader): Promise<void> {
  socket.removeAllListeners("readable").resume();
  await closed;
}

const held = (http: Server): Promise<number> =>
  new Promise((resolve) => http.getConnections((_, count) => resolve(count)));

test.each([
  ["in one piece", ((_, response) => void response.end(PIECE)) satisfies RequestListener],
  [
    "piece by piece",
    ((_, response) => {
      const more = (): void => {
        while (response.write(PIECE.subarray(0, MEGABYTE)));
        response.once("drain", more);
      };
      more();
    }) satisfies RequestListener,
  ],
])("readers who take nothing of an answer %s are cut off", async (_, answer) => {
  const port = await gated(answer, { answers: { ...ANSWER_LIMITS, slowMs: 400 } });
  const [http] = open as [Server];
  await Promise.all(Array.from({ length: 20 }, () => asks(port)));
  expect(await held(http)).toBeGreaterThan(0);
  await expect.poll(() => held(http), PATIENTLY).toBe(0);
});

test("of one large piece too the part that was taken is known", async () => {
  const sockets: Socket[] = [];
  const port = await gated((request, response) => {
    sockets.push(request.socket);
    response.end(PIECE);
  }, {});
  const { socket } = await asks(port);
  await expect.poll(() => sockets.length, PATIENTLY).toBe(1);
  const taken = (): number => takenBytes(sockets[0] as Socket);
  const state = { before: -1 };
  // until the system on the way takes no more
  await expect.poll(() => taken() === state.before || void (state.before = taken()), PATIENTLY).toBe(true);
  expect(taken()).toBeLessThan(PIECE.length);
  socket.removeAllListeners("readable").resume();
  await expect.poll(taken, PATIENTLY).toBeGreaterThan(PIECE.length);
});

describe("too slow", () => {
  const limits = { waiting: 1_000, slowMs: 30_000, slowest: 512 };
  const BEGUN = { since: 0, taken: 5_000 };

  test("is who took less than 512 bytes a second for 30 s", () => {
    expect(nextTaking(BEGUN, { at: 29_999, waiting: 9_000, taken: 5_000 }, limits)).toEqual(BEGUN);
    expect(nextTaking(BEGUN, { at: 30_000, waiting: 9_000, taken: 5_000 + 15_359 }, limits)).toBe("slow");
  });

  test("is nobody who took more, or for whom nothing waits any more", () => {
    const taken = 5_000 + 15_360;
    expect(nextTaking(BEGUN, { at: 30_000, waiting: 9_000, taken }, limits)).toEqual({ since: 30_000, taken });
    expect(nextTaking(BEGUN, { at: 60_000, waiting: 999, taken: 5_000 }, limits)).toBeNull();
  });
});

test("when too much waits for all together the greediest go, and the others get theirs", async () => {
  const answer: RequestListener = ({ headers }, response) => void response.end(headers.host === "a" ? PIECE : "little");
  const port = await gated(answer, { answers: { ...ANSWER_LIMITS, total: 40 * MEGABYTE } });
  const [http] = open as [Server];
  await Promise.all(Array.from({ length: 6 }, () => asks(port)));
  await expect.poll(() => held(http), PATIENTLY).toBeLessThanOrEqual(2);
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
});

test("an answer that goes on and on is ended, however fast it is taken", async () => {
  const answer: RequestListener = (_, response) => {
    const writing = setInterval(() => response.write("more "), 5);
    response.once("close", () => clearInterval(writing));
  };
  const port = await gated(answer, { answers: { ...ANSWER_LIMITS, longestMs: 100 } });
  const reader = await asks(port);
  await hearsTheEnd(reader);
});
