import { connect, createServer, type AddressInfo, type NetConnectOpts, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { ProbeConfig } from "#core/config/target-config";
import { openGuard, type Lookup } from "#edges/guard";
import { createProber } from "./prober.ts";
import type { Probe, ProbeResult } from "./probe.ts";

const TIMEOUT_MS = 400;

/** A real peer behind a real TCP gate, which can be closed, made silent, cut, or slowed. */
export type GatedPeer = {
  /** Where the real peer listens. */
  readonly peer: NetConnectOpts;
  /** A target that reaches the peer through the gate. */
  config(gatePort: number, timeoutMs: number): ProbeConfig;
  /** Must never appear in a reason. */
  readonly secret: string;
};

export type Gate = {
  readonly port: number;
  open(): Promise<void>;
  shut(): Promise<void>;
  cut(): void;
  mode: "pass" | "silent" | "hang up";
  delayMs: number;
  /** Connections that came so far. */
  readonly count: number;
};

const LIFE_MS = 1_000;

/** Listens on loopback and passes bytes to `peer` as `mode` says. */
export async function openGate(peer: NetConnectOpts, { host = "127.0.0.1", port = 0 } = {}): Promise<Gate> {
  const sockets = new Set<Socket>();
  let server: Server;
  const gate = { port, mode: "pass" as Gate["mode"], delayMs: 0, count: 0, open, shut, cut };
  function pass(from: Socket): void {
    gate.count += 1;
    sockets.add(from);
    from.on("error", () => {}).on("close", () => sockets.delete(from));
    if (gate.mode === "hang up") return void from.destroy();
    if (gate.mode === "silent") return void from.resume();
    const to = connect(peer).on("error", () => from.destroy());
    sockets.add(to);
    from.on("data", (chunk) => void (gate.mode === "pass" && to.write(chunk))).on("close", () => to.destroy());
    to.on("data", (chunk) => setTimeout(() => from.writable && from.write(chunk), gate.delayMs));
    to.on("close", () => {
      sockets.delete(to);
      setTimeout(() => from.destroySoon(), gate.delayMs + 1);
    });
  }
  async function open(): Promise<void> {
    server = createServer(pass);
    await new Promise<void>((done) => server.listen(gate.port, host, done));
    gate.port = (server.address() as AddressInfo).port;
  }
  async function shut(): Promise<void> {
    const closed = new Promise((done) => server.close(done));
    cut();
    await closed;
  }
  function cut(): void {
    for (const socket of sockets) socket.destroy();
  }
  await open();
  return gate;
}

/** What every probe must do, whatever it speaks. `asks` is false for a probe that is content with a connection. */
export function probeContract(makePeer: () => Promise<GatedPeer>, { asks }: { readonly asks: boolean }): void {
  let peer: GatedPeer;
  let gate: Gate;
  let probe: Probe;
  const results: ProbeResult[] = [];
  const check = async (): Promise<ProbeResult> => {
    const result = await probe.check();
    results.push(result);
    return result;
  };

  beforeAll(async () => {
    peer = await makePeer();
    gate = await openGate(peer.peer);
    probe = createProber().open(peer.config(gate.port, TIMEOUT_MS));
    await check();
  });
  afterEach(() => Object.assign(gate, { mode: "pass", delayMs: 0 }));
  afterAll(async () => {
    await probe.close();
    await gate.shut();
  });

  test("a peer that answers is up, with its latency and no reason", async () => {
    const result = await check();
    expect(result).toEqual({ up: true, latencyMs: expect.any(Number), reason: null });
    expect(result.latencyMs).toBeGreaterThan(0);
    expect(result.latencyMs).toBeLessThan(100);
  });

  test("where nothing listens it is down at once, and up again when something does", async () => {
    await gate.shut();
    expect(await check()).toEqual({ up: false, latencyMs: null, reason: "connection refused" });
    await gate.open();
    expect(await check()).toMatchObject({ up: true });
  });

  test("connections that are cut between two checks are replaced, and no failure of the target", async () => {
    for (let round = 0; round < 5; round++) {
      expect(await check()).toMatchObject({ up: true });
      gate.cut();
      await sleep(round * 5);
    }
    expect(await check()).toMatchObject({ up: true });
  });

  if (asks) askingContract(() => gate, check);

  test("dns-move: a name that moves is followed, at the latest when a kept connection has had its life", async () => {
    const blue = await openGate(peer.peer);
    const green = await openGate(peer.peer, { host: "127.0.0.2", port: blue.port });
    let address = "127.0.0.1";
    const lookup: Lookup = (_host, { all }, found) =>
      all ? found(null, [{ address, family: 4 }]) : found(null, address, 4);
    const prober = createProber({ guard: openGuard({ allowLinkLocal: false, lookup }), lifeMs: LIFE_MS });
    const written = JSON.stringify(peer.config(blue.port, 4_000)).replaceAll("127.0.0.1", "moving.test");
    const moving = prober.open(JSON.parse(written) as ProbeConfig);
    expect(await moving.check()).toMatchObject({ up: true });
    expect([blue.count, green.count]).toEqual([1, 0]);
    address = "127.0.0.2";
    await sleep(LIFE_MS + 100);
    expect(await moving.check()).toMatchObject({ up: true });
    expect([blue.count, green.count]).toEqual([1, 1]);
    await moving.close();
    await Promise.all([blue.shut(), green.shut()]);
  });

  test("no reason ever named the secret, and every reason is short", () => {
    const reasons = results.flatMap((result) => result.reason ?? []);
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) {
      expect(reason).not.toContain(peer.secret);
      expect(reason.length).toBeLessThanOrEqual(100);
    }
  });
}

/** What every probe must do that waits for an answer. */
function askingContract(gateNow: () => Gate, check: () => Promise<ProbeResult>): void {
  test("a silent peer is down at the timeout, and up at the next check after it speaks again", async () => {
    gateNow().mode = "silent";
    const begun = performance.now();
    expect(await check()).toEqual({ up: false, latencyMs: null, reason: "timed out after 400 ms" });
    expect(performance.now() - begun).toBeLessThan(TIMEOUT_MS + 100);
    gateNow().mode = "pass";
    expect(await check()).toMatchObject({ up: true });
  });

  test("a peer that hangs up before the answer is down with words for it", async () => {
    gateNow().cut();
    gateNow().mode = "hang up";
    const result = await check();
    expect(result).toMatchObject({ up: false, latencyMs: null });
    expect(result.reason).toMatch(/^(connection (closed before the answer|reset)|answer cut short)$/);
  });

  test("latency is the peer's own time for one exchange on an open connection", async () => {
    await check();
    const delayMs = 200;
    gateNow().delayMs = delayMs;
    const { latencyMs } = await check();
    expect(latencyMs).toBeGreaterThanOrEqual(delayMs - 1);
    // a connection of its own would be a second exchange
    expect(latencyMs).toBeLessThan(2 * delayMs - 1);
  });
}
