import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttp, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { targetConfigSchema, type ProbeConfig } from "#core/config/target-config";
import { openGuard, type Lookup } from "#edges/guard";
import { createProber } from "./prober.ts";
import { probeContract } from "./probe.contract.ts";
import type { ProbeResult } from "./probe.ts";

type HttpConfig = Extract<ProbeConfig, { kind: "http" }>;

/** A real server that notes what it was asked. */
type Noting = {
  port: number;
  requests: { method: string; url: string; headers: IncomingMessage["headers"]; body: string }[];
  connections: number;
  server: Server;
};

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  return (server.address() as AddressInfo).port;
}

const answer: RequestListener = (request, response) => {
  const url = new URL(request.url ?? "/", "http://peer");
  const size = Number(url.searchParams.get("size") ?? 0);
  const found = url.searchParams.get("text") ?? "";
  response.statusCode = Number(url.searchParams.get("status") ?? 200);
  if (url.pathname === "/endless") return void setInterval(() => response.write("x".repeat(65_536)), 1).unref();
  if (url.pathname === "/stuck") return void response.write("begun");
  if (url.pathname === "/cut") return void response.write("begun", () => response.destroy());
  if (url.pathname === "/elsewhere") response.setHeader("location", "/");
  setTimeout(() => response.end("x".repeat(size) + found), Number(url.searchParams.get("ms") ?? 0));
};

async function notingServer(): Promise<Noting> {
  const noting: Noting = { port: 0, requests: [], connections: 0, server: createHttp() };
  noting.server.on("connection", () => noting.connections++);
  noting.server.on("request", (request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      noting.requests.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
      answer(request, response);
    });
  });
  noting.port = await listen(noting.server);
  return noting;
}

const UMLAUTS = "grüße";
const FIGURE = '\ufeff{"revenue":5.5}';
const ENCODED: Readonly<
  Record<string, { readonly bytes: Buffer; readonly headers: Readonly<Record<string, string>> }>
> = {
  gzip: { bytes: gzipSync("all ok"), headers: { "content-encoding": "gzip" } },
  "x-gzip": { bytes: gzipSync("all ok"), headers: { "content-encoding": "X-GZIP" } },
  deflate: { bytes: deflateSync("all ok"), headers: { "content-encoding": "deflate" } },
  raw: { bytes: deflateRawSync("all ok"), headers: { "content-encoding": "deflate" } },
  br: { bytes: brotliCompressSync("all ok"), headers: { "content-encoding": "br" } },
  both: { bytes: gzipSync(brotliCompressSync("all ok")), headers: { "content-encoding": "br, gzip" } },
  bomb: { bytes: gzipSync(Buffer.alloc(200_000_000)), headers: { "content-encoding": "gzip" } },
  broken: { bytes: Buffer.from("no gzip at all"), headers: { "content-encoding": "gzip" } },
  other: { bytes: Buffer.from("all ok"), headers: { "content-encoding": "compress" } },
  bom: { bytes: gzipSync(FIGURE), headers: { "content-encoding": "gzip" } },
  utf16: { bytes: Buffer.from(FIGURE, "utf16le"), headers: {} },
  latin1: { bytes: Buffer.from(UMLAUTS, "latin1"), headers: { "content-type": "text/plain; charset=ISO-8859-1" } },
  mislabelled: { bytes: Buffer.from(UMLAUTS, "latin1"), headers: { "content-type": "text/plain; charset=utf-8" } },
  unknown: { bytes: Buffer.from("ok"), headers: { "content-type": "text/plain; charset=klingon" } },
};

describe("gzip: an answer is read as it says that it is written", () => {
  let server: Server;
  let base = "";
  beforeAll(async () => {
    server = createHttp((request, response) => {
      const { bytes, headers } = ENCODED[request.url?.slice(1) ?? ""] ?? { bytes: "", headers: {} };
      response.writeHead(200, headers).end(bytes);
    });
    base = `http://127.0.0.1:${await listen(server)}`;
  });
  afterAll(() => (server.closeAllConnections(), void server.close()));

  test.each(["gzip", "x-gzip", "deflate", "raw", "br", "both"])("%s", async (path) => {
    expect(await checkOnce(`${base}/${path}`, { expectBody: "all ok" })).toMatchObject({ up: true, reason: null });
  });

  test.each(["bom", "utf16"])("figures after a byte order mark: %s", async (path) => {
    const gauges = { revenue: "/revenue" };
    expect(await checkOnce(`${base}/${path}`, { gauges })).toMatchObject({ up: true, gauges: { revenue: 5.5 } });
  });

  test("a charset that is named is the one that counts", async () => {
    expect(await checkOnce(`${base}/latin1`, { expectBody: UMLAUTS })).toMatchObject({ up: true });
  });

  test.each([
    ["broken", 'answer is no valid "gzip"'],
    ["other", `answer's encoding "compress" cannot be read`],
    ["unknown", `answer's charset "klingon" is not known`],
    ["mislabelled", `body lacks "grüße"; it is not in the charset that it names`],
    ["bomb", 'body lacks "grüße"'],
  ])("what cannot be decoded says so: %s", async (path, reason) => {
    const before = process.memoryUsage().arrayBuffers;
    expect(await checkOnce(`${base}/${path}`, { expectBody: UMLAUTS })).toMatchObject({ up: false, reason });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });
});

