import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Plan } from "#core/plan/plan";
import { scheduleOf } from "#core/plan/schedule";
import { DAY_MS, MINUTE_MS, TICK_MS, tickAt, type EpochMs } from "#core/time";
import { loadPlan } from "#edges/plan-file/load-plan";
import { forkFile } from "./child.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { unfilled } from "./gate-open/filled.ts";
import { historyFrom } from "./gate-open/history.ts";
import type { CheckpointOpened, Listened } from "./gate-open/listener.ts";
import { openNode, type Node } from "./gate-open/node.ts";
import { systemSamples, TARGETS } from "./gate-open/system.ts";
import { withStore, type Opened } from "./store-fixture.ts";

/** Each lives through the whole plan and opens every checkpoint; what it has read it remembers, and the others do not. */
const NODES = 4;
/** Samples begin so long before T0. */
const BEFORE_T0_MS = DAY_MS;
/** The last ticks before a checkpoint come live; the last of them closes the moment at which it is due. */
const LIVE_MS = MINUTE_MS;
const MOST_WAIT_MS = 20_000;

/**
 * Every gate, pulse and check of the shipped plan, opened by several nodes that have run since T0 and by one that has just
 * been started: from the tick that closes the due moment to the event on a page's socket.
 */
export const bench: Bench = { name: "gate-open", run };

async function run(): Promise<Figures> {
  const plan = await shippedPlan();
  return withStore(async (opened) => {
    await opened.store.saveTargets(TARGETS);
    const listener = forkFile(new URL("./gate-open/listener.ts", import.meta.url));
    try {
      return await liveThrough(plan, opened, listener);
    } finally {
      listener.disconnect();
    }
  });
}

async function shippedPlan(): Promise<Plan> {
  const loaded = await loadPlan(fileURLToPath(new URL("../plans/full-rollout-sprint-3.yaml", import.meta.url)));
  if (!loaded.ok) throw new Error("the shipped plan cannot be read");
  return loaded.value;
}

type Opening = { readonly ms: number; readonly event: CheckpointOpened };

async function liveThrough(plan: Plan, opened: Opened, listener: ChildProcess): Promise<Figures> {
  const t0 = Date.parse(plan.t0);
  const samplesOf = systemSamples();
  const history = historyFrom(t0 - BEFORE_T0_MS, opened, samplesOf);
  await history.goOn(t0);
  const planOf = (name: string): Plan => ({ ...plan, id: `${plan.id}-${name}` });
  const nodes: Node[] = [];
  for (let i = 0; i < NODES; i += 1) nodes.push(await startedNode(opened, planOf(String(i)), t0));
  await (await startedNode(opened, planOf("restarted"), t0)).close();
  const found = { running: [] as Opening[], restarted: [] as Opening[] };
  try {
    for (const node of nodes) await follow(listener, node);
    for (const [due, count] of dueTimes(plan)) {
      await history.goOn(due - LIVE_MS);
      // for each node the last minute has not happened yet
      const turnBack = (): Promise<unknown> =>
        opened.pool.query("delete from sample where tick >= $1", [tickAt(due - LIVE_MS)]);
      const about = { due, count, listener, samplesOf };
      for (const node of nodes) {
        await turnBack();
        found.running.push(...(await openAt(node, about)));
      }
      await turnBack();
      const restarted = await openNode(opened, { plan: planOf("restarted"), now: due - LIVE_MS });
      await follow(listener, restarted);
      found.restarted.push(...(await openAt(restarted, about)));
      await restarted.close();
    }
  } finally {
    for (const node of nodes) await node.close();
  }
  return figuresOf(plan, found, history.samples());
}

async function startedNode(opened: Opened, plan: Plan, t0: EpochMs): Promise<Node> {
  const node = await openNode(opened, { plan, now: t0 });
  await node.start();
  return node;
}

/** When checkpoints are due, and how many. */
function dueTimes(plan: Plan): ReadonlyMap<EpochMs, number> {
  const times = new Map<EpochMs, number>();
  for (const { at } of scheduleOf(plan).checkpoints) times.set(at, (times.get(at) ?? 0) + 1);
  return times;
}

type Due = {
  readonly due: EpochMs;
  readonly count: number;
  readonly listener: ChildProcess;
  readonly samplesOf: ReturnType<typeof systemSamples>;
};

async function openAt(node: Node, { due, count, listener, samplesOf }: Due): Promise<readonly Opening[]> {
  const closing = tickAt(due - TICK_MS);
  for (let tick = tickAt(due - LIVE_MS); tick < closing; tick += 1) await node.beat(tick, samplesOf(tick));
  await node.settled();
  const told = openingsOf(listener, node, count);
  const samples = samplesOf(closing);
  const begun = performance.timeOrigin + performance.now();
  await node.beat(closing, samples);
  return (await told).map(({ opened, at }) => ({ ms: at - begun, event: opened }));
}

type Told = Extract<Listened, { readonly at: number }>;

/** The next `count` checkpoints of which this node tells its page. */
function openingsOf(listener: ChildProcess, { url }: Node, count: number): Promise<readonly Told[]> {
  const told: Told[] = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("a checkpoint did not open in time")), MOST_WAIT_MS);
    const hear = (listened: Listened): void => {
      if (listened.url !== url || listened.opened === null) return;
      told.push(listened);
      if (told.length < count) return;
      clearTimeout(timer);
      listener.off("message", hear);
      resolve(told);
    };
    listener.on("message", hear);
  });
}

function follow(listener: ChildProcess, { url }: Node): Promise<void> {
  return new Promise((resolve) => {
    const hear = (listened: Listened): void => {
      if (listened.url !== url || listened.opened !== null) return;
      listener.off("message", hear);
      resolve();
    };
    listener.on("message", hear);
    listener.send({ url });
  });
}

type Found = { readonly running: readonly Opening[]; readonly restarted: readonly Opening[] };

function figuresOf(plan: Plan, { running, restarted }: Found, samples: number): Figures {
  const times = running.map(({ ms }) => ms);
  const afterRestart = restarted.map(({ ms }) => ms);
  const empty = [...running, ...restarted].flatMap(({ event }) => unfilled(plan, event));
  for (const field of new Set(empty)) process.stderr.write(`gate-open: ${field} was not filled\n`);
  return {
    samples: figure(samples, "samples"),
    openings: figure(running.length, "openings"),
    p50: figure(percentile(times, 0.5), "ms"),
    p99: figure(percentile(times, 0.99), "ms", { below: 300 }),
    max: figure(percentile(times, 1), "ms"),
    after_restart_p50: figure(percentile(afterRestart, 0.5), "ms"),
    after_restart_p99: figure(percentile(afterRestart, 0.99), "ms", { below: 300 }),
    fields_unfilled: figure(empty.length, "fields", { most: 0 }),
  };
}
