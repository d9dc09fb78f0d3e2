import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { SECOND_MS, TICK_MS, tickAt, tickStart, type EpochMs, type Range, type Tick } from "#core/time";
import { startProgram, type RunningProgram } from "#testing/running-program";
import type { ClientEvents, ServerEvents } from "#wire/socket";
import { ask, forkFile, nextMessage } from "./child.ts";
import { cpuOfMachine, cpuOfTree, parentOf } from "./cpu.ts";
import { figure, percentile, type Bench, type Figure, type Figures } from "./figure.ts";
import type { Served } from "./sampler/target-server.ts";
import { withStore, type Opened } from "./store-fixture.ts";

const TARGETS = 1_000;
const ROOMS = ["overview", "segments", "target:t-0"] as const;
const SECONDS = Math.min(600, Math.max(15, Number(process.env["BENCH_SECONDS"] ?? "60")));
/** Without visitors, for the processor time that probing, storing and streaming take alone. */
const QUIET_SECONDS = 60;
const SETTLE_TICKS = 3;
const HOUSE = new URL("./sampler/", import.meta.url);

/**
 * The whole program with 1,000 HTTP targets every 5 s, displays connected: what probing, storing and streaming
 * cost; and then, while visitors keep its web side busy, whether it stays on time and measures what the targets recorded.
 */
export const bench: Bench = { name: "sampler", run };

async function run(): Promise<Figures> {
  const server = forkFile(new URL("target-server.ts", HOUSE));
  try {
    const { ports } = await nextMessage<{ ports: number[] }>(server);
    const urls = Array.from({ length: TARGETS }, (_, i) => `http://127.0.0.1:${ports[i % ports.length]}/${i}`);
    const measured = await withStore(async (opened) => {
      const program = await startWith(opened, urls);
      try {
        return await measure(opened, program, server.pid ?? 0);
      } finally {
        await program.stop();
      }
    });
    const { served } = await ask<{ served: Served[] }>(server);
    const referenceMs = await bareLoop(urls);
    return { ...measured.quiet, ...busyFigures(measured, served), ...againstReference(measured, referenceMs) };
  } finally {
    server.disconnect();
  }
}

async function startWith({ dataDir, databaseUrl }: Opened, urls: readonly string[]): Promise<RunningProgram> {
  const config = join(dataDir, "holdpoint.yaml");
  const targets = urls.map((url, i) => ({ id: `t-${i}`, kind: "http", url }));
  // JSON is YAML
  await writeFile(config, JSON.stringify({ targets }));
  return startProgram(["start"], { DATABASE_URL: databaseUrl, HOLDPOINT_CONFIG: config, HOLDPOINT_LOG: "warn" });
}

type Sampled = { readonly id: string; readonly tick: Tick; readonly up: boolean; readonly ms: number | null };
type Measured = {
  readonly quiet: Figures;
  readonly cpuPerCheckMs: number;
  readonly samples: readonly Sampled[];
  readonly ticks: number;
  readonly metrics: ReadonlyMap<string, number>;
  readonly pages: number;
};

async function measure(opened: Opened, program: RunningProgram, serverPid: number): Promise<Measured> {
  const displays = ROOMS.map((room) => display(program, room));
  await sleep(SETTLE_TICKS * TICK_MS);
  const cpu = await quietCpu(opened, program, serverPid);
  const visitor = forkFile(new URL("page-visitor.ts", HOUSE), [program.origin, tokenOf(program)]);
  await sleep(TICK_MS);
  // whole ticks, the last of them written
  const from = tickStart(tickAt(Date.now()) + 1);
  const range = { from, to: from + SECONDS * SECOND_MS };
  await sleep(range.to + 2 * TICK_MS - Date.now());
  const { pages, failed } = await ask<{ pages: number; failed: number }>(visitor);
  visitor.disconnect();
  displays.forEach(({ socket }) => void socket.disconnect());
  if (failed > 0) throw new Error(`${failed} of ${pages + failed} pages could not be read`);
  return {
    quiet: {
      ...cpu.figures,
      frames_streamed: figure(
        displays.reduce((n, { frames }) => n + frames(), 0),
        "frames",
      ),
    },
    cpuPerCheckMs: cpu.perCheckMs,
    samples: await readSamples(opened, range),
    ticks: SECONDS / (TICK_MS / SECOND_MS),
    metrics: await readMetrics(program),
    pages,
  };
}

function display(
  program: RunningProgram,
  room: (typeof ROOMS)[number],
): { readonly socket: Socket<ServerEvents, ClientEvents>; readonly frames: () => number } {
  let frames = 0;
  const socket: Socket<ServerEvents, ClientEvents> = io(`${program.origin}/live`, {
    transports: ["websocket"],
    auth: { token: tokenOf(program) },
  });
  socket.on("frame", () => void (frames += 1));
  socket.on("connect", () => socket.emit("join", room, null, () => undefined));
  return { socket, frames: () => frames };
}

