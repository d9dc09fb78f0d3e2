import { describe, expect, it, vi } from "vitest";
import { sumOf, type WindowSum } from "#core/measure/window";
import { tickStart, TICK_MS, type Range } from "#core/time";
import { SILENT } from "#testing/an-engine";
import { aSample, aTargetOf } from "#testing/a-window";
import { liveSamples, type LiveSamples } from "./live-samples.ts";
import type { Log, SampleWriter } from "./ports.ts";
import { ownFaults } from "./own-faults.ts";
import { readFirstTotals, readTotals, recounter } from "./recount.ts";

const FIRST = 1_000_000;
const TARGET = aTargetOf({ id: "orders" });
const RANGE: Range = { from: tickStart(FIRST), to: tickStart(FIRST + 1_000) };

/** Live samples of one target of which one came too late to be known. */
function inDoubt(): LiveSamples {
  const live = liveSamples([TARGET], { t0: RANGE.from, now: RANGE.to, everyMs: () => TICK_MS });
  for (const tick of [FIRST + 999, FIRST + 3])
    live.settle(live.show([aSample({ targetId: "orders", tick, requests: 7 })]));
  expect(live.doubtful()).toEqual(["orders"]);
  return live;
}

function requests(live: LiveSamples): number | undefined {
  return live.total(RANGE, [TARGET]).targets[0]?.sum.requests;
}

const STORED: ReadonlyMap<string, WindowSum> = new Map([
  ["orders", sumOf([aSample({ tick: FIRST + 3, requests: 7 })])],
]);
const never = (): Promise<never> => new Promise(() => undefined);

function aWriter(drained: () => Promise<void> = () => Promise.resolve()): SampleWriter & { waiting: number } {
  const writer = {
    waiting: 0,
    add: () => undefined,
    state: () => ({ reachable: true, waiting: writer.waiting, lost: 0 }),
    drain: drained,
  };
  return writer;
}

describe("a total in doubt", () => {
  it("is read from the store once, however often one asks", async () => {
    const live = inDoubt();
    const windows = vi.fn(() => Promise.resolve(STORED));
    const recount = recounter({ live, store: { windows }, writer: aWriter(), log: SILENT, pause: never });
    for (let i = 0; i < 5; i += 1) recount();
    await vi.waitFor(() => expect(requests(live)).toBe(14));
    expect(live.doubtful()).toEqual([]);
    recount();
    expect(windows.mock.calls).toEqual([[["orders"], { from: RANGE.from, to: live.since() }]]);
  });

  it("is not read while samples still wait for the database: they are in no sum of it", async () => {
    const live = inDoubt();
    const writer = aWriter();
    writer.waiting = 1;
    const windows = vi.fn(() => Promise.resolve(STORED));
    const recount = recounter({ live, store: { windows }, writer, log: SILENT, pause: never });
    recount();
    await new Promise(setImmediate);
    expect(windows).not.toHaveBeenCalled();
    writer.waiting = 0;
    recount();
    await vi.waitFor(() => expect(requests(live)).toBe(14));
  });

  it("stays in doubt while the store fails, is said once, and is read when it answers", async () => {
    const live = inDoubt();
    const warnings: string[] = [];
    const log: Log = { ...SILENT, warn: (_about, message) => void warnings.push(message) };
    const store = { windows: (): Promise<ReadonlyMap<string, WindowSum>> => Promise.reject(new Error("ECONNREFUSED")) };
    const recount = recounter({ live, store, writer: aWriter(), log, pause: never });
    for (let i = 0; i < 3; i += 1) {
      recount();
      await new Promise(setImmediate);
    }
    expect(warnings).toEqual(["totals cannot be read again yet"]);
    expect([live.doubtful(), requests(live)]).toEqual([["orders"], 7]);
    store.windows = () => Promise.resolve(STORED);
    recount();
    await vi.waitFor(() => expect(requests(live)).toBe(14));
  });

  it("is given up for now when the store takes too long, and its late answer changes nothing", async () => {
    const live = inDoubt();
    const asked: { answer: (sums: ReadonlyMap<string, WindowSum>) => void } = { answer: () => undefined };
    const windows = (): Promise<ReadonlyMap<string, WindowSum>> => new Promise((resolve) => (asked.answer = resolve));
    const reading = readTotals({ live, store: { windows }, pause: () => Promise.resolve() }, ["orders"]);
    await expect(reading).rejects.toThrow("the store took more than 10000 ms");
    asked.answer(STORED);
    await new Promise(setImmediate);
    expect([live.doubtful(), requests(live)]).toEqual([["orders"], 7]);
  });
});

