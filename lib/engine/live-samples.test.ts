import { describe, expect, it } from "vitest";
import type { Sample } from "#core/measure/sample";
import { sketchOf } from "#core/measure/sketch";
import { EMPTY_SUM, sumOf, type WindowSum } from "#core/measure/window";
import type { Target } from "#core/target";
import { TICK_MS, tickStart, type Range, type Tick } from "#core/time";
import { aTargetOf } from "#testing/a-window";
import { chance, type Chance } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import { liveSamples, type LiveSamples } from "./live-samples.ts";
import { keptTicks, lagTicks } from "./patience.ts";

const EVERY_MS = TICK_MS;
const KEPT = keptTicks(EVERY_MS);
const FIRST: Tick = 1_000_000;
const T0 = tickStart(FIRST);
const TARGETS: readonly Target[] = [
  aTargetOf({ id: "probe", kind: "http" }),
  aTargetOf({ id: "traffic", kind: "push" }),
  aTargetOf({ id: "idle", kind: "push" }),
];

/** Whole numbers only, so that sums are equal in any order. */
function sampleOf(targetId: string, tick: Tick, draw: Chance): Sample {
  const whole = (most: number): number => Math.floor(draw() * most);
  const latencies = Array.from({ length: whole(4) }, () => 1 + whole(300));
  return {
    targetId,
    tick,
    up: draw() < 0.3 ? null : draw() < 0.9,
    requests: whole(50),
    errors: whole(5),
    latency: latencies.length === 0 ? null : sketchOf(latencies),
    gauges: draw() < 0.5 ? { learners: whole(100) } : {},
    reason: null,
  };
}

function live(now = T0, everyMs = (): number => EVERY_MS): LiveSamples {
  return liveSamples(TARGETS, { t0: T0, now, everyMs });
}

/** Brute force: every sample of a target that begins in the range. */
function sumIn(samples: readonly Sample[], targetId: string, { from, to }: Range): WindowSum {
  return sumOf(
    samples.filter(
      (sample) => sample.targetId === targetId && tickStart(sample.tick) >= from && tickStart(sample.tick) < to,
    ),
  );
}

function bruteForce(samples: readonly Sample[], range: Range): readonly WindowSum[] {
  return TARGETS.map(({ id }) => sumIn(samples, id, range));
}

function sums(window: { readonly targets: readonly { readonly sum: WindowSum }[] }): readonly WindowSum[] {
  return window.targets.map(({ sum }) => sum);
}

/** A store that keeps the first sample of every target and tick. */
function aStore(): { all(): readonly Sample[]; write(samples: readonly Sample[]): void } {
  const kept = new Map<string, Sample>();
  return {
    all: () => [...kept.values()],
    write: (samples) => {
      for (const sample of samples) {
        const key = `${sample.targetId} ${sample.tick}`;
        if (!kept.has(key)) kept.set(key, sample);
      }
    },
  };
}

function recount(room: LiveSamples, stored: readonly Sample[]): void {
  const { range, done } = room.recount(room.doubtful());
  done(new Map(TARGETS.map(({ id }) => [id, sumIn(stored, id, range)])));
}

/** Ticks in an order of arrival: most in time, some up to three rings late, some twice, some never. */
function arrivals(draw: Chance, ticks: number): readonly Sample[] {
  return Array.from({ length: ticks }, (_, i) => FIRST - 200 + i)
    .flatMap((tick) => ["probe", "traffic"].map((id) => sampleOf(id, tick, draw)))
    .flatMap((sample) => {
      const lateBy = draw() < 0.15 ? draw() * 3 * KEPT : draw() * 3;
      const first = { at: sample.tick + lateBy, sample };
      if (draw() < 0.05) return [];
      return draw() < 0.1 ? [first, { at: first.at + draw() * 2 * KEPT, sample }] : [first];
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ sample }) => sample);
}

