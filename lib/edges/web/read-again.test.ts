import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { peersBehind } from "#edges/peer-address";
import { guardServer } from "./http-gate.ts";

let http: Server;
beforeEach(async () => {
  http = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => (body += piece));
    request.on("end", () => {
      const { connection, upgrade = null } = request.headers;
      response.end(JSON.stringify({ path: request.url, body, connection, upgrade }));
    });
  });
  http.on("upgrade", (_, socket) => void socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
  guardServer(http, { peers: peersBehind([]), isShedding: () => false });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

/** What is heard after these pieces, until the connection closes. */
async function heardAfter(...pieces: readonly string[]): Promise<string> {
  const socket = connect((http.address() as AddressInfo).port, "127.0.0.1");
  let heard = "";
  socket.setEncoding("utf8").on("data", (piece: string) => (heard += piece));
  socket.on("error", () => undefined);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await closed;
  return heard;
}

const H2C = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n";
const LAST = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
const plain = (path: string, body = ""): object => ({ path, body, upgrade: null });

function answersIn(heard: string): readonly unknown[] {
  return [...heard.matchAll(/\{.*?\}(?=HTTP|$)/g)].map(([text]) => JSON.parse(text) as unknown);
}

test.each(["h2c", "websocket", "TLS/1.0, HTTP/1.1"])(
  "a wish for %s is passed over, and the next is read",
  async (wish) => {
    const heard = await heardAfter(`GET /x HTTP/1.1\r\nHost: a\r\n${H2C.replace("h2c", wish)}\r\n${LAST}`);
    expect(heard).not.toContain("101");
    expect(answersIn(heard)).toMatchObject([plain("/x"), plain("/last")]);
  },
);

test("a body comes with it, in one piece or in several", async () => {
  const head = `POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n${H2C}\r\n`;
  expect(answersIn(await heardAfter(`${head}secret${LAST}`))).toMatchObject([plain("/p", "secret"), plain("/last")]);
  expect(answersIn(await heardAfter(head, "sec", `ret${LAST}`))).toMatchObject([plain("/p", "secret"), plain("/last")]);
});

test("what cannot be meant is refused all the same", async () => {
  expect(await heardAfter(`GET /x HTTP/1.1\r\nHost: a\r\nHost: b\r\n${H2C}\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
});
