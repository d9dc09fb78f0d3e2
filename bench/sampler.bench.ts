import { fork, type ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ProbeConfig } from "#core/config/target-config";
import { TICK_MS, tickAt, type Tick } from "#core/time";
import type { TickReport } from "#engine/ports";
import { realClock } from "#edges/clock/clock";
import { startSampler, type Sampler } from "#edges/sampler/sampler";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import type { Served } from "./sampler/target-server.ts";

const TARGETS = 1_000;
const SECONDS = Math.min(600, Math.max(15, Number(process.env["BENCH_SECONDS"] ?? "60")));
/** /proc counts processor time in these. */
const PROC_TICK_MS = 10;

/** 1,000 HTTP targets every 5 s while another process renders pages, against what the targets themselves recorded. */
export const bench: Bench = { name: "sampler", run };

async function run(): Promise<Figures> {
  const server = forkBeside("target-server.ts");
  const renderer = forkBeside("page-renderer.ts");
  try {
    const { ports } = await nextMessage<{ ports: number[] }>(server);
    const urls = Array.from({ length: TARGETS }, (_, i) => `http://127.0.0.1:${ports[i % ports.length]}/${i}`);
    const measured = await sample(urls, [server, renderer]);
    const served = await ask<{ served: Served[] }>(server);
    const referenceMs = await bareLoop(urls);
    return figuresOf(measured, served.served, referenceMs);
  } finally {
    server.disconnect();
    renderer.disconnect();
  }
}

type Measured = {
  readonly reports: readonly TickReport[];
  readonly samplerCpuMs: number;
  readonly parentCpuMs: number;
  /** Cores that programs outside the bench kept busy. */
  readonly othersCores: number;
};

async function sample(urls: readonly string[], helpers: readonly ChildProcess[]): Promise<Measured> {
  const reports: TickReport[] = [];
  const targets = urls.map((url, i): ProbeConfig => ({
    kind: "http",
    id: `t${i}`,
    url,
    critical: true,
    method: "GET",
    headers: {},
    timeoutMs: 3_000,
  }));
  const sampler = startSampler({
    targets,
    clock: realClock(),
    onTick: (report) => reports.push(report),
    onHealth: () => {},
  });
  // The first tick opens every connection; what is measured begins after it.
  while (reports.length < 1) await sleep(20);
  const before = await cpuNow(sampler, helpers);
  const wanted = Math.round((SECONDS * 1_000) / TICK_MS);
  while (reports.length < 1 + wanted && sampler.status().health.ticksMissed < wanted) await sleep(20);
  const after = await cpuNow(sampler, helpers);
  await sampler.close();
  const samplerCpuMs = after.sampler - before.sampler;
  const parentCpuMs = after.parent - before.parent;
  const othersMs = after.all - before.all - samplerCpuMs - parentCpuMs - (after.helpers - before.helpers);
  return { reports: reports.slice(1), samplerCpuMs, parentCpuMs, othersCores: othersMs / (after.at - before.at) };
}

type Cpu = {
  readonly at: number;
  readonly sampler: number;
  readonly parent: number;
  readonly helpers: number;
  readonly all: number;
};

/** Processor time used so far in ms: by each part of the bench, and by the whole machine. */
async function cpuNow(sampler: Sampler, helpers: readonly ChildProcess[]): Promise<Cpu> {
  const parent = process.cpuUsage();
  const spent = await Promise.all(helpers.map((child) => cpuOf(child.pid ?? 0)));
  const [user = 0, nice = 0, system = 0] = (await readFile("/proc/stat", "utf8")).split(/\s+/).slice(1, 4).map(Number);
  return {
    at: performance.now(),
    sampler: await cpuOf(sampler.pid() ?? 0),
    parent: (parent.user + parent.system) / 1_000,
    helpers: spent.reduce((sum, ms) => sum + ms, 0),
    all: (user + nice + system) * PROC_TICK_MS,
  };
}

/** Processor time of a process so far, in ms. */
async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * PROC_TICK_MS;
}

function figuresOf(
  { reports, samplerCpuMs, parentCpuMs, othersCores }: Measured,
  served: readonly Served[],
  referenceMs: number,
): Figures {
  const samples = reports.flatMap((report) => report.samples);
  const errors = latencyErrors(reports, served);
  const health = reports.at(-1)?.health;
  const cpuMs = (samplerCpuMs + parentCpuMs) / samples.length;
  const at = (share: number): number => percentile(errors, share);
  const down = samples.filter((s) => s.up !== true).length;
  return {
    checks: figure(samples.length, "checks"),
    ticks_missed: figure(health?.ticksMissed ?? Infinity, "ticks", { most: 0 }),
    checks_unmeasured: figure(reports.length * TARGETS - samples.length, "checks", { most: 0 }),
    checks_down: figure(down, "checks", { most: 0 }),
    start_jitter_p99: figure(health?.jitterMsP99 ?? Infinity, "ms", { below: 20 }),
    latency_error_p50: figure(at(0.5), "ms"),
    latency_error_p99: figure(at(0.99), "ms", { below: 2 }),
    latency_error_max: figure(at(1), "ms"),
    cpu_per_check: figure(cpuMs, "ms", { below: 0.5 }),
    cpu_per_check_sampler: figure(samplerCpuMs / samples.length, "ms"),
    cpu_per_check_receiving: figure(parentCpuMs / samples.length, "ms"),
    reference_bare_undici_cpu: figure(referenceMs, "ms"),
    cpu_against_reference: figure(cpuMs / referenceMs, "ratio"),
    // Cores that programs outside the bench kept busy: with more than a little, jitter and latency error are theirs too.
    others_on_processor: figure(othersCores, "cores"),
  };
}

/** |measured - recorded by the target| in ms, sorted; one per sample that the target knows of. */
function latencyErrors(reports: readonly TickReport[], served: readonly Served[]): readonly number[] {
  const recorded = new Map<string, number>(
    served.map(([target, at, ms]): [string, number] => [keyOf(`t${target}`, tickAt(at)), ms]),
  );
  const errors = reports.flatMap((report) =>
    report.samples.flatMap(({ targetId, tick, latency }) => {
      const truth = recorded.get(keyOf(targetId, tick));
      return latency === null || truth === undefined ? [] : [Math.abs(latency.max - truth)];
    }),
  );
  return errors.sort((a, b) => a - b);
}

function keyOf(targetId: string, tick: Tick): string {
  return `${targetId} ${tick}`;
}

async function bareLoop(urls: readonly string[]): Promise<number> {
  const loop = forkBeside("bare-loop.ts", ["15"]);
  loop.send(urls);
  const { cpuMs } = await nextMessage<{ cpuMs: number }>(loop);
  loop.disconnect();
  return cpuMs;
}

function forkBeside(file: string, args: readonly string[] = []): ChildProcess {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return fork(fileURLToPath(new URL(`./sampler/${file}`, import.meta.url)), args, { execArgv: ["--import", tsx] });
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(message as T));
    child.once("exit", () => reject(new Error("a process of the bench ended early")));
  });
}

function ask<T>(child: ChildProcess): Promise<T> {
  const answer = nextMessage<T>(child);
  child.send("report");
  return answer;
}