test("dns-move: a name that moves is followed when the connection has had its life, and only then", async () => {
  const asked = { blue: 0, green: 0 };
  const [blue, green] = (["blue", "green"] as const).map((name) =>
    createHttp((_request, response) => (asked[name]++, void response.end("ok"))),
  ) as [Server, Server];
  const port = await listen(blue);
  await new Promise<void>((done) => void green.listen(port, "127.0.0.2", done));
  let address = "127.0.0.1";
  const lookup: Lookup = (_host, _options, found) => found(null, [{ address, family: 4 }]);
  const prober = createProber({ guard: openGuard({ allowLinkLocal: false, lookup }), lifeMs: 3_000 });
  const probe = prober.open(httpTarget(`http://moving.test:${port}/`));
  expect(await probe.check()).toMatchObject({ up: true });
  address = "127.0.0.2";
  // a check that begins in the turn in which the one before ended gets a connection of its own
  await sleep(50);
  expect(await probe.check()).toMatchObject({ up: true });
  expect(asked).toEqual({ blue: 2, green: 0 });
  await sleep(3_100);
  expect(await probe.check()).toMatchObject({ up: true });
  expect(asked).toEqual({ blue: 2, green: 1 });
  await probe.close();
  for (const server of [blue, green]) {
    server.closeAllConnections();
    server.close();
  }
});

/** As the configuration file would give it, defaults filled in. */
function httpTarget(url: string, rest: object = {}): HttpConfig {
  return targetConfigSchema.parse({ kind: "http", id: "h", url, timeoutMs: 400, ...rest }) as HttpConfig;
}

async function checkOnce(url: string, rest: object = {}): Promise<ProbeResult> {
  const probe = createProber().open(httpTarget(url, rest));
  const result = await probe.check();
  await probe.close();
  return result;
}

