import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Sample } from "#core/measure/sample";
import { sketchOf } from "#core/measure/sketch";
import { sumOf } from "#core/measure/window";
import type { Target } from "#core/target";
import { TICK_MS, tickAt, tickStart, type Tick } from "#core/time";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { ANY_KEY, aRealStore, anEngine, type EngineOnTrial, type EngineStore } from "#testing/an-engine";
import { aPlan } from "#testing/a-plan";
import { aTargetOf } from "#testing/a-window";
import { chance, type Chance } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import type { Frame, OverviewBody, RoomName } from "#wire/frame";
import type { PushedSample } from "#wire/push";
import { keptTicks } from "./patience.ts";

const PLAN = aPlan({
  metrics: ["probe", "traffic"].map((source) => ({
    id: `${source}_errors`,
    label: `Errors of ${source}`,
    unit: "%",
    better: "lower",
    formula: { kind: "error_rate", source: source === "probe" ? "probe" : "traffic" },
  })),
  limits: [],
  headlines: ["probe_errors", "traffic_errors"],
  gates: [],
});
const TARGETS: readonly Target[] = [
  aTargetOf({ id: "api", name: "API", kind: "http", segment: "north" }),
  aTargetOf({ id: "orders", name: "Orders", kind: "push", segment: "north" }),
];
const T0 = Date.parse(PLAN.t0);
const FIRST = tickAt(T0);
const KEPT = keptTicks(TICK_MS);

let database: TestDatabase;
let store: EngineStore;
afterEach(() => database.close());
// one each: engines of earlier tests may still be writing
beforeEach(async () => {
  database = await openTestDatabase();
  store = await aRealStore(database.pool, TARGETS);
});

function probed(tick: Tick, draw: Chance): Sample {
  const errors = draw() < 0.2 ? 1 : 0;
  const latency = errors ? null : sketchOf([1 + Math.floor(100 * draw())]);
  return {
    targetId: "api",
    tick,
    up: !errors,
    requests: 1,
    errors,
    latency,
    gauges: {},
    reason: errors ? "500" : null,
  };
}

function pushed(tick: Tick, draw: Chance): PushedSample {
  const at = new Date(tickStart(tick) + Math.floor(draw() * TICK_MS)).toISOString();
  return { target: "orders", at, up: null, requests: 10, errors: Math.floor(3 * draw()), gauges: {} };
}

async function start(now = T0, on = store): Promise<EngineOnTrial> {
  const trial = anEngine({ plan: PLAN, targets: TARGETS, store: on, now });
  await trial.engine.restore();
  return trial;
}

function overview(frame: Frame | null | undefined): OverviewBody {
  if (frame?.body.view !== "overview") throw new Error(`no overview but ${frame?.room}`);
  return frame.body;
}

/** [errors, requests] since T0 of probes and of traffic, as the newest overview tells them. */
function totals({ engine }: EngineOnTrial): readonly (readonly [number, number])[] {
  return overview(engine.latest("overview")).headlines.map(({ sinceT0 }) => {
    const n = sinceT0?.n ?? 0;
    return [Math.round((sinceT0?.value ?? 0) * n), n] as const;
  });
}

function counts(samples: readonly Pick<Sample, "errors" | "requests">[]): readonly [number, number] {
  const add = (of: (sample: Pick<Sample, "errors" | "requests">) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0);
  return [add(({ errors }) => errors), add(({ requests }) => requests)];
}

async function stored(from: Tick, to: Tick): Promise<readonly (readonly [number, number])[]> {
  const sums = await store.windows(["api", "orders"], { from: tickStart(from), to: tickStart(to) });
  return ["api", "orders"].map((id) => counts([sums.get(id) ?? sumOf([])]));
}

/** A few more ticks, until the totals are as wanted: what came too late is read from the store meanwhile. */
async function soon(trial: EngineOnTrial, wanted: () => unknown): Promise<void> {
  await vi.waitFor(async () => {
    await trial.beat(tickAt(trial.clock.now()));
    await trial.writer.drain(1_000);
    expect(totals(trial)).toEqual(wanted());
  }, 5_000);
}

