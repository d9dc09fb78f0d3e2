import { createServer, type Server as HttpServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { afterEach, describe, expect, it } from "vitest";
import type { Frame } from "#wire/frame";
import type { ClientEvents, ServerEvents } from "#wire/socket";
import { aFrame } from "#testing/a-frame";
import { createLiveClient } from "./socket.ts";

type Ask = { readonly room: string; readonly since: number | null };
type LiveServer = {
  readonly url: string;
  readonly asks: Ask[];
  held: Frame[];
  reset: boolean;
  /** Answers joins with this code instead. */
  refuses: "too_many" | null;
  /** Takes no new connections, as while load is shed. */
  sheds: boolean;
  readonly send: (frame: Frame) => void;
  readonly drop: () => void;
  readonly close: () => Promise<void>;
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A real socket.io server that answers joins from the frames it holds. */
async function serve(): Promise<LiveServer> {
  const http: HttpServer = createServer();
  const io = new Server<ClientEvents, ServerEvents>(http);
  const live = io.of("/live");
  const asks: Ask[] = [];
  const server: LiveServer = {
    url: "",
    asks,
    held: [],
    reset: false,
    refuses: null,
    sheds: false,
    send: (frame) => void live.emit("frame", frame),
    drop: () => void live.disconnectSockets(true),
    close: () => io.close(),
  };
  io.engine.use((_: unknown, response: ServerResponse, next: () => void) => {
    if (server.sheds) response.writeHead(503).end();
    else next();
  });
  live.on("connection", (socket) => {
    socket.on("ping", (answer) => answer(Date.now() + 3_600_000));
    socket.on("join", (room, since, answer) => {
      asks.push({ room, since });
      if (server.refuses) return answer({ ok: false, code: server.refuses, message: "Too much at once." });
      const frames = since === null ? server.held.slice(-1) : server.held.filter((frame) => frame.seq > since);
      answer({ ok: true, reset: server.reset, frames });
    });
  });
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  closing.push(() => server.close());
  const { port } = http.address() as AddressInfo;
  return Object.assign(server, { url: `http://127.0.0.1:${port}/live` });
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error("It did not happen within 15 s.");
    await new Promise((wake) => setTimeout(wake, 10));
  }
}

function open(server: LiveServer): ReturnType<typeof createLiveClient> {
  const client = createLiveClient(server.url);
  closing.push(client.open());
  return client;
}

describe("live client", () => {
  it("asks for the newest frame, then once for the minutes before it", async () => {
    const server = await serve();
    server.held = Array.from({ length: 100 }, (_, seq) => aFrame(seq));
    const { store } = open(server).hold("overview");
    await until(() => store.state().frames.length === 60);
    expect(server.asks).toEqual([
      { room: "overview", since: null },
      { room: "overview", since: 39 },
    ]);
    expect(store.state().frames.map((frame) => frame.seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 40));
  });

  it("after a broken connection it names the last frame it has, and gets each missed one once", async () => {
    const server = await serve();
    server.held = [aFrame(1), aFrame(2)];
    const client = open(server);
    const { store } = client.hold("overview");
    await until(() => store.lastSeq() === 2 && server.asks.length === 2);
    server.drop();
    await until(() => client.link().link === "down");
    server.held.push(aFrame(3), aFrame(4));
    await until(() => store.lastSeq() === 4);
    server.send(aFrame(4));
    server.send(aFrame(5));
    await until(() => store.state().latest?.seq === 5);
    expect(server.asks.at(-1)).toEqual({ room: "overview", since: 2 });
    expect(store.state().frames.map((frame) => frame.seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it("a hole in the stream is asked for", async () => {
    const server = await serve();
    server.held = [aFrame(1)];
    const { store } = open(server).hold("overview");
    await until(() => store.lastSeq() === 1 && server.asks.length === 2);
    server.held = [1, 2, 3, 4].map((seq) => aFrame(seq));
    server.send(aFrame(4));
    await until(() => store.state().frames.length === 4);
    expect(server.asks.at(-1)).toEqual({ room: "overview", since: 1 });
  });

  it("a reset starts again from the server's frames", async () => {
    const server = await serve();
    server.held = [aFrame(1), aFrame(2)];
    const { store } = open(server).hold("overview");
    await until(() => store.lastSeq() === 2 && server.asks.length === 2);
    server.drop();
    server.reset = true;
    server.held = [aFrame(900)];
    await until(() => store.state().latest?.seq === 900);
    expect(store.state().frames.map((frame) => frame.seq)).toEqual([900]);
  });

  it("what is no frame is not shown", async () => {
    const server = await serve();
    server.held = [aFrame(1)];
    const { store } = open(server).hold("overview");
    await until(() => store.lastSeq() === 1);
    server.send({ ...aFrame(2), seq: 2.5 });
    server.send(aFrame(2));
    await until(() => store.state().latest?.seq === 2);
    expect(store.state().frames.map((frame) => frame.seq)).toEqual([1, 2]);
  });

  it("says why it is refused while load is shed, and comes back by itself", async () => {
    const server = await serve();
    server.held = [aFrame(1)];
    const client = open(server);
    const { store } = client.hold("overview");
    await until(() => store.lastSeq() === 1);
    server.sheds = true;
    server.drop();
    await until(() => client.link().why?.includes("takes no new connections") ?? false);
    server.sheds = false;
    server.held.push(aFrame(2));
    await until(() => store.lastSeq() === 2);
    expect(client.link()).toMatchObject({ link: "up", why: null });
  }, 20_000);

  it("joins again by itself when its room was refused for the moment", async () => {
    const server = await serve();
    server.refuses = "too_many";
    const { store } = open(server).hold("overview");
    await until(() => store.state().refusal !== null);
    server.refuses = null;
    server.held = [aFrame(1)];
    await until(() => store.lastSeq() === 1);
    expect(store.state().refusal).toBeNull();
  });

  it("measures how far this device's clock is off", async () => {
    const server = await serve();
    const client = open(server);
    await until(() => client.link().offsetMs !== null);
    expect(Math.abs((client.link().offsetMs ?? 0) - 3_600_000)).toBeLessThan(1_000);
  });
});
