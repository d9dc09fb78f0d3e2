import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sketchOf } from "#core/measure/sketch";
import type { Sample } from "#core/measure/sample";
import type { Outcome } from "#core/outcome";
import type { Target } from "#core/target";
import { DAY_MS, HOUR_MS, MINUTE_MS, tickAt, tickStart, type Tick } from "#core/time";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aPlan } from "#testing/a-plan";
import { ANY_KEY, aRealStore, anEngine, type EngineOnTrial, type EngineStore } from "#testing/an-engine";
import { aTargetOf } from "#testing/a-window";
import { chance, type Chance } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import type { Frame } from "#wire/frame";
import { replaySchema, type Replay } from "#wire/replay";

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

let database: TestDatabase;
let store: EngineStore;
beforeEach(async () => {
  database = await openTestDatabase();
  store = await aRealStore(database.pool, TARGETS);
});
afterEach(() => database.close());

/** What both targets say of a tick; one in twenty says nothing. */
function samplesOf(tick: Tick, draw: Chance): readonly Sample[] {
  return TARGETS.flatMap(({ id, kind }): Sample[] => {
    if (draw() < 0.05) return [];
    const errors = draw() < 0.2 ? 1 : 0;
    const up = kind === "push" ? null : errors === 0;
    const requests = kind === "push" ? 5 : 1;
    const latency = sketchOf([1 + Math.floor(100 * draw())]);
    return [{ targetId: id, tick, up, requests, errors, latency, gauges: {}, reason: errors ? "500" : null }];
  });
}

function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
}

/** What a frame says, without when it was sent and how Holdpoint itself was. */
function said({ room, seq, at, body }: Frame): object {
  return { room, seq, at, body };
}

async function start(now = T0): Promise<EngineOnTrial> {
  const trial = anEngine({ plan: PLAN, targets: TARGETS, store, now });
  trial.listened.add("target:api");
  await trial.engine.restore();
  return trial;
}

/** Lives through `ticks` ticks from T0; the frames of each, as they were published. */
async function liveThrough(
  { beat, published }: EngineOnTrial,
  ticks: number,
): Promise<ReadonlyMap<Tick, readonly Frame[]>> {
  const draw = chance(testSeed());
  for (let tick = FIRST; tick < FIRST + ticks; tick += 1) await beat(tick, samplesOf(tick, draw));
  const byTick = new Map<Tick, Frame[]>();
  for (const frame of published) byTick.set(frame.seq, [...(byTick.get(frame.seq) ?? []), frame]);
  return byTick;
}

function replayed({ engine }: EngineOnTrial, at: number): Promise<Outcome<Replay>> {
  return engine.replay({ at, room: ["criteria", "target:api"] });
}

describe("frames of the past", () => {
  it("are those that were live in the same tick, before and after samples are summed and packed", async () => {
    const trial = await start();
    const live = await liveThrough(trial, 260);
    await trial.writer.drain(5_000);
    const look = async (): Promise<void> => {
      for (const tick of [0, 1, 59, 119, 120, 200, 258].map((index) => FIRST + index)) {
        const replay = accepted(await replayed(trial, tickStart(tick + 1) + 1_234));
        expect(replay.grain).toBe("tick");
        expect(replay.frames.map(said)).toEqual(live.get(tick)?.map(said));
      }
    };
    await look();
    const later = T0 + 3 * HOUR_MS;
    trial.clock.set(later);
    for (const duty of ["rollUp", "seal"] as const) while ((await store[duty](later)).more);
    await look();
  });

  it("are shown by the minute where single samples are kept no more, and say so", async () => {
    const trial = await start();
    const live = await liveThrough(trial, 360);
    await trial.writer.drain(5_000);
    const later = T0 + DAY_MS;
    trial.clock.set(later);
    for (const duty of ["rollUp", "seal"] as const) while ((await store[duty](later)).more);
    await database.pool.query("update sample_block set samples = null");
    const replay = accepted(await replayed(trial, T0 + 20 * MINUTE_MS + 17_000));
    expect(replay.grain).toBe("minute");
    const headlines = (frames: readonly Frame[] | undefined): unknown => {
      const body = frames?.find(({ room }) => room === "overview")?.body;
      return body?.view === "overview" ? body.headlines : null;
    };
    expect(replay.frames.map(({ seq }) => seq)).toEqual([239, 239, 239, 239].map((index) => FIRST + index));
    expect(headlines(replay.frames)).toEqual(headlines(live.get(FIRST + 239)));
  });

  it("have days since T0 in them that were summed before, and samples that came late to them", async () => {
    const trial = await start();
    const at = T0 + 3 * DAY_MS;
    const draw = chance(testSeed());
    const ticks = Array.from({ length: 72 }, (_, hour) => tickAt(T0 + hour * HOUR_MS));
    await store.write(ticks.flatMap((tick) => samplesOf(tick, draw)));
    trial.clock.set(at + DAY_MS);
    const requests = async (): Promise<number> => {
      const body = accepted(await replayed(trial, at)).frames.find(({ room }) => room === "overview")?.body;
      const total =
        body?.view === "overview" ? body.headlines.find(({ now }) => now.metric === "traffic_errors") : null;
      return total?.sinceT0?.n ?? 0;
    };
    const before = await requests();
    expect(await requests()).toBe(before);
    const late = new Date(T0 + DAY_MS + HOUR_MS + MINUTE_MS).toISOString();
    accepted(
      await trial.engine.push([{ target: "orders", at: late, requests: 7, errors: 0, up: null, gauges: {} }], ANY_KEY),
    );
    expect(await requests()).toBe(before + 7);
  });
});

describe("a replay", () => {
  it("has the rollout with its clock standing, as pages read it", async () => {
    const trial = await start();
    await liveThrough(trial, 30);
    const at = T0 + MINUTE_MS;
    const replay = accepted(await replayed(trial, at));
    expect(replaySchema.parse(JSON.parse(JSON.stringify(replay)))).toEqual(replay);
    expect(replay.rollout).toMatchObject({ startedAt: T0, clock: { rate: 0, clockAt: at } });
    expect(replay).toMatchObject({ at, from: T0, to: trial.clock.now(), previous: T0, next: null });
    expect(replay.room.launch.start?.at).toBe(T0);
  });

  it("refuses what is to come, and what was before the rollout, in one sentence each", async () => {
    const trial = await start();
    await liveThrough(trial, 12);
    expect(await replayed(trial, T0 + HOUR_MS)).toMatchObject({
      ok: false,
      refusal: { code: "invalid", message: "That moment is still to come: by the rollout's clock it is 10:01 UTC." },
    });
    expect(await replayed(trial, T0 - 1)).toMatchObject({
      ok: false,
      refusal: {
        code: "not_found",
        message: "This rollout began at 10:00 UTC: there is nothing to show from before that.",
      },
    });
  });
});
