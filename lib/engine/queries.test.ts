import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sketchOf } from "#core/measure/sketch";
import { HOUR_MS, MINUTE_MS, TICK_MS, tickAt } from "#core/time";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aRealStore, type EngineStore } from "#testing/an-engine";
import { aPlan } from "#testing/a-plan";
import { aSample, aTargetOf } from "#testing/a-window";
import { historySchema, seriesSchema } from "#wire/history";
import { readHistory, readSeries } from "./queries.ts";
import { yardsticksOf } from "./readings.ts";
import { seriesMemory } from "./series-memory.ts";

const FROM = Date.UTC(2030, 4, 6, 10);
const FIRST = tickAt(FROM);
const RANGE = { from: FROM, to: FROM + 10 * MINUTE_MS };
const TARGETS = [
  aTargetOf({ id: "orders", segment: "north" }),
  aTargetOf({ id: "refunds", segment: "south" }),
  aTargetOf({ id: "api", kind: "http", segment: "north" }),
];
const YARDSTICKS = yardsticksOf(aPlan());

/** Nothing is over yet, so nothing is remembered. */
const ABOUT = { targets: TARGETS, yardsticks: YARDSTICKS, memory: seriesMemory(() => FROM), overBefore: 0 };

let database: TestDatabase;
let store: EngineStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = await aRealStore(database.pool, TARGETS);
  // five minutes: 100 requests a tick in the north, of which 1 fails, and 300 in the south, of which 9 fail
  const ticks = Array.from({ length: 60 }, (_, i) => FIRST + i);
  await store.write([
    ...ticks.map((tick) => aSample({ targetId: "orders", tick, requests: 100, errors: 1 })),
    ...ticks.map((tick) => aSample({ targetId: "refunds", tick, requests: 300, errors: 9 })),
    ...ticks.slice(0, 30).map((tick) => {
      const up = tick % 3 !== 0;
      return aSample({
        targetId: "api",
        tick,
        up,
        requests: 1,
        errors: up ? 0 : 1,
        latency: up ? sketchOf([12]) : null,
      });
    }),
  ]);
});
afterAll(() => database.close());

describe("a target's history", () => {
  it("is in columns of equal length, a gap where nothing was measured", async () => {
    const answer = await readHistory(store, TARGETS, { target: "api", range: RANGE, buckets: 4 });
    if (!answer.ok) throw new Error(answer.refusal.message);
    expect(historySchema.parse(answer.value)).toEqual(answer.value);
    expect(answer.value).toMatchObject({
      target: "api",
      from: FROM,
      stepMs: 3 * MINUTE_MS,
      coverage: [0.833, 0, 0, 0],
      up: [0.6667, null, null, null],
      requests: [30, 0, 0, 0],
      errors: [10, 0, 0, 0],
      minMs: [12, null, null, null],
      maxMs: [12, null, null, null],
      p99Ms: [12, null, null, null],
    });
  });

  it("says nothing of up and latency where a target only counts", async () => {
    const answer = await readHistory(store, TARGETS, { target: "orders", range: RANGE, buckets: 2 });
    expect(answer).toMatchObject({ ok: true, value: { up: [null, null], p99Ms: [null, null], coverage: [1, 0] } });
  });

  it("is refused for a target that is not configured", async () => {
    expect(await readHistory(store, TARGETS, { target: "nobody", range: RANGE, buckets: 2 })).toEqual({
      ok: false,
      refusal: { code: "not_found", message: 'There is no target "nobody".' },
    });
  });
});