describe("http", () => {
  let peer: Noting;
  let base = "";
  beforeAll(async () => {
    peer = await notingServer();
    base = `http://127.0.0.1:${peer.port}`;
  });
  afterAll(() => {
    peer.server.close();
    peer.server.closeAllConnections();
  });

  describe("http probe", () => {
    probeContract(
      async () => ({
        peer: { host: "127.0.0.1", port: peer.port },
        config: (port, timeoutMs) =>
          httpTarget(`http://lead:s3cret-of-http@127.0.0.1:${port}/?token=s3cret-of-http`, { timeoutMs }),
        secret: "s3cret-of-http",
      }),
      { asks: true },
    );

    test("method, path, headers, body and the URL's credentials reach the peer", async () => {
      peer.requests.length = 0;
      const headers = { "X-Room": "war", "Content-Type": "text/plain" };
      await checkOnce(`http://lead:p%40ss@127.0.0.1:${peer.port}/a?b=c`, { method: "PUT", headers, body: "hello" });
      expect(peer.requests).toEqual([
        {
          method: "PUT",
          url: "/a?b=c",
          body: "hello",
          headers: expect.objectContaining({
            "x-room": "war",
            "content-type": "text/plain",
            authorization: `Basic ${Buffer.from("lead:p@ss").toString("base64")}`,
            host: `127.0.0.1:${peer.port}`,
          }),
        },
      ]);
    });

    test.each([
      ["/", {}, null],
      ["/?status=204", {}, null],
      ["/?status=503", {}, "status 503"],
      ["/elsewhere?status=302", {}, "status 302"],
      ["/?status=404", { expectStatus: [404] }, null],
      ["/?status=200", { expectStatus: [404] }, "status 200"],
      ["/?text=all+well", { expectBody: "all well" }, null],
      ["/?text=alas", { expectBody: "all well" }, 'body lacks "all well"'],
      ["/?size=65500&text=all+well", { expectBody: "all well" }, null],
      ["/?size=65536&text=all+well", { expectBody: "all well" }, 'body lacks "all well"'],
    ])("%s with %j gives %j", async (path, rest, reason) => {
      expect(await checkOnce(base + path, rest)).toEqual({
        up: reason === null,
        latencyMs: expect.any(Number),
        reason,
      });
    });

    test("figures in a JSON answer come with the result; what is no JSON is down", async () => {
      const gauges = { revenue_impact: "/data/result/0/value/1" };
      const text = JSON.stringify({ data: { result: [{ value: [1_762_099_200, "5.8"] }] } });
      const found = await checkOnce(`${base}/?text=${encodeURIComponent(text)}`, { gauges });
      expect(found).toMatchObject({ up: true, gauges: { revenue_impact: 5.8 } });
      expect(await checkOnce(`${base}/?text=%7B%7D`, { gauges })).toMatchObject({ up: true, gauges: {} });
      const refused = await checkOnce(`${base}/?text=alas`, { gauges });
      expect(refused).toMatchObject({ up: false, reason: "answer is no JSON of at most 64 KiB" });
      expect((await checkOnce(`${base}/?status=503&text=%7B%7D`, { gauges })).reason).toBe("status 503");
    });

    test("a wrong status still has its latency: it was answered", async () => {
      const { latencyMs } = await checkOnce(`${base}/?status=500&ms=50`);
      expect(latencyMs).toBeGreaterThanOrEqual(49);
    });

    test("an endless answer is judged by its first MiB", async () => {
      const result = await checkOnce(`${base}/endless`, { timeoutMs: 3_000 });
      expect(result).toEqual({ up: true, latencyMs: expect.any(Number), reason: null });
    });

    test("an answer that stops half way is down at the timeout, a cut one at once", async () => {
      expect(await checkOnce(`${base}/stuck`)).toEqual({
        up: false,
        latencyMs: null,
        reason: "timed out after 400 ms",
      });
      expect(await checkOnce(`${base}/cut`)).toEqual({
        up: false,
        latencyMs: null,
        reason: "connection closed before the answer",
      });
    });

    test("targets of one origin share kept connections, and none waits for a slow one", async () => {
      const prober = createProber();
      const slow = prober.open(httpTarget(`${base}/?ms=300`));
      const quick = Array.from({ length: 20 }, (_, i) => prober.open(httpTarget(`${base}/${i}`)));
      const before = peer.connections;
      const slowResult = slow.check();
      for (let round = 0; round < 5; round++) {
        for (const probe of quick) expect((await probe.check()).latencyMs).toBeLessThan(100);
      }
      expect((await slowResult).latencyMs).toBeGreaterThanOrEqual(299);
      expect(peer.connections - before).toBeLessThanOrEqual(3);
      await Promise.all([slow, ...quick].map((probe) => probe.close()));
    });

    test("a POST is never sent twice, also where the server closes connections", async () => {
      peer.requests.length = 0;
      const probe = createProber().open(httpTarget(`${base}/`, { method: "POST", body: "1" }));
      for (let round = 0; round < 4; round++) {
        expect(await probe.check()).toMatchObject({ up: true });
        peer.server.closeAllConnections();
      }
      expect(peer.requests.length).toBe(4);
      await probe.close();
    });

    test("closing ends connections, and a check under way with them", async () => {
      const probe = createProber().open(httpTarget(`${base}/?ms=300`));
      const result = probe.check();
      await sleep(50);
      await probe.close();
      expect(await result).toMatchObject({ up: false, latencyMs: null });
    });
  });

  describe("http probe over TLS", () => {
    const folder = mkdtempSync(join(tmpdir(), "probe-tls-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    let tlsBase = "";
    let server: Server;

    beforeAll(async () => {
      const made = spawnSync("openssl", [
        ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
        ...["-subj", "/CN=peer.test", "-addext", "subjectAltName=DNS:peer.test", "-keyout", key, "-out", cert],
      ]);
      if (made.status !== 0) throw new Error(`openssl is needed for this test: ${String(made.stderr)}`);
      server = createHttps({ key: readFileSync(key), cert: readFileSync(cert) }, answer);
      tlsBase = `https://127.0.0.1:${await listen(server)}`;
    });
    afterAll(() => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    });

    test.each([
      ["an unknown authority", {}, "certificate not trusted"],
      ["the right authority and name", { ca: cert, serverName: "peer.test" }, null],
      [
        "another name than the certificate's",
        { ca: cert, serverName: "other.test" },
        "certificate is for another name",
      ],
      ["no verification, where that is wished", { verify: false }, null],
      [
        "an authority file that is not there",
        { ca: join(folder, "no.pem") },
        "cannot be probed: tls.ca names a file that there is not",
      ],
    ])("%s", async (_title, tls, reason) => {
      const { up, reason: given } = await checkOnce(`${tlsBase}/`, { tls });
      expect({ up, reason: given }).toEqual({ up: reason === null, reason });
    });

    test("plain HTTP where TLS is spoken, and the other way round, are down with words for it", async () => {
      expect((await checkOnce(tlsBase.replace("https", "http"))).reason).toMatch(
        /^(connection (closed before the answer|reset)|status 400)$/,
      );
      expect((await checkOnce(base.replace("http", "https"))).reason).toBe("TLS handshake failed");
    });
  });
});
