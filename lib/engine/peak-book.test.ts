import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { peak, type Peak } from "#core/measure/evaluate";
import type { PeakOf } from "#core/room/form/wanted";
import { HOUR_MS, MINUTE_MS, tickAt, type Range } from "#core/time";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aRealStore, type EngineStore } from "#testing/an-engine";
import { aMetric, aSample, aTargetOf } from "#testing/a-window";
import { peakBook, type PeakBook } from "./peak-book.ts";
import { readMinutes, type Stored } from "./stored-windows.ts";

const FROM = Date.UTC(2030, 4, 6, 10);
const TARGETS = [
  aTargetOf({ id: "north", segment: "north" }),
  aTargetOf({ id: "south", segment: "south" }),
  aTargetOf({ id: "probed", kind: "http" }),
];
const LOAD = aMetric({ kind: "request_rate", source: "traffic", per: "second" });
const PLAN = { metrics: [LOAD] };

let database: TestDatabase;
let store: EngineStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = await aRealStore(database.pool, TARGETS);
  // three hours, a sample a minute: the load rises to the 100th minute and falls again; the south's lies 20 minutes later
  const load = (minute: number): number => 1_000 - Math.abs(minute - 100);
  const minutes = Array.from({ length: 180 }, (_, minute) => minute);
  await store.write(
    minutes.flatMap((minute) => {
      const tick = tickAt(FROM + minute * MINUTE_MS);
      return [
        aSample({ targetId: "north", tick, requests: load(minute) }),
        aSample({ targetId: "south", tick, requests: load(minute - 20) }),
        aSample({ targetId: "probed", tick, requests: 1 }),
      ];
    }),
  );
});
afterAll(() => database.close());

/** The book, and what it read minute by minute. */
function aBook(): { readonly book: PeakBook; readonly minutesRead: Range[] } {
  const minutesRead: Range[] = [];
  const counting: Stored["store"] = {
    windows: (ids, range) => store.windows(ids, range),
    series: (ids, range, stepMs) => {
      if (stepMs === MINUTE_MS) minutesRead.push(range);
      return store.series(ids, range, stepMs);
    },
  };
  return { book: peakBook({ plan: PLAN, targets: TARGETS, store: counting }), minutesRead };
}

const of = (from: number, to: number, segment: string | null = null): PeakOf => {
  const range = { from: FROM + from * MINUTE_MS, to: FROM + to * MINUTE_MS };
  return { metric: LOAD.id, segment, range };
};
const minuteOf = (top: Peak | null): number | null => top && (top.range.from - FROM) / MINUTE_MS;

describe("the peak of a range", () => {
  test.each<[string, PeakOf, number]>([
    ["over whole hours", of(0, 180), 110],
    ["of a segment", of(0, 180, "north"), 100],
    ["of the other", of(0, 180, "south"), 120],
    ["that begins and ends within hours", of(30, 95), 94],
    ["within one hour", of(10, 20), 19],
    ["before the first whole hour", of(105, 150, "north"), 105],
    ["after the last", of(0, 130, "south"), 120],
  ])("%s is what all its minutes say", async (_, wanted, minute) => {
    const found = await aBook().book.peak(wanted);
    const targets = TARGETS.filter(({ segment }) => segment !== null && [null, segment].includes(wanted.segment));
    expect(found).toEqual(peak(LOAD, await readMinutes({ store, targets }, wanted.range)));
    // as high for 20 minutes where both are summed
    if (wanted.segment) expect(minuteOf(found)).toBe(minute);
  });

  test("of equal minutes in two hours is the earlier", async () => {
    expect(minuteOf(await aBook().book.peak(of(0, 180)))).toBe(100);
  });

  test("is null without data, and for a metric that the plan lost", async () => {
    const { book } = aBook();
    expect(await book.peak(of(600, 900))).toBeNull();
    expect(await book.peak({ ...of(0, 180), metric: "gone" })).toBeNull();
  });
});

describe("what was read ahead", () => {
  const NOW = FROM + 2 * HOUR_MS;

  test("is not read again; an hour that is not over is not read ahead", async () => {
    const { book, minutesRead } = aBook();
    await book.readAhead(of(0, 180), NOW);
    expect(minutesRead.map(({ from }) => from)).toEqual([FROM, FROM + HOUR_MS]);
    await book.readAhead(of(0, 180), NOW);
    expect(minutesRead).toHaveLength(2);
    expect(minuteOf(await book.peak(of(0, 180)))).toBe(100);
    expect(minutesRead.map(({ from }) => from)).toEqual([FROM, FROM + HOUR_MS, FROM + 2 * HOUR_MS]);
  });

  test("is a few hours at a time", async () => {
    const { book, minutesRead } = aBook();
    const day = { metric: LOAD.id, segment: null, range: { from: FROM - 20 * HOUR_MS, to: FROM + 4 * HOUR_MS } };
    for (const hours of [4, 8, 12, 16, 20, 22, 22]) {
      await book.readAhead(day, NOW);
      expect(minutesRead).toHaveLength(hours);
    }
  });

  test("is read anew where a sample came in since", async () => {
    const { book } = aBook();
    await book.readAhead(of(0, 60), NOW);
    expect(minuteOf(await book.peak(of(0, 60)))).toBe(59);
    const tick = tickAt(FROM + 7 * MINUTE_MS) + 1;
    await store.write([aSample({ targetId: "north", tick, requests: 100_000 })]);
    expect(minuteOf(await book.peak(of(0, 60)))).toBe(7);
  });
});