describe("metrics over time", () => {
  const query = { metrics: ["errors"], segment: null, range: RANGE, buckets: 2 };

  it("pool counts over all targets, with a gap where nothing was measured", async () => {
    const answer = await readSeries(store, ABOUT, query);
    if (!answer.ok) throw new Error(answer.refusal.message);
    expect(seriesSchema.parse(answer.value)).toEqual(answer.value);
    expect(answer.value).toEqual({
      from: FROM,
      stepMs: 5 * MINUTE_MS,
      lines: [
        {
          metric: "errors",
          label: "Error rate",
          unit: "%",
          segment: null,
          values: [0.025, null],
          passAt: 0.01,
          failAt: 0.02,
        },
      ],
    });
  });

  it.each([
    ["north", 0.01],
    ["south", 0.03],
  ])("are of one segment's targets where one is named: %s", async (segment, value) => {
    const answer = await readSeries(store, ABOUT, { ...query, segment });
    expect(answer).toMatchObject({ ok: true, value: { lines: [{ segment, values: [value, null] }] } });
  });

  it("begin on a step of UTC, and say so", async () => {
    const answer = await readSeries(store, ABOUT, {
      ...query,
      range: { from: FROM + TICK_MS, to: FROM + HOUR_MS },
      buckets: 12,
    });
    if (!answer.ok) throw new Error(answer.refusal.message);
    const { from, stepMs, lines } = answer.value;
    expect([from % stepMs, from <= FROM + TICK_MS]).toEqual([0, true]);
    expect(lines[0]?.values).toHaveLength(Math.ceil((FROM + HOUR_MS - from) / stepMs));
  });

  it("have longer steps where so many targets over so long would take too long to read", async () => {
    const targets = Array.from({ length: 300 }, (_, i) => aTargetOf({ id: `t-${i}` }));
    const steps: number[] = [];
    const watched: EngineStore = {
      ...store,
      series: (_, __, stepMs) => {
        steps.push(stepMs);
        return Promise.resolve([]);
      },
    };
    const range = { from: FROM - 36 * HOUR_MS, to: FROM };
    const answer = await readSeries(watched, { ...ABOUT, targets }, { ...query, range, buckets: 720 });
    expect(answer).toMatchObject({ ok: true, value: { stepMs: HOUR_MS } });
    expect(new Set(steps)).toEqual(new Set([HOUR_MS]));
  });

  it("are refused for a metric that the plan does not have, naming it", async () => {
    expect(await readSeries(store, ABOUT, { ...query, metrics: ["errors", "speed"] })).toEqual({
      ok: false,
      refusal: { code: "not_found", message: 'The plan has no metric "speed".' },
    });
  });

  it("are read once while a step is over, and again when a late sample was stored in it", async () => {
    const clock = { now: RANGE.to };
    const memory = seriesMemory(() => clock.now);
    const asked: (readonly [from: number, to: number])[] = [];
    const watched: EngineStore = {
      ...store,
      series: (ids, range, stepMs) => {
        asked.push([(range.from - FROM) / MINUTE_MS, (range.to - FROM) / MINUTE_MS]);
        return store.series(ids, range, stepMs);
      },
    };
    const about = { ...ABOUT, memory, overBefore: FROM + 8 * MINUTE_MS };
    const ask = async (): Promise<unknown> => {
      const answer = await readSeries(watched, about, { ...query, buckets: 10 });
      return answer.ok ? answer.value.lines[0]?.values : answer;
    };
    const first = await ask();
    expect(await ask()).toEqual(first);
    memory.late(FIRST + 13);
    expect(await ask()).toEqual(first);
    clock.now += 6 * MINUTE_MS;
    expect(await ask()).toEqual(first);
    expect(first).toEqual([...Array<number>(5).fill(0.025), ...Array<null>(5).fill(null)]);
    expect(asked).toEqual([
      [0, 10],
      [8, 10],
      [1, 10],
      [0, 10],
    ]);
  });
});

it("holds the sums of a few steps at a time, however many targets and steps are asked for", async () => {
  const silent = Array.from({ length: 297 }, (_, i) => aTargetOf({ id: `silent-${i}`, segment: "north" }));
  const asked: number[] = [];
  const counted: Pick<EngineStore, "history" | "series"> = {
    history: store.history,
    series: (ids, range, stepMs) => {
      asked.push((ids.length * (range.to - range.from)) / stepMs);
      return store.series(ids, range, stepMs);
    },
  };
  const query = { metrics: ["errors"], segment: null, range: RANGE, buckets: 120 };
  const memory = seriesMemory(() => FROM);
  const many = await readSeries(counted, { ...ABOUT, memory, targets: [...TARGETS, ...silent] }, query);
  const few = await readSeries(store, { ...ABOUT, memory: seriesMemory(() => FROM) }, query);
  expect(many).toEqual(few);
  expect(many).toMatchObject({ ok: true });
  expect([asked.length, Math.max(...asked)]).toEqual([6, 6_000]);
});
