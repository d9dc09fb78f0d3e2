import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mayEnter } from "#core/access";
import { ownAddress } from "#edges/own-address";
import { publicUrlOf } from "#edges/public-url";
import { frameBuffer, type FrameBuffer } from "#engine/frame-buffer";
import type { Log } from "#engine/ports";
import { aFrame } from "#testing/a-frame";
import { byToken } from "#testing/an-identity";
import type { Frame } from "#wire/frame";
import type { ClientEvents, JoinAnswer, ServerEvents } from "#wire/socket";
import { openLiveServer, type LiveServer } from "./live-server.ts";

type Client = Socket<ServerEvents, ClientEvents>;

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const NO_STORE = { saveFrames: () => Promise.resolve(), framesSince: () => Promise.resolve([]) };

let http: Server;
let live: LiveServer;
let buffer: FrameBuffer;
let served: Parameters<LiveServer["serve"]>[0];
let clients: Client[];

beforeEach(async () => {
  clients = [];
  buffer = frameBuffer(NO_STORE);
  served = { ...buffer, follow: () => Promise.resolve({ ok: true, room: null, events: [] }) };
  http = createServer();
  live = openLiveServer(http, { identify: byToken, may: mayEnter }, SILENT);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  for (const client of clients) client.disconnect();
  await live.close();
});

function connect(token: string, headers: Readonly<Record<string, string>> = {}): Client {
  const { port } = http.address() as AddressInfo;
  const extraHeaders = { ...headers };
  const url = `http://127.0.0.1:${port}/live`;
  const client: Client = io(url, { auth: { token }, transports: ["websocket"], reconnection: false, extraHeaders });
  clients.push(client);
  return client;
}

function tick(seq: number): void {
  const frame = aFrame(seq);
  buffer.add([frame]);
  live.publish([frame]);
}

function join(client: Client, lastSeq: number | null): Promise<JoinAnswer> {
  return new Promise((resolve) => client.emit("join", "overview", lastSeq, resolve));
}

function heardBy(client: Client): Frame[] {
  const heard: Frame[] = [];
  client.on("frame", (frame) => void heard.push(frame));
  return heard;
}

describe("the live channel", () => {
  it("turns away who has no valid token", async () => {
    live.serve(served);
    const refused = await new Promise<Error>((resolve) => connect("stranger").once("connect_error", resolve));
    expect(refused.message).toBe("unauthenticated");
    expect(live.connected()).toBe(0);
  });

  it.each([
    { origin: "https://evil.test" },
    { origin: "https://war.example.com", host: "127.0.0.1:3000" },
    { origin: "null" },
    { host: "rebound.evil.test" },
    { host: "rebound.evil.test", origin: "http://rebound.evil.test" },
  ])("host-rewritten: turns away a page with %o before it is asked who it is", async (headers) => {
    live.serve(served);
    const client = connect("display", headers);
    await new Promise<void>((resolve) => client.once("connect_error", () => resolve()));
    expect(client.connected).toBe(false);
  });

  it("counts a display once, however many connections it holds, and walls that share a link by where they are", async () => {
    await live.close();
    http = createServer();
    const peerOf = ({ headers }: { readonly headers: NodeJS.Dict<string | string[]> }) => String(headers["x-at"] ?? "");
    live = openLiveServer(http, { identify: byToken, may: mayEnter, peerOf }, SILENT);
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    live.serve(served);
    const heard = (at: string, who = "display") =>
      new Promise<void>((resolve) => connect(who, { "x-at": at }).once("connect", () => resolve()));
    await Promise.all([heard("10.0.0.1"), heard("10.0.0.1"), heard("10.0.0.1"), heard("10.0.0.1", "lead")]);
    expect([live.displays(), live.connected()]).toEqual([1, 4]);
    await heard("10.0.0.2");
    expect(live.displays()).toBe(2);
  });

  it("takes the public address's own page whatever the proxy calls Holdpoint, and none of its host without TLS", async () => {
    const publicUrl = publicUrlOf("https://war.example.com/hp");
    const other = createServer();
    const there = openLiveServer(
      other,
      { identify: byToken, may: mayEnter, address: ownAddress({ publicUrl, names: [] }) },
      SILENT,
    );
    there.serve(served);
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const comeOf = async (origin: string, host: string): Promise<boolean> => {
      const options = { auth: { token: "display" }, transports: ["websocket"], extraHeaders: { origin, host } };
      const client: Client = io(`http://127.0.0.1:${port}/live`, { ...options, forceNew: true, reconnection: false });
      clients.push(client);
      await new Promise<void>((resolve) => void client.once("connect", resolve).once("connect_error", () => resolve()));
      const { connected } = client;
      client.disconnect();
      return connected;
    };
    expect(await comeOf("https://war.example.com", "127.0.0.1:9")).toBe(true);
    expect(await comeOf("http://war.example.com", "war.example.com")).toBe(false);
    await there.close();
  });

  it("lets a client wait that comes before the engine is ready", async () => {
    tick(1);
    const answer = join(connect("display"), null);
    await new Promise((resolve) => setTimeout(resolve, 100));
    live.serve(served);
    expect(await answer).toMatchObject({ ok: true, frames: [{ seq: 1 }] });
  });

  it("gives the newest frame at once, then each tick once, to everybody", async () => {
    live.serve(served);
    tick(1);
    const everybody = Array.from({ length: 30 }, () => connect("display"));
    const heard = everybody.map(heardBy);
    for (const client of everybody) expect(await join(client, null)).toMatchObject({ frames: [{ seq: 1 }] });
    for (const seq of [2, 3, 4]) tick(seq);
    await vi.waitFor(() => expect(heard.every((frames) => frames.length === 3)).toBe(true));
    for (const frames of heard) expect(frames.map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(live.listened()).toEqual(["overview"]);
  });

  it("gives a client that was away exactly what it missed", async () => {
    live.serve(served);
    tick(1);
    const first = connect("display");
    await join(first, null);
    first.disconnect();
    for (const seq of [2, 3, 4]) tick(seq);
    const again = connect("display");
    const heard = heardBy(again);
    const answer = await join(again, 1);
    tick(5);
    await vi.waitFor(() => expect(heard.length).toBe(1));
    const missed = answer.ok ? answer.frames : [];
    expect([...missed, ...heard].map(({ seq }) => seq)).toEqual([2, 3, 4, 5]);
  });

  it("refuses garbage in words and goes on", async () => {
    live.serve(served);
    const client = connect("display");
    // what a stranger may send, whatever the types say
    const ask = (event: string, ...words: unknown[]): Promise<unknown> =>
      (client as Socket).timeout(5_000).emitWithAck(event, ...words);
    expect(await ask("join", "no such room", null)).toMatchObject({ ok: false, code: "invalid" });
    expect(await ask("join", "overview", "seven")).toMatchObject({ ok: false, code: "invalid" });
    (client as Socket).emit("leave", "no such room");
    tick(1);
    expect(await join(client, null)).toMatchObject({ ok: true });
  });
});
