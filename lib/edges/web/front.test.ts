import { createServer, request, type IncomingHttpHeaders, type OutgoingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ownAddress, type OwnAddress } from "#edges/own-address";
import { publicUrlOf } from "#edges/public-url";
import { front } from "./front.ts";
import { answerUnder } from "./under-path.ts";

const ALONE = ownAddress({ publicUrl: null, names: [] });
let server: Server;
let port = 0;

beforeAll(async () => {
  const pages = front(
    { cookieFor: () => null, peers: { addressOf: () => "127.0.0.1", isFromProxy: () => false }, address: ALONE },
    () => async (_, response) => {
      response.writeHead(200).end("page");
    },
  );
  server = createServer((asked, response) => void pages(asked, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(async () => await new Promise<void>((resolve) => void server.close(() => resolve())));

async function statusOf(method: string, path: string): Promise<number> {
  return await new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port, method, path, agent: false }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    asking.on("error", reject);
    asking.end();
  });
}

describe("big-int: a method that no address takes is 405", () => {
  test.each(["TRACE", "PROPFIND", "MKCOL", "SEARCH"])("%s", async (method) => {
    expect(await statusOf(method, "/")).toBe(405);
  });
});

describe("a page is only read, so that Next takes nothing for an action of its own", () => {
  test.each([
    ["POST", "/"],
    ["PUT", "/sign-in"],
    ["PATCH", "/wall"],
    ["DELETE", "/healthz"],
    ["OPTIONS", "/log"],
  ])("%s %s is 405", async (method, path) => {
    expect(await statusOf(method, path)).toBe(405);
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s below /api/ goes on", async (method) => {
    expect(await statusOf(method, "/api/v1/commands/vote")).toBe(200);
  });
});

describe("nul: an address with a piece that nothing can be called is 404", () => {
  test.each(["/%00", "/x%00y", "/x%0ay", "/%zz", "/%c3%28", "/%ed%a0%80", "/%e2%80%ae"])("%s", async (piece) => {
    expect(await statusOf("GET", `/api/v1/incidents${piece}`)).toBe(404);
  });
});

test.each(["/", "/alerts/p99%3Asearch", "/alerts/%E6%9D%8E", "/alerts/x?at=%00"])(
  "%s goes on to the pages",
  async (path) => {
    expect(await statusOf("GET", path)).toBe(200);
  },
);

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

/** What a server at that address answers; its pages say which address they were asked for, and which one they were told. */
async function answerAt(own: OwnAddress, path: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  const fronted = { cookieFor: () => "c=1", peers: { addressOf: () => "x", isFromProxy: () => false }, address: own };
  const pages = front(fronted, () => async (asked, response) => {
    response.end(JSON.stringify({ url: asked.url, told: asked.headers["x-holdpoint-path"] }));
  });
  const http = createServer((asked, response) => void pages(asked, response));
  answerUnder(http, own.publicUrl?.path ?? "");
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  try {
    return await new Promise((resolve, reject) => {
      const { port: its } = http.address() as AddressInfo;
      const asking = request({ host: "127.0.0.1", port: its, path, headers, agent: false }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      asking.on("error", reject).end();
    });
  } finally {
    http.close();
  }
}

const at = (url: string): OwnAddress => ownAddress({ publicUrl: publicUrlOf(url), names: [] });
const PROGRAMS = ["/healthz", "/readyz", "/metrics", "/api/v1/samples"];

test("whoever watches is answered before the pages are there, and learns that the rest is still starting", async () => {
  expect(await answerAt(ALONE, "/healthz?x=1")).toMatchObject({ status: 200, text: "ok\n" });
  for (const path of ["/readyz", "/metrics"]) {
    const { status, text } = await answerAt(ALONE, path);
    expect(status).toBe(503);
    expect(JSON.parse(text)).toMatchObject({ code: "unavailable", title: expect.stringContaining("is starting") });
  }
});

describe("behind a proxy", () => {
  test("https: HSTS, and sockets to the public address only", async () => {
    const { headers } = await answerAt(at("https://war.example.com"), "/healthz");
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
    expect(headers["content-security-policy"]).toMatch(/connect-src 'self' wss:\/\/war\.example\.com;/);
  });

  test("plain http: no HSTS, and sockets to the host that was asked for", async () => {
    const { headers } = await answerAt(ALONE, "/healthz", { host: "10.0.0.5:3000" });
    expect(headers["strict-transport-security"]).toBeUndefined();
    expect(headers["content-security-policy"]).toContain("connect-src 'self' ws://10.0.0.5:3000 wss://10.0.0.5:3000;");
  });

  test.each(["/wall", "/api/v1/room"])("another name is refused for %s, in words", async (path) => {
    for (const own of [ALONE, at("https://war.example.com")]) {
      const { status, text } = await answerAt(own, path, { host: "rebound.evil.test" });
      expect(status).toBe(403);
      expect(text).toContain("Host: rebound.evil.test");
      expect(text).toContain("HOLDPOINT_PUBLIC_URL");
    }
  });

  test.each(PROGRAMS)("programs of the same network may ask for %s by any name", async (path) => {
    expect((await answerAt(ALONE, path, { host: "holdpoint:3000" })).status).not.toBe(403);
  });

  test.each([
    ["/holdpoint/wall?view=a", "/holdpoint/wall?view=a", "/wall?view=a"],
    ["/wall?view=a", "/holdpoint/wall?view=a", "/wall?view=a"],
    ["/holdpoint", "/holdpoint", "/"],
    ["/holdpoint/", "/holdpoint", "/"],
  ])("under a path, %s is the page %s", async (path, url, told) => {
    const { text } = await answerAt(at("https://example.com/holdpoint"), path, { host: "example.com" });
    expect(JSON.parse(text)).toEqual({ url, told });
  });

  test.each(["/holdpoint/wall?token=t", "/wall?token=t"])("a pairing link %s leads below the path", async (path) => {
    const { status, headers } = await answerAt(at("https://example.com/holdpoint"), path, { host: "example.com" });
    expect([status, headers.location]).toEqual([303, "/holdpoint/wall"]);
  });
});