describe("restore-slow: totals that take long to read at a start", () => {
  const HOURS = 30;
  const TO = tickStart(FIRST) + HOURS * 3_600_000;

  function begin(): LiveSamples {
    return liveSamples([TARGET], { t0: RANGE.from, now: TO, everyMs: () => TICK_MS });
  }

  it("are read in parts, and add up to what one reading would have been", async () => {
    const live = begin();
    const asked: Range[] = [];
    const windows = (_: readonly string[], range: Range): Promise<ReadonlyMap<string, WindowSum>> => {
      asked.push(range);
      return Promise.resolve(STORED);
    };
    await readTotals({ live, store: { windows }, pause: never }, ["orders"]);
    expect(asked.length).toBe(6);
    expect([asked[0]?.from, asked.at(-1)?.to]).toEqual([RANGE.from, live.since()]);
    for (const [i, { from }] of asked.entries()) if (i > 0) expect(from).toBe(asked[i - 1]?.to);
    expect(live.total({ from: RANGE.from, to: TO }, [TARGET]).targets[0]?.sum.requests).toBe(6 * 7);
  });

  it("are read in few parts, however long ago the rollout began", async () => {
    const year = liveSamples([TARGET], { t0: RANGE.from, now: RANGE.from + 365 * 86_400_000, everyMs: () => TICK_MS });
    const asked: Range[] = [];
    const windows = (_: readonly string[], range: Range): Promise<ReadonlyMap<string, WindowSum>> => {
      asked.push(range);
      return Promise.resolve(new Map());
    };
    await readTotals({ live: year, store: { windows }, pause: never }, ["orders"]);
    expect(asked.length).toBeLessThanOrEqual(25);
    expect([asked[0]?.from, asked.at(-1)?.to]).toEqual([RANGE.from, year.since()]);
  });

  it("do not keep the program from starting: it says how far it is, and when it is done", async () => {
    const live = begin();
    const faults = ownFaults(() => 0);
    const answers: (() => void)[] = [];
    const windows = (): Promise<ReadonlyMap<string, WindowSum>> =>
      new Promise((resolve) => answers.push(() => resolve(STORED)));
    // the first pause is that of the first part, the second that of the start
    let pauses = 0;
    const pause = (): Promise<void> => (++pauses === 2 ? Promise.resolve() : never());
    await readFirstTotals({ live, store: { windows }, pause, log: SILENT, faults }, ["orders"]);
    expect(faults.list()).toMatchObject([
      {
        id: "totals",
        severity: "low",
        sentence:
          "What was measured since T0 is still being read from the database: until then figures since T0 lack it.",
      },
    ]);
    for (let part = 1; part <= 6; part += 1) {
      await vi.waitFor(() => expect(answers).toHaveLength(part));
      answers.at(-1)?.();
      if (part === 3) await vi.waitFor(() => expect(faults.list()[0]?.sentence).toContain("(50 % so far)"));
    }
    await vi.waitFor(() => expect(faults.list()).toEqual([]));
    expect(live.doubtful()).toEqual([]);
    expect(requestsUpTo(live)).toBe(42);
  });

  it("are in doubt when that fails, and read again later", async () => {
    const live = begin();
    const faults = ownFaults(() => 0);
    const windows = (): Promise<never> => Promise.reject(new Error("canceling statement due to statement timeout"));
    await readFirstTotals({ live, store: { windows }, pause: never, log: SILENT, faults }, ["orders"]);
    expect([live.doubtful(), faults.list()]).toEqual([["orders"], []]);
  });

  function requestsUpTo(live: LiveSamples): number | undefined {
    return live.total({ from: RANGE.from, to: TO }, [TARGET]).targets[0]?.sum.requests;
  }
});