describe("a push that comes late", () => {
  it.each([
    ["in time", 1],
    ["within what is kept", KEPT - 10],
    ["later than what is kept", KEPT + 50],
    ["two hours late", 1_440],
  ])("counts once in the totals since T0, sent twice and %s", async (_when, late) => {
    const draw = chance(testSeed());
    const trial = await start();
    const [sample, probe] = [pushed(FIRST, draw), probed(FIRST + late, draw)];
    await trial.beat(FIRST + late, [probe]);
    expect(await trial.engine.push([sample], ANY_KEY)).toMatchObject({ value: { accepted: 1, duplicates: 0 } });
    expect(await trial.engine.push([sample], ANY_KEY)).toMatchObject({ value: { accepted: 0, duplicates: 1 } });
    await soon(trial, () => [counts([probe]), counts([sample])]);
    expect(trial.engine.counters()).toMatchObject({ pushed: 1, duplicates: 1 });
    const again = await start(trial.clock.now());
    await again.beat(tickAt(again.clock.now()));
    expect(totals(again)).toEqual(totals(trial));
  });
});

describe("a report of the sampler that comes late", () => {
  it("is stored and counted once, however old it is", async () => {
    const draw = chance(testSeed());
    const trial = await start();
    const [old, now] = [probed(FIRST + 1, draw), probed(FIRST + 2 * KEPT, draw)];
    await trial.beat(now.tick, [now]);
    await trial.beat(now.tick + 1, [old, now]);
    await soon(trial, () => [counts([old, now]), [0, 0]]);
    expect(await stored(FIRST, now.tick + 1)).toEqual([counts([old, now]), [0, 0]]);
  });
});

describe("samples in any order, with failures and restarts", () => {
  it("are stored once and counted once since T0", async () => {
    const draw = chance(testSeed());
    const fault = { mode: "none" as "none" | "before" | "after" };
    const faulty: EngineStore = {
      ...store,
      write: async (samples) => {
        const { mode } = fault;
        if (mode === "before") throw new Error("the connection is gone");
        const receipt = await store.write(samples);
        if (mode === "after") throw new Error("the answer is lost");
        return receipt;
      },
    };
    let trial = await start(T0, faulty);
    const waiting: PushedSample[] = [];
    const sent = { api: [] as Sample[], orders: [] as PushedSample[] };
    let tick = FIRST;
    for (let round = 0; round < 60; round += 1) {
      tick += 1 + (draw() < 0.1 ? Math.floor(KEPT * draw()) : 0);
      const sample = probed(tick, draw);
      sent.api.push(sample);
      await trial.beat(tick, [sample, ...(draw() < 0.3 ? [sample] : [])]);
      const traffic = pushed(tick, draw);
      sent.orders.push(traffic);
      waiting.push(traffic);
      fault.mode = draw() < 0.1 ? "before" : draw() < 0.2 ? "after" : "none";
      if (draw() < 0.4) {
        // some of what waits, in no order; what is not acknowledged is sent again
        const batch = waiting.toSorted(() => draw() - 0.5).slice(0, 20);
        const answer = await trial.engine.push(batch, ANY_KEY);
        if (answer.ok) for (const one of batch) if (draw() < 0.9) waiting.splice(waiting.indexOf(one), 1);
      }
      fault.mode = "none";
      if (draw() < 0.05) {
        await trial.writer.drain(5_000);
        trial = await start(trial.clock.now(), faulty);
      }
    }
    expect((await trial.engine.push(waiting.length > 0 ? waiting : sent.orders.slice(0, 1), ANY_KEY)).ok).toBe(true);
    const wanted = [counts(sent.api), counts(sent.orders)];
    await soon(trial, () => wanted);
    expect(await stored(FIRST, tick + 1)).toEqual(wanted);
    const again = await start(trial.clock.now());
    await again.beat(tickAt(again.clock.now()));
    expect(totals(again)).toEqual(wanted);
  });
});

