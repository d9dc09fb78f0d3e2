import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aFrame } from "#testing/a-frame";
import { createRoomStore, type RoomStore } from "./room-store.ts";

type Bench = { readonly store: RoomStore; readonly pass: (ms: number) => void; readonly paints: () => number };

/** A store on a clock of its own, with the timers it asked for. */
function bench(capacity = 60): Bench {
  let now = 0;
  let paints = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const later = (run: () => void, afterMs: number): void => void timers.push({ at: now + afterMs, run });
  const store = createRoomStore({ room: "overview", capacity, paintEveryMs: 500, now: () => now, later });
  store.subscribe(() => (paints += 1));
  const pass = (ms: number): void => {
    now += ms;
    const due = timers.filter((timer) => timer.at <= now);
    timers = timers.filter((timer) => timer.at > now);
    for (const timer of due) timer.run();
  };
  return { store, pass, paints: () => paints };
}

const seqs = (store: RoomStore): readonly number[] => store.state().frames.map((frame) => frame.seq);

describe("room store", () => {
  it("a frame that follows the last one misses nothing", () => {
    const { store, pass } = bench();
    expect(store.accept(aFrame(1))).toEqual({ duplicate: false, missing: false });
    expect(store.accept(aFrame(2))).toEqual({ duplicate: false, missing: false });
    pass(500);
    expect(seqs(store)).toEqual([1, 2]);
  });

  it("a jump in sequence says that frames are missing, and what comes later fills the gap in order", () => {
    const { store, pass } = bench();
    store.accept(aFrame(1));
    expect(store.accept(aFrame(4)).missing).toBe(true);
    expect(store.accept(aFrame(2)).missing).toBe(false);
    store.accept(aFrame(3));
    pass(500);
    expect(seqs(store)).toEqual([1, 2, 3, 4]);
    expect(store.state().latest?.seq).toBe(4);
  });

  it("a duplicate changes nothing", () => {
    const { store, pass, paints } = bench();
    store.accept(aFrame(1));
    pass(1_000);
    const before = store.state();
    expect(store.accept(aFrame(1, { build: "other" }))).toEqual({ duplicate: true, missing: false });
    pass(1_000);
    expect(store.state()).toBe(before);
    expect(paints()).toBe(1);
  });

  it("a reset starts again from the frames given", () => {
    const { store, pass } = bench();
    store.accept(aFrame(1));
    store.reset([aFrame(900), aFrame(899)]);
    pass(500);
    expect(seqs(store)).toEqual([899, 900]);
    expect(store.lastSeq()).toBe(900);
  });

  it("never holds more than its capacity, and keeps the newest", () => {
    const { store, pass } = bench(3);
    for (let seq = 1; seq <= 10; seq += 1) store.accept(aFrame(seq));
    pass(500);
    expect(seqs(store)).toEqual([8, 9, 10]);
  });

  it("paints at most twice a second, and always the last frame", () => {
    const { store, pass, paints } = bench();
    for (let seq = 1; seq <= 100; seq += 1) {
      store.accept(aFrame(seq));
      pass(20);
    }
    pass(500);
    expect(paints()).toBeLessThanOrEqual(6);
    expect(store.state().latest?.seq).toBe(100);
  });

  it("a refusal is kept until frames come", () => {
    const { store, pass } = bench();
    store.refuse({ code: "not_found", message: "No such target." });
    expect(store.state().refusal?.code).toBe("not_found");
    pass(500);
    store.accept(aFrame(1));
    expect(store.state().refusal).toBeNull();
  });

  it("any order of arrival with any duplicates ends in the same state", () => {
    const seed = 20_251_102;
    const arrivals = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(arrivals, (order) => {
        const { store, pass } = bench(100);
        for (const seq of order) store.accept(aFrame(seq));
        pass(1_000);
        expect(seqs(store)).toEqual([...new Set(order)].sort((a, b) => a - b));
        expect(store.lastSeq()).toBe(Math.max(...order));
      }),
      { seed, verbose: true },
    );
  });
});
