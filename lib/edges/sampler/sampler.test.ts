import { fork, type ChildProcess } from "node:child_process";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTcp, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { targetConfigSchema, type ProbeConfig } from "#core/config/target-config";
import { TICK_MS, tickAt, tickStart } from "#core/time";
import type { TickReport } from "#engine/ports";
import { rehearsalClock, type RehearsalClock } from "#edges/clock/clock";
import { startSampler, type Sampler } from "./sampler.ts";
import type { SamplerStatus } from "./tick-tally.ts";

const T0 = Date.UTC(2026, 10, 24, 8);

/** Starts of one target as its server saw them, by the rehearsal's clock. */
type Seen = Map<string, number[]>;
type Rig = {
  readonly clock: RehearsalClock;
  readonly reports: TickReport[];
  readonly healths: SamplerStatus[];
  readonly sampler: Sampler;
};

describe("the sampler", () => {
  let server: Server;
  let base = "";
  const seen: Seen = new Map();
  const cleanUps: (() => unknown)[] = [];

  const answer: RequestListener = (request, response) => {
    const url = new URL(request.url ?? "/", base);
    seen.set(url.pathname, [...(seen.get(url.pathname) ?? []), Date.now()]);
    setTimeout(() => response.end("ok"), Number(url.searchParams.get("ms") ?? 0));
  };

  beforeEach(async () => {
    seen.clear();
    server = createServer(answer).listen(0, "127.0.0.1");
    await new Promise((done) => server.once("listening", done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
    server.close();
    server.closeAllConnections();
  });

  function httpTarget(id: string, path = `/${id}`, timeoutMs = 1_000): ProbeConfig {
    const config = targetConfigSchema.parse({ kind: "http", id, url: base + path, timeoutMs });
    if (config.kind === "push") throw new Error("not a probe");
    return config;
  }

  function start(rate: number, targets: readonly ProbeConfig[], startAt = Date.now()): Rig {
    const clock = rehearsalClock({ rate, startAt });
    const [reports, healths]: [TickReport[], SamplerStatus[]] = [[], []];
    const sampler = startSampler({
      targets,
      clock,
      onTick: (report) => reports.push(report),
      onHealth: (status) => healths.push(status),
    });
    cleanUps.push(() => sampler.close());
    return { clock, reports, healths, sampler };
  }

  async function until(true_: () => boolean, mostMs = 15_000): Promise<void> {
    for (let waited = 0; !true_(); waited += 10) {
      if (waited > mostMs) throw new Error("waited too long");
      await sleep(10);
    }
  }

  const pairs = (reports: readonly TickReport[]): string[] =>
    reports.flatMap((r) => r.samples.map((s) => `${s.targetId} ${s.tick}`));

  test("every target has one sample per tick, ticks follow each other without a gap, none is missed", async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `t${i}`);
    const { reports } = start(
      10,
      ids.map((id) => httpTarget(id)),
    );
    await until(() => reports.length >= 5);
    const first = reports[0]?.tick ?? 0;
    expect(reports.map((report) => report.tick - first)).toEqual(reports.map((_, i) => i));
    for (const report of reports) {
      expect(report.samples.map((sample) => sample.targetId).sort()).toEqual([...ids].sort());
      expect(report.samples.every((sample) => sample.tick === report.tick && sample.up === true)).toBe(true);
    }
    expect(new Set(pairs(reports)).size).toBe(pairs(reports).length);
    expect(reports.at(-1)?.health).toMatchObject({ ticksRun: reports.length, ticksMissed: 0 });
  });

  test("a sample is whole: one request, its latency, no error; a refused one has its reason and no latency", async () => {
    const gone = await closedPort();
    const down = targetConfigSchema.parse({ kind: "tcp", id: "gone", host: "127.0.0.1", port: gone });
    const { reports } = start(10, [httpTarget("fine"), down as ProbeConfig]);
    await until(() => reports.length >= 1);
    const [fine, refused] = reports[0]?.samples ?? [];
    expect(fine).toMatchObject({
      targetId: "fine",
      up: true,
      requests: 1,
      errors: 0,
      latency: { count: 1 },
      gauges: {},
      reason: null,
    });
    expect(refused).toMatchObject({
      targetId: "gone",
      up: false,
      requests: 1,
      errors: 1,
      latency: null,
      reason: "connection refused",
    });
  });

  test("checks begin inside their tick, at multiples of 5 s of the clock", async () => {
    const { clock, reports } = start(5, [httpTarget("first"), httpTarget("second")]);
    await until(() => reports.length >= 4);
    const { rate, realAt, clockAt } = clock.setting();
    const into = (seen.get("/first") ?? []).map((at) => (clockAt + (at - realAt) * rate) % TICK_MS);
    expect(into.length).toBeGreaterThanOrEqual(4);
    for (const clockMs of into.slice(1)) expect(clockMs).toBeLessThan(60 * rate);
  });

  test("a busy parent bends no latency: a target of 40 ms reads 40 ms while the parent blocks for 300 ms at a time", async () => {
    // The target answers in a process of its own too, as the parent of this test is the one that is blocked.
    const peer = startSlowPeer();
    cleanUps.push(() => peer.kill());
    const port = await peer.port;
    const targets = Array.from({ length: 10 }, (_, i) =>
      targetConfigSchema.parse({ kind: "http", id: `t${i}`, url: `http://127.0.0.1:${port}/${i}`, timeoutMs: 1_000 }),
    );
    const { reports } = start(5, targets as ProbeConfig[]);
    await until(() => reports.length >= 1);
    const before = reports.length;
    while (reports.length < before + 4) {
      const busyUntil = performance.now() + 300;
      while (performance.now() < busyUntil);
      await sleep(5);
    }
    const latencies = reports.slice(before).flatMap((r) => r.samples.map((s) => s.latency?.max ?? Infinity));
    expect(latencies.length).toBe(10 * (reports.length - before));
    expect(Math.min(...latencies)).toBeGreaterThanOrEqual(39);
    // The peer itself may be held up now and then; an answer read late by a blocked parent would be most of them.
    latencies.sort((a, b) => a - b);
    expect(latencies[Math.floor(latencies.length * 0.9)]).toBeLessThan(200);
    expect(reports.at(-1)?.health.ticksMissed).toBe(0);
  });

  test("a target that hangs is down at its own timeout and delays no other", async () => {
    const mute = createTcp((socket) => socket.on("error", () => {}).resume()).listen(0, "127.0.0.1");
    await new Promise((done) => mute.once("listening", done));
    cleanUps.push(() => mute.close().unref());
    const hanging = targetConfigSchema.parse({
      kind: "http",
      id: "hangs",
      url: `http://127.0.0.1:${(mute.address() as AddressInfo).port}/`,
      timeoutMs: 300,
    });
    const { reports } = start(5, [
      hanging as ProbeConfig,
      ...Array.from({ length: 20 }, (_, i) => httpTarget(`t${i}`)),
    ]);
    await until(() => reports.length >= 3);
    for (const report of reports.slice(1)) {
      const [hangs, ...others] = report.samples;
      expect(hangs).toMatchObject({ targetId: "hangs", up: false, latency: null, reason: "timed out after 300 ms" });
      expect(others.length).toBe(20);
      for (const sample of others) expect(sample.latency?.max).toBeLessThan(100);
    }
  });

  test("where ticks are shorter than the answer it counts once, where it arrives; the ticks between are not measured", async () => {
    const { reports } = start(50, [httpTarget("slow", "/slow?ms=230"), httpTarget("quick")]);
    await until(() => reports.length >= 30);
    const measured = pairs(reports).filter((pair) => pair.startsWith("slow"));
    expect(new Set(measured).size).toBe(measured.length);
    expect(measured.length).toBeGreaterThanOrEqual(5);
    expect(measured.length).toBeLessThanOrEqual(11);
    expect(Math.abs((seen.get("/slow")?.length ?? 0) - measured.length)).toBeLessThanOrEqual(1);
    const latencies = reports.flatMap((r) =>
      r.samples.filter((s) => s.targetId === "slow").map((s) => s.latency?.max ?? 0),
    );
    for (const ms of latencies) expect(ms).toBeGreaterThanOrEqual(229);
    expect(pairs(reports).filter((pair) => pair.startsWith("quick")).length).toBeGreaterThanOrEqual(28);
  });

  test("a change of rate changes the pace at once and misses no tick", async () => {
    const { clock, reports, sampler } = start(1, [httpTarget("t")]);
    await until(() => sampler.status().alive);
    sampler.setClock(clock.setRate(20));
    await until(() => reports.length >= 4, 4_000);
    const begun = performance.now();
    const before = reports.length;
    await until(() => reports.length >= before + 4);
    expect(performance.now() - begun).toBeGreaterThan(700);
    expect(performance.now() - begun).toBeLessThan(1_600);
    expect(reports.at(-1)?.health.ticksMissed).toBe(0);
  });

  test("a sampler killed with -9 comes back; the ticks without it are missed, and none is reported twice", async () => {
    const { reports, healths, sampler } = start(20, [httpTarget("t")]);
    await until(() => reports.length >= 2);
    const pid = sampler.pid() ?? 0;
    process.kill(pid, "SIGKILL");
    const before = reports.length;
    await until(() => reports.length >= before + 3, 10_000);
    expect(sampler.pid()).not.toBe(pid);
    expect(healths.map((status) => [status.alive, status.restarts])).toEqual([
      [true, 0],
      [false, 1],
      [true, 1],
    ]);
    const ticks = reports.map((report) => report.tick);
    expect(new Set(ticks).size).toBe(ticks.length);
    const span = (ticks.at(-1) ?? 0) - (ticks[0] ?? 0) + 1;
    const { ticksRun, ticksMissed } = reports.at(-1)?.health ?? { ticksRun: 0, ticksMissed: 0 };
    expect(ticksMissed).toBeGreaterThan(0);
    expect(ticksRun + ticksMissed).toBe(span);
    expect(ticksRun).toBe(ticks.length);
  });

  test("a sampler that was stopped for some ticks counts them as missed and does not catch up", async () => {
    const { reports, sampler } = start(10, [httpTarget("t")]);
    await until(() => reports.length >= 2);
    const pid = sampler.pid() ?? 0;
    process.kill(pid, "SIGSTOP");
    await sleep(2_200);
    seen.clear();
    process.kill(pid, "SIGCONT");
    await sleep(1_300);
    expect(sampler.status().health.ticksMissed).toBeGreaterThanOrEqual(3);
    expect(sampler.status().health.ticksMissed).toBeLessThanOrEqual(6);
    expect(seen.get("/t")?.length ?? 0).toBeLessThanOrEqual(4);
  });

  test("targets can be changed: new ones are asked from the next tick on, old ones no more", async () => {
    const { reports, sampler } = start(20, [httpTarget("stays"), httpTarget("goes")]);
    await until(() => reports.length >= 2);
    sampler.setTargets([httpTarget("comes"), httpTarget("stays")]);
    const before = reports.length;
    await until(() => reports.length >= before + 4);
    expect(reports.at(-1)?.samples.map((sample) => sample.targetId)).toEqual(["comes", "stays"]);
    for (const report of reports) expect(report.samples.every((sample) => sample.up)).toBe(true);
  });

  test("the first tick is the one that runs, and ends as soon as every target has answered", async () => {
    // a tick of 50 s, two thirds of it gone
    const startAt = T0 + 3_300;
    const { clock, reports } = start(0.1, [httpTarget("quick"), httpTarget("slow", "/slow?ms=300")], startAt);
    await until(() => reports.length >= 1);
    expect(clock.now()).toBeLessThan(tickStart(tickAt(T0) + 1));
    expect(reports[0]?.tick).toBe(tickAt(T0));
    expect(reports[0]?.samples.map((sample) => sample.targetId)).toEqual(["quick", "slow"]);
    await sleep(200);
    expect(reports.length).toBe(1);
    expect(reports[0]?.health.ticksMissed).toBe(0);
  });

  test("without targets ticks go on, empty", async () => {
    const { reports } = start(20, []);
    await until(() => reports.length >= 3);
    expect(reports.map((report) => report.samples)).toEqual(reports.map(() => []));
  });

  test("closing ends the process", async () => {
    const { sampler } = start(10, [httpTarget("t")]);
    await until(() => sampler.status().alive);
    const pid = sampler.pid() ?? 0;
    await sampler.close();
    expect(() => process.kill(pid, 0)).toThrow();
  });
});

async function closedPort(): Promise<number> {
  const server = createTcp().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** An HTTP server in a process of its own that takes 40 ms to answer. */
function startSlowPeer(): { readonly port: Promise<number>; kill(): void } {
  const code = `
    require("node:http")
      .createServer((_, response) => setTimeout(() => response.end("ok"), 40))
      .listen(0, "127.0.0.1", function () { process.send(this.address().port); });
    process.on("disconnect", () => process.exit());`;
  const child: ChildProcess = fork("-", [], {
    execPath: process.execPath,
    execArgv: ["-e", code, "--"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return {
    port: new Promise((done) => child.once("message", (port) => done(Number(port)))),
    kill: () => void child.kill(),
  };
}