describe("samples in any order of arrival", () => {
  it("are counted once each, in windows and totals, early, late and twice", () => {
    const draw = chance(testSeed());
    for (let round = 0; round < 6; round += 1) {
      const room = live(tickStart(FIRST - 200));
      const store = aStore();
      const queue = [...arrivals(draw, 900)];
      let [newest, recounts] = [FIRST - 200, 0];
      while (queue.length > 0) {
        const batch = queue.splice(0, 1 + Math.floor(draw() * 25));
        room.show(batch);
        store.write(batch);
        room.settle(batch);
        newest = Math.max(newest, ...batch.map(({ tick }) => tick));
        if (room.doubtful().length > 0) {
          recount(room, store.all());
          recounts += 1;
        }
        if (draw() < 0.7) continue;
        const end = tickStart(newest + 1 - Math.floor(draw() * lagTicks(EVERY_MS)));
        const window = { from: Math.max(room.since(), end - Math.floor(draw() * 120) * TICK_MS), to: end };
        expect(sums(room.window(window, TARGETS))).toEqual(bruteForce(store.all(), window));
        const total = { from: T0, to: end };
        expect(sums(room.total(total, TARGETS))).toEqual(bruteForce(store.all(), total));
      }
      expect(recounts).toBeGreaterThan(5);
    }
  });

  it("are handed on for storing unless they are known, however old they are", () => {
    const room = live();
    const draw = chance(1);
    const [now, old] = [sampleOf("probe", FIRST, draw), sampleOf("probe", FIRST - 10 * KEPT, draw)];
    expect(room.show([now, old])).toEqual([now, old]);
    expect(room.show([now])).toEqual([]);
    expect(room.show([{ ...now, targetId: "nobody" }])).toEqual([]);
  });

  it("begin to count with the first tick that begins at T0 or later, as the store counts", () => {
    const room = liveSamples(TARGETS, { t0: T0 + 1, now: T0, everyMs: () => EVERY_MS });
    const samples = [FIRST, FIRST + 1].map((tick) => sampleOf("probe", tick, chance(2)));
    room.settle(room.show(samples));
    const range = { from: T0 + 1, to: tickStart(FIRST + 2) };
    expect(sums(room.total(range, TARGETS))).toEqual(bruteForce(samples, range));
    expect(sums(room.window(range, TARGETS))).toEqual(bruteForce(samples, range));
    expect(room.total(range, TARGETS).targets[0]?.sum.ticks).toBe(1);
  });
});

describe("samples that are not stored yet", () => {
  const draw = chance(3);
  const sample = sampleOf("traffic", FIRST + 1, draw);
  const range = { from: T0, to: tickStart(FIRST + 10) };

  it("are shown, and counted when they are stored", () => {
    const room = live();
    room.show([sample]);
    expect(sums(room.window(range, TARGETS))).toEqual(bruteForce([sample], range));
    expect(sums(room.total(range, TARGETS))).toEqual(bruteForce([], range));
    room.settle([sample]);
    room.settle([sample]);
    expect(sums(room.total(range, TARGETS))).toEqual(bruteForce([sample], range));
  });

  it("give way to the one that was stored in their place", () => {
    const room = live();
    const other = { ...sample, requests: sample.requests + 1 };
    room.show([sample]);
    room.settle([other]);
    expect(sums(room.window(range, TARGETS))).toEqual(bruteForce([other], range));
    expect(sums(room.total(range, TARGETS))).toEqual(bruteForce([other], range));
    expect(room.newest("traffic")).toEqual(other);
  });

  it.each([true, false])("are asked for when they leave memory without an answer (stored: %s)", (stored) => {
    const room = live();
    room.show([sample]);
    expect(room.doubtful()).toEqual([]);
    room.show([sampleOf("probe", FIRST + 2 * KEPT, draw)]);
    expect(room.doubtful()).toEqual(["traffic"]);
    recount(room, stored ? [sample] : []);
    expect(room.total(range, TARGETS).targets[1]?.sum).toEqual(stored ? sumOf([sample]) : EMPTY_SUM);
    expect(room.doubtful()).toEqual([]);
  });
});