describe("an engine that starts again", () => {
  it("tells the same: frames go on with the next number, and say what they would have said", async () => {
    const draw = chance(testSeed());
    const first = await start();
    const last = FIRST + 200;
    const trials = [first];
    for (let tick = FIRST; tick <= last; tick += 1) {
      for (const trial of trials) await trial.beat(tick, [probed(tick, draw)]);
      await first.engine.push([pushed(tick, draw)], ANY_KEY);
    }
    await first.writer.drain(5_000);
    const second = await start(first.clock.now());
    expect(await second.engine.missed("overview", last - 3, () => undefined)).toMatchObject({
      ok: true,
      reset: false,
      frames: [{ seq: last - 2 }, { seq: last - 1 }, { seq: last }],
    });
    const next = probed(last + 1, draw);
    await first.beat(last + 1, [next]);
    await second.beat(last + 1, [next]);
    for (const room of ["overview", "segments"] as const) {
      const [before, after] = [first.engine.latest(room), second.engine.latest(room)];
      expect(after?.seq).toBe(last + 1);
      expect(after?.body).toEqual(before?.body);
    }
    expect(totals(second)[1]?.[1]).toBe(2_010);
  });

  it("knows what was pushed ahead of its clock", async () => {
    const first = await start();
    const sample = pushed(FIRST + 2, () => 0);
    expect((await first.engine.push([sample], ANY_KEY)).ok).toBe(true);
    const second = await start(T0);
    await second.beat(FIRST + 3);
    expect(totals(second)).toEqual([[0, 0], counts([sample])]);
  });

  it("passes over a target that is no longer configured, and finds its history when it returns", async () => {
    const draw = chance(testSeed());
    const first = await start();
    const sample = probed(FIRST, draw);
    await first.beat(FIRST, [sample]);
    await first.writer.drain(5_000);
    const without = anEngine({ plan: PLAN, targets: TARGETS.slice(1), store, now: T0 + TICK_MS });
    await without.engine.restore();
    await without.beat(FIRST + 1, [probed(FIRST + 1, draw)]);
    await without.writer.drain(5_000);
    expect(without.engine.targets().map(({ id }) => id)).toEqual(["orders"]);
    expect(without.engine.latest("target:api")).toBeNull();
    expect(
      (await without.engine.history({ target: "api", range: { from: T0, to: T0 + TICK_MS }, buckets: 1 })).ok,
    ).toBe(false);
    const again = await start(T0 + 2 * TICK_MS);
    await again.beat(FIRST + 2);
    expect(totals(again)).toEqual([counts([sample]), [0, 0]]);
  });
});

describe("what is asked of the engine", () => {
  it("a push is refused as unavailable while the database is away, and its samples are shown all the same", async () => {
    const draw = chance(testSeed());
    const away: EngineStore = { ...store, write: () => Promise.reject(new Error("ECONNREFUSED")) };
    const trial = await start(T0, away);
    const sample = pushed(FIRST, draw);
    expect(await trial.engine.push([sample], ANY_KEY)).toMatchObject({ ok: false, refusal: { code: "unavailable" } });
    await trial.beat(FIRST + 1);
    const [, traffic] = overview(trial.engine.latest("overview")).headlines;
    expect(traffic?.now.n).toBe(sample.requests);
    expect(traffic?.sinceT0?.n).toBe(0);
  });

  it("targets fall silent when the sampler is dead, although no tick ends any more", async () => {
    const trial = await start();
    await trial.beat(FIRST, [probed(FIRST, () => 0.9)]);
    expect(trial.engine.targets()[0]).toMatchObject({ id: "api", state: "up" });
    trial.clock.set(T0 + 20 * TICK_MS);
    expect(trial.engine.targets()[0]).toMatchObject({ id: "api", state: "silent", lastAt: T0 });
    expect(trial.engine.latest("target:api")).toMatchObject({ seq: FIRST + 19, body: { target: { state: "silent" } } });
    expect(trial.engine.health().sampler.alive).toBe(false);
  });

  it("a single target's room begins with how it is now, and an unknown one is refused", async () => {
    const trial = await start();
    await trial.beat(FIRST, [probed(FIRST, () => 0.9)]);
    const joined: RoomName[] = [];
    expect(await trial.engine.missed("target:api", null, () => void joined.push("target:api"))).toMatchObject({
      ok: true,
      reset: true,
      frames: [{ room: "target:api", seq: FIRST }],
    });
    expect(await trial.engine.missed("target:nobody", null, () => void joined.push("target:nobody"))).toEqual({
      ok: false,
      code: "not_found",
      message: 'There is no target "nobody".',
    });
    expect(joined).toEqual(["target:api"]);
  });

  it.each(["overview", "target:api"] as const)(
    "a display with a number yet to come, as of another rehearsal, begins anew: %s",
    async (room) => {
      const trial = await start();
      const ahead = FIRST + 5_000;
      // before the first tick of this run, and after it
      expect(await trial.engine.missed(room, ahead, () => undefined)).toMatchObject({
        reset: true,
        frames: [{ room, seq: FIRST - 1 }],
      });
      await trial.beat(FIRST, [probed(FIRST, () => 0.9)]);
      expect(await trial.engine.missed(room, ahead, () => undefined)).toMatchObject({
        reset: true,
        frames: [{ room, seq: FIRST }],
      });
    },
  );
});
