import { describe, expect, it, vi } from "vitest";
import type { Sample } from "#core/measure/sample";
import type { Log, SampleStore } from "#engine/ports";
import { sampleWriter } from "./sample-writer.ts";

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function sampleAt(tick: number): Sample {
  return { targetId: "a", tick, up: true, requests: 1, errors: 0, latency: null, gauges: {}, reason: null };
}

/** A database that can go away, and that refuses ticks of its own choice. */
function aStore(refused: readonly number[] = []): Pick<SampleStore, "write"> & { away: boolean; ticks: number[] } {
  const store = {
    away: false,
    ticks: [] as number[],
    write: async (samples: readonly Sample[]): Promise<{ stored: number; duplicates: number }> => {
      await Promise.resolve();
      if (store.away) throw new Error("connect ECONNREFUSED");
      if (samples.some(({ tick }) => refused.includes(tick))) throw Object.assign(new Error("bad"), { code: "22P05" });
      store.ticks.push(...samples.map(({ tick }) => tick));
      return { stored: samples.length, duplicates: 0 };
    },
  };
  return store;
}

describe("samples on their way to the database", () => {
  it("wait while it is away and are written in order when it returns", async () => {
    const store = aStore();
    const writer = sampleWriter(store, SILENT);
    store.away = true;
    for (let tick = 0; tick < 5; tick += 1) writer.add([sampleAt(tick)]);
    await vi.waitFor(() => expect(writer.state()).toEqual({ reachable: false, waiting: 5, lost: 0 }));
    store.away = false;
    await writer.drain(5_000);
    expect(store.ticks).toEqual([0, 1, 2, 3, 4]);
    expect(writer.state()).toEqual({ reachable: true, waiting: 0, lost: 0 });
  });

  it("are bounded: the oldest are given up and counted", async () => {
    const store = aStore();
    const writer = sampleWriter(store, SILENT, { most: 3 });
    store.away = true;
    writer.add([sampleAt(0)]);
    await vi.waitFor(() => expect(writer.state().reachable).toBe(false));
    for (let tick = 1; tick < 10; tick += 1) writer.add([sampleAt(tick)]);
    expect(writer.state()).toMatchObject({ waiting: 3, lost: 7 });
    store.away = false;
    await writer.drain(5_000);
    expect(store.ticks).toEqual([7, 8, 9]);
  });

  it("are given up one by one when the database refuses what they say", async () => {
    const store = aStore([3, 7]);
    const writer = sampleWriter(store, SILENT);
    writer.add(Array.from({ length: 10 }, (_, tick) => sampleAt(tick)));
    await writer.drain(5_000);
    expect(store.ticks).toEqual([0, 1, 2, 4, 5, 6, 8, 9]);
    expect(writer.state()).toEqual({ reachable: true, waiting: 0, lost: 2 });
  });

  it("say so when they cannot be written in the time given", async () => {
    const store = aStore();
    store.away = true;
    const writer = sampleWriter(store, SILENT);
    writer.add([sampleAt(1)]);
    await expect(writer.drain(50)).rejects.toThrow("1 samples could not be written in time");
  });

  it("db-frozen: are not taken by a database that hangs, and it is told who asks what failed", async () => {
    const answers: (() => void)[] = [];
    const failures: string[] = [];
    const write = (): Promise<{ stored: number; duplicates: number }> =>
      new Promise((resolve, reject) => {
        if (answers.push(() => resolve({ stored: 1, duplicates: 0 })) === 2) reject(new Error("disk full"));
      });
    const failed = (error: unknown): void => void failures.push(String(error));
    const writer = sampleWriter({ write }, SILENT, { mostWriteMs: 50, failed });
    writer.add([sampleAt(1)]);
    expect(writer.state().reachable).toBe(true);
    await vi.waitFor(() => expect(writer.state().reachable).toBe(false));
    answers[0]?.();
    await vi.waitFor(() => expect(writer.state()).toEqual({ reachable: true, waiting: 0, lost: 0 }));
    writer.add([sampleAt(2)]);
    await vi.waitFor(() => expect(failures).toEqual(["Error: disk full"]));
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    answers[2]?.();
    await writer.drain(5_000);
  });
});
