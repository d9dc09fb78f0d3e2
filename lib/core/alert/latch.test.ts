import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OFF, ON, stepLatch, type Latch, type Signal } from "./latch.ts";

const PATIENCE = { forMs: 10, clearForMs: 30 };
const signal = fc.constantFrom<Signal>("bad", "between", "good", "unknown");
const steps = fc.array(fc.record({ signal, after: fc.integer({ min: 1, max: 20 }) }), { maxLength: 60 });

type Step = { readonly signal: Signal; readonly now: number };

function run(from: Latch, list: readonly Step[]): readonly Latch[] {
  const seen: Latch[] = [];
  list.reduce((latch, step) => {
    const next = stepLatch(latch, step, PATIENCE);
    seen.push(next);
    return next;
  }, from);
  return seen;
}

function timed(list: readonly { readonly signal: Signal; readonly after: number }[]): readonly Step[] {
  let now = 0;
  return list.map(({ signal: said, after }) => ({ signal: said, now: (now += after) }));
}

describe("a latch", () => {
  test("turns on after the condition held for long enough, and off after it was over for longer", () => {
    const said: readonly (readonly [Signal, number])[] = [
      ["bad", 0],
      ["bad", 9],
      ["bad", 10],
      ["good", 20],
      ["between", 40],
      ["good", 50],
      ["good", 79],
      ["good", 80],
    ];
    const seen = run(
      OFF,
      said.map(([word, now]) => ({ signal: word, now })),
    );
    expect(seen.map(({ on }) => on)).toEqual([false, false, true, true, true, true, true, false]);
  });

  test("turns on at once without patience", () => {
    expect(stepLatch(OFF, { signal: "bad", now: 5 }, { forMs: 0, clearForMs: 0 })).toEqual(ON);
  });

  test("is never turned by what is unknown, however long that lasts", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.integer({ min: 1, max: 1_000 })), (on, gaps) => {
        const list = timed(gaps.map((after) => ({ signal: "unknown" as const, after })));
        for (const { on: now } of run({ on, since: 0 }, list)) expect(now).toBe(on);
      }),
    );
  });

  test("is on only after the condition held without a break for its time, and off only after it was over for its time", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const history = timed(list);
        const seen = run(OFF, history);
        seen.forEach(({ on }, i) => {
          const before = i === 0 ? false : (seen[i - 1]?.on ?? false);
          if (on === before) return;
          const wanted: Signal = on ? "bad" : "good";
          const end = history[i] as Step;
          const known = history.slice(0, i + 1).filter(({ signal: word }) => word !== "unknown");
          const stretch = known.slice(known.findLastIndex(({ signal: word }) => word !== wanted) + 1);
          expect(end.signal).toBe(wanted);
          expect(end.now - (stretch[0]?.now ?? Infinity)).toBeGreaterThanOrEqual(on ? 10 : 30);
        });
      }),
    );
  });
});