describe("reading a total again", () => {
  const draw = chance(4);
  const at = (tick: Tick): Sample => sampleOf("traffic", tick, draw);

  it("loses nothing of what arrives meanwhile, and asks again for what came too late", () => {
    const room = live(tickStart(FIRST + KEPT));
    const store = aStore();
    const take = (samples: readonly Sample[]): void => {
      room.show(samples);
      store.write(samples);
      room.settle(samples);
    };
    take([at(FIRST), at(FIRST + KEPT)]);
    const { range, done } = room.recount(["traffic"]);
    const found = new Map(TARGETS.map(({ id }) => [id, sumIn(store.all(), id, range)]));
    // while the store answers: late within what is kept, far ahead, and then older than what is kept
    take([at(FIRST + KEPT - 1)]);
    take([at(FIRST + 3 * KEPT)]);
    take([at(FIRST + 3)]);
    done(found);
    expect(room.doubtful()).toEqual(["traffic"]);
    recount(room, store.all());
    const all = { from: T0, to: tickStart(FIRST + 3 * KEPT + 1) };
    expect(sums(room.total(all, TARGETS))).toEqual(bruteForce(store.all(), all));
    expect(store.all().length).toBe(5);
  });

  it("leaves the total in doubt, and whole, when the store does not answer", () => {
    const room = live();
    const store = aStore();
    for (let tick = FIRST; tick < FIRST + 2 * KEPT; tick += 1) {
      store.write([at(tick)]);
      room.settle(room.show(store.all().slice(-1)));
    }
    const all = { from: T0, to: tickStart(FIRST + 2 * KEPT) };
    room.recount(["traffic"]).failed();
    expect(room.doubtful()).toEqual(["traffic"]);
    expect(sums(room.total(all, TARGETS))).toEqual(bruteForce(store.all(), all));
    recount(room, store.all());
    expect(sums(room.total(all, TARGETS))).toEqual(bruteForce(store.all(), all));
  });
});

describe("what is kept", () => {
  it("is bounded, whatever the order", () => {
    const room = live();
    const draw = chance(5);
    for (let i = 0; i < 20 * KEPT; i += 1)
      room.show([sampleOf("probe", FIRST + i - Math.floor(draw() * 3 * KEPT * draw()), draw)]);
    const everything = { from: 0, to: tickStart(FIRST + 30 * KEPT) };
    expect(room.window(everything, TARGETS).targets[0]?.sum.ticks).toBeLessThan(3 * KEPT);
  });

  it("counts nothing twice after the clock slowed down and sped up again", () => {
    const clock = { everyMs: EVERY_MS };
    const room = live(T0, () => clock.everyMs);
    const draw = chance(6);
    const samples = Array.from({ length: 3 * KEPT }, (_, i) => sampleOf("probe", FIRST + i, draw));
    for (const sample of samples) room.settle(room.show([sample]));
    clock.everyMs = TICK_MS / 600;
    room.settle(room.show(samples));
    recount(room, samples);
    const all = { from: T0, to: tickStart(FIRST + 3 * KEPT) };
    expect(sums(room.total(all, TARGETS))).toEqual(bruteForce(samples, all));
  });

  it("survives a jump of the clock by a year", () => {
    const room = live();
    const jump = (365 * 86_400_000) / TICK_MS;
    const samples = [FIRST, FIRST + jump].map((tick) => sampleOf("probe", tick, chance(7)));
    for (const sample of samples) room.settle(room.show([sample]));
    const all = { from: T0, to: tickStart(FIRST + jump + 1) };
    expect(sums(room.total(all, TARGETS))).toEqual(bruteForce(samples, all));
    expect(room.newestTick("probe")).toBe(FIRST + jump);
    expect(room.newestTick("traffic")).toBeNull();
  });
});
