import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mayEnter } from "#core/access";
import { peersBehind } from "#edges/peer-address";
import type { Log } from "#engine/ports";
import { aFrame } from "#testing/a-frame";
import { byToken } from "#testing/an-identity";
import { rawSocket, type RawSocket } from "#testing/raw-socket";
import { openLiveServer, type LiveServer } from "./live-server.ts";

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const MEGABYTE = 1024 * 1024;

let http: Server;
let live: LiveServer;
let counted: { identified: number; followed: number; followedAtOnce: number; most: number };

beforeEach(async () => {
  counted = { identified: 0, followed: 0, followedAtOnce: 0, most: 0 };
  http = createServer();
  const door = {
    identify: async (offered: Parameters<typeof byToken>[0]) => {
      counted.identified += 1;
      return await byToken(offered);
    },
    may: mayEnter,
    peerOf: peersBehind([]).addressOf,
  };
  live = openLiveServer(http, door, SILENT);
  live.serve({
    missed: async (_room, _lastSeq, settle) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      settle();
      return { ok: true, reset: false, frames: [] };
    },
    follow: async () => {
      counted.followed += 1;
      counted.followedAtOnce += 1;
      counted.most = Math.max(counted.most, counted.followedAtOnce);
      await new Promise((resolve) => setTimeout(resolve, 5));
      counted.followedAtOnce -= 1;
      return { ok: true, room: null, events: [] };
    },
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await live.close();
});

async function raw(): Promise<RawSocket> {
  return await rawSocket((http.address() as AddressInfo).port);
}

async function display(): Promise<RawSocket> {
  const socket = await raw();
  socket.send('40/live,{"token":"display"}');
  await expect.poll(socket.heard).toContain("40/live");
  return socket;
}

describe("one client must not cost the others the room", () => {
  it.each([1, 10])(
    "connect-flood: %i MB of CONNECT with unknown tokens are one question at most",
    async (megabytes) => {
      const stranger = await raw();
      await stranger.flood((i) => `40/live,{"token":"unknown-${i}"}`, megabytes * MEGABYTE);
      await stranger.closed;
      expect(counted.identified).toBeLessThanOrEqual(1);
      expect(live.connected()).toBe(0);
    },
  );

  it("connect-flood: a refused connection is closed", async () => {
    const stranger = await raw();
    stranger.send('40/live,{"token":"unknown"}');
    await stranger.closed;
    expect(counted.identified).toBe(1);
  });

  it("idle-root: a connection to another namespace, or to none, is closed", async () => {
    const [root, other, none] = [await raw(), await raw(), await raw()];
    root.send("40");
    other.send("40/admin,");
    await Promise.all([root.closed, other.closed, none.closed]);
    expect(counted.identified).toBe(0);
  });

  it("follow-flood: a display that asks without end is cut off, and asks one at a time until then", async () => {
    const greedy = await display();
    expect(live.connected()).toBe(1);
    await greedy.flood((i) => `42/live,${i}["follow",0]`, MEGABYTE);
    await greedy.closed;
    // a page shows it
    expect(greedy.heard()).toContain("sends too many messages");
    expect(counted.most).toBeLessThanOrEqual(1);
    expect(counted.followed).toBeLessThanOrEqual(100);
    expect(live.connected()).toBe(0);
  });

  it("room-churn: rooms asked for at once are no more than those asked for one by one, and those left are left", async () => {
    const asking = await display();
    for (let i = 0; i < 25; i += 1) asking.send(`42/live,${i}["join","target:t${i}",null]`);
    await expect.poll(asking.heard).toContain("43/live,24");
    expect(live.listened()).toHaveLength(8);
    expect(asking.heard()).toContain("at most 8 rooms");
    for (let i = 0; i < 8; i += 1) asking.send(`42/live,["leave","target:t${i}"]`);
    await expect.poll(() => live.listened()).toEqual([]);
    asking.send('42/live,90["join","target:x",null]');
    asking.send('42/live,["leave","target:x"]');
    asking.send('42/live,91["join","overview",null]');
    await expect.poll(asking.heard).toContain("43/live,91");
    expect(live.listened()).toEqual(["overview"]);
  });

  it("room-churn: who joins and leaves as fast as it can is cut off, holds up nobody, and leaves nothing behind", async () => {
    const [greedy, calm] = [await display(), await display()];
    calm.send('42/live,1["join","overview",null]');
    await expect.poll(calm.heard).toContain("43/live,1");
    await greedy.flood((i) => `42/live,${i}["${i % 2 ? "leave" : "join"}","target:t${i % 50}",null]`, MEGABYTE);
    await greedy.closed;
    expect(live.cutOff()).toMatchObject({ too_many_messages: 1 });
    live.publish([aFrame(7)]);
    await expect.poll(calm.heard).toContain('"frame"');
    expect([live.listened(), live.connected()]).toEqual([["overview"], 1]);
  });

  it("follow-flood over long polling: the same", async () => {
    const { port } = http.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}/socket.io/?EIO=4&transport=polling`;
    const { sid } = JSON.parse((await (await fetch(base)).text()).slice(1)) as { readonly sid: string };
    const post = async (body: string): Promise<number> =>
      (await fetch(`${base}&sid=${sid}`, { method: "POST", body })).status;
    await post('40/live,{"token":"display"}');
    const many = Array.from({ length: 500 }, (_, i) => `42/live,${i}["follow",0]`).join("\u001e");
    await post(many).catch(() => undefined);
    expect(await post("3")).toBe(400);
    expect(counted.followed).toBeLessThanOrEqual(100);
  });

  it.each([
    ["pings", Buffer.from([0x89, 0x80, 0, 0, 0, 0])],
    ["pongs that nobody asked for", Buffer.from([0x8a, 0x80, 0, 0, 0, 0])],
  ])("follow-flood by %s: what is no message is counted too", async (_, frame) => {
    const greedy = await display();
    const sent = await greedy.repeat(Buffer.concat(Array.from({ length: 1_000 }, () => frame)), 64 * MEGABYTE);
    await greedy.closed;
    expect(sent).toBeLessThan(64 * MEGABYTE);
    expect(greedy.heard()).toContain("sends too much");
    expect(live.connected()).toBe(0);
  });

  it("follow-flood by empty pieces of a message that never ends: it is cut off", async () => {
    const greedy = await display();
    await greedy.repeat(Buffer.from([0x01, 0x80, 0, 0, 0, 0]), 6);
    const pieces = Buffer.concat(Array.from({ length: 1_000 }, () => Buffer.from([0x00, 0x80, 0, 0, 0, 0])));
    expect(await greedy.repeat(pieces, 64 * MEGABYTE)).toBeLessThan(64 * MEGABYTE);
    await greedy.closed;
    expect(live.connected()).toBe(0);
  });

  it("a page that keeps to its budget stays", async () => {
    const page = await display();
    for (let i = 0; i < 20; i += 1) page.send(`42/live,${i}["follow",0]`);
    await expect.poll(() => counted.followed).toBe(20);
    expect(page.isOpen()).toBe(true);
    page.end();
  });
});