async function quietCpu(
  { pool }: Opened,
  program: RunningProgram,
  serverPid: number,
): Promise<{ readonly perCheckMs: number; readonly figures: Figures }> {
  const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  const postgresPid = await parentOf(rows[0]?.pid ?? 0);
  const now = async (): Promise<readonly number[]> =>
    Promise.all([
      cpuOfTree(program.pid),
      cpuOfTree(postgresPid),
      cpuOfTree(serverPid),
      cpuOfMachine(),
      Promise.resolve(process.cpuUsage()).then(({ user, system }) => (user + system) / 1_000),
    ]);
  const before = await now();
  await sleep(QUIET_SECONDS * SECOND_MS);
  const after = await now();
  const [ours = 0, database = 0, server = 0, machine = 0, self = 0] = after.map((ms, i) => ms - (before[i] ?? 0));
  const checks = (TARGETS * QUIET_SECONDS * SECOND_MS) / TICK_MS;
  const perCheckMs = (ours + database) / checks;
  return {
    perCheckMs,
    figures: {
      cpu_per_check: figure(perCheckMs, "ms", { below: 0.5 }),
      cpu_per_check_program: figure(ours / checks, "ms"),
      cpu_per_check_database: figure(database / checks, "ms"),
      others_on_processor: figure(
        Math.max(0, machine - ours - database - server - self) / (QUIET_SECONDS * SECOND_MS),
        "cores",
      ),
    },
  };
}

async function readSamples({ store }: Opened, range: Range): Promise<readonly Sampled[]> {
  const ids = Array.from({ length: TARGETS }, (_, i) => `t-${i}`);
  await store.saveTargets(
    ids.map((id) => ({ id, kind: "http", name: id, segment: null, region: null, critical: false })),
  );
  const all: Sampled[] = [];
  const step = 12 * TICK_MS;
  for (let from: EpochMs = range.from; from < range.to; from += step)
    for (const { targetId, tick, up, latency } of await store.samples(ids, {
      from,
      to: Math.min(range.to, from + step),
    }))
      all.push({ id: targetId, tick, up: up === true, ms: latency?.max ?? null });
  return all;
}

async function readMetrics(program: RunningProgram): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${program.origin}/metrics`)).text();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.split(" ")[0] ?? "", Number(line.split(" ")[1])]));
}

function busyFigures({ samples, ticks, metrics, pages }: Measured, served: readonly Served[]): Figures {
  const errors = latencyErrors(samples, served);
  const metric = (name: string): number => metrics.get(`holdpoint_${name}`) ?? Infinity;
  const errorAt = (share: number): number => percentile(errors, share);
  return {
    seconds_busy: figure(SECONDS, "s"),
    pages_rendered_per_second: figure(pages / SECONDS, "pages/s"),
    ticks_missed: figure(metric("ticks_missed_total"), "ticks", { most: 0 }),
    checks_unmeasured: figure(ticks * TARGETS - samples.length, "checks", { most: 0 }),
    checks_down: figure(samples.filter(({ up }) => !up).length, "checks", { most: 0 }),
    start_jitter_p99: figure(metric("sampler_jitter_p99_seconds") * 1_000, "ms", { below: 20 }),
    latency_error_p50: figure(errorAt(0.5), "ms"),
    latency_error_p99: figure(errorAt(0.99), "ms", { below: 2 }),
    latency_error_max: figure(errorAt(1), "ms"),
  };
}

function againstReference({ cpuPerCheckMs }: Measured, referenceMs: number): Readonly<Record<string, Figure>> {
  return {
    reference_bare_undici_cpu: figure(referenceMs, "ms"),
    cpu_against_reference: figure(cpuPerCheckMs / referenceMs, "ratio"),
  };
}

/** |measured - recorded by the target| in ms; one per sample that the target knows of. */
function latencyErrors(samples: readonly Sampled[], served: readonly Served[]): readonly number[] {
  const recorded = new Map(served.map(([target, at, ms]): [string, number] => [`t-${target} ${tickAt(at)}`, ms]));
  return samples.flatMap(({ id, tick, ms }) => {
    const truth = recorded.get(`${id} ${tick}`);
    return ms === null || truth === undefined ? [] : [Math.abs(ms - truth)];
  });
}

async function bareLoop(urls: readonly string[]): Promise<number> {
  const loop = forkFile(new URL("bare-loop.ts", HOUSE), ["15"]);
  loop.send(urls);
  const { cpuMs } = await nextMessage<{ cpuMs: number }>(loop);
  loop.disconnect();
  return cpuMs;
}

function tokenOf(program: RunningProgram): string {
  return new URL(program.address).searchParams.get("token") ?? "";
}
