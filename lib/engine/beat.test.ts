import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Sample } from "#core/measure/sample";
import { HOUR_MS, TICK_MS, tickAt, tickStart, type Tick } from "#core/time";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aReport, aRealStore, anEngine, type EngineOnTrial, type EngineStore } from "#testing/an-engine";
import { aPlan } from "#testing/a-plan";
import { aSample, aTargetOf } from "#testing/a-window";
import type { Frame } from "#wire/frame";

const PLAN = aPlan();
const T0 = Date.parse(PLAN.t0);
const FIRST = tickAt(T0);
const TARGETS = [aTargetOf({ id: "api", kind: "http" })];

let database: TestDatabase;
let real: EngineStore;
afterEach(() => database.close());
// one each: engines of earlier tests may still be writing
beforeEach(async () => {
  database = await openTestDatabase();
  real = await aRealStore(database.pool, TARGETS);
});

type Fault = "none" | "hangs" | "fails";

/** The real store, behind a line that can hang or break. */
function aLine(): { readonly store: EngineStore; fault: Fault } {
  const line = { fault: "none" as Fault, store: real };
  const across = async <T>(call: () => Promise<T>): Promise<T> => {
    while (line.fault === "hangs") await sleep(10, undefined, { ref: false });
    if (line.fault === "fails") throw new Error("ECONNREFUSED");
    return await call();
  };
  const { write, saveFrames, windows } = real;
  line.store = {
    ...real,
    write: (samples) => across(() => write(samples)),
    saveFrames: (frames) => across(() => saveFrames(frames)),
    windows: (ids, range) => across(() => windows(ids, range)),
  };
  return line;
}

function trialOn(store: EngineStore, rate = 1): EngineOnTrial {
  return anEngine({ plan: PLAN, targets: TARGETS, store, now: T0, rate });
}

function at(tick: Tick): Sample {
  return aSample({ targetId: "api", tick, up: true, requests: 1 });
}

function seqs(frames: readonly Frame[], room: Frame["room"] = "overview"): readonly number[] {
  return frames.filter((frame) => frame.room === room).map(({ seq }) => seq);
}

function ticks(from: Tick, count: number): readonly Tick[] {
  return Array.from({ length: count }, (_, i) => from + i);
}

async function storedTicks(): Promise<readonly Tick[]> {
  const samples = await real.samples(["api"], { from: T0, to: T0 + HOUR_MS });
  return samples.map(({ tick }) => tick);
}

describe("a beat", () => {
  it("is one frame per room and tick, numbered by the tick, of the tick's end by the rollout's clock", async () => {
    const trial = trialOn(real, 60);
    trial.listened.add("target:api");
    for (const tick of ticks(FIRST, 3)) await trial.beat(tick, [at(tick)]);
    for (const room of ["overview", "segments", "criteria", "target:api"] as const)
      expect(seqs(trial.published, room)).toEqual(ticks(FIRST, 3));
    expect(trial.published[0]).toMatchObject({
      seq: FIRST,
      at: tickStart(FIRST + 1),
      everyMs: TICK_MS / 60,
      build: "b1",
      health: { sampler: { alive: true }, displays: 1 },
    });
    expect(trial.engine.counters()).toMatchObject({ ticks: 3, samples: 3, frames: 12 });
    // a beat waits for the database only so long, and the frames are kept all the same
    await vi.waitFor(async () => {
      expect((await real.framesSince("overview", 0, 10)).map(({ seq }) => seq)).toEqual(ticks(FIRST, 3));
    }, 10_000);
  });

  it("makes no frame of a single target that nobody listens to", async () => {
    const trial = trialOn(real);
    await trial.beat(FIRST, [at(FIRST)]);
    expect(trial.published.map(({ room }) => room)).toEqual(["overview", "segments", "criteria"]);
  });
});

describe("while the database is away", () => {
  it.each(["hangs", "fails"] as const)(
    "(it %s) every tick is shown all the same, and every sample is stored once when it returns",
    async (fault) => {
      const line = aLine();
      const trial = trialOn(line.store);
      await trial.beat(FIRST, [at(FIRST)]);
      await trial.writer.drain(5_000);
      line.fault = fault;
      for (const tick of ticks(FIRST + 1, 3)) await trial.beat(tick, [at(tick)]);
      expect(seqs(trial.published)).toEqual(ticks(FIRST, 4));
      const reachable = fault === "hangs";
      await vi.waitFor(() => expect(trial.engine.health().store).toEqual({ reachable, waiting: 3, lost: 0 }));
      line.fault = "none";
      await trial.writer.drain(10_000);
      await trial.beat(FIRST + 4, [at(FIRST + 4)]);
      await trial.writer.drain(5_000);
      expect(await storedTicks()).toEqual(ticks(FIRST, 5));
      await vi.waitFor(() => expect(trial.engine.health().store.reachable).toBe(true));
      // what hung arrives after all; what failed is told by the samples
      const saved = fault === "hangs" ? ticks(FIRST, 5) : [FIRST, FIRST + 4];
      await vi.waitFor(async () => expect(seqs(await real.framesSince("overview", 0, 10))).toEqual(saved));
    },
  );

  it("is told where only pushes come in, and no sample waits to tell it", async () => {
    const line = aLine();
    const trial = trialOn(line.store);
    await trial.beat(FIRST, []);
    line.fault = "fails";
    await trial.beat(FIRST + 1, []);
    expect(trial.engine.health().store).toEqual({ reachable: false, waiting: 0, lost: 0 });
    line.fault = "none";
    await trial.beat(FIRST + 2, []);
    await vi.waitFor(() => expect(trial.engine.health().store.reachable).toBe(true));
  });

  it("a rehearsal's short ticks are not held up: none is left out", async () => {
    const line = aLine();
    const trial = trialOn(line.store, 600);
    line.fault = "hangs";
    for (const tick of ticks(FIRST, 40)) {
      void trial.beat(tick, [at(tick)]);
      await sleep(TICK_MS / 600);
    }
    await vi.waitFor(() => expect(seqs(trial.published)).toEqual(ticks(FIRST, 40)));
  });

  it("beats that pile up lose their frames and never their samples", async () => {
    const line = aLine();
    const trial = trialOn(line.store, 100);
    line.fault = "hangs";
    const beats = ticks(FIRST, 30).map((tick) => trial.engine.beat(aReport(tick, [at(tick)])));
    await Promise.all(beats);
    expect(seqs(trial.published)).toEqual(ticks(FIRST, 20));
    expect(trial.engine.health().store.waiting).toBe(30);
    expect(trial.engine.counters()).toMatchObject({ ticks: 30, samples: 30 });
  });
});
