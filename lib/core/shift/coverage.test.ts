import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverageOf, type Watch } from "./coverage.ts";

const watch = (id: string, from: number, to: number, lead: string | null = id): Watch => ({ id, from, to, lead });

describe("coverage", () => {
  test.each([
    ["is whole where one follows the other", [watch("a", 0, 12), watch("b", 12, 24)], [], []],
    ["has a gap where nothing is planned", [watch("a", 0, 10), watch("b", 12, 24)], ["10-12:"], []],
    ["has a gap where nobody leads", [watch("a", 0, 12), watch("b", 12, 24, null)], ["12-24:b"], []],
    ["has no gap where another leads at the same time", [watch("a", 0, 24), watch("b", 12, 24, null)], [], []],
    ["is double where two lead", [watch("a", 0, 14), watch("b", 12, 24)], [], ["12-14:a,b"]],
    ["is a gap as a whole without shifts", [], ["0-24:"], []],
    [
      "tells an open shift from an hour without one",
      [watch("a", 0, 12), watch("b", 12, 20, null)],
      ["12-20:b", "20-24:"],
      [],
    ],
  ])("%s", (_, watches, gaps, doubles) => {
    const found = coverageOf(watches, { from: 0, to: 24 });
    expect(found.gaps.map(({ from, to, open }) => `${from}-${to}:${open.join()}`)).toEqual(gaps);
    expect(found.doubles.map(({ from, to, shifts }) => `${from}-${to}:${shifts.join()}`)).toEqual(doubles);
  });
});

const someWatches = fc
  .array(fc.tuple(fc.integer({ min: -5, max: 35 }), fc.integer({ min: 1, max: 20 }), fc.boolean()), { maxLength: 7 })
  .map((all) => all.map(([from, length, isLed], i) => watch(`s${i}`, from, from + length, isLed ? `p${i}` : null)));

test("at every moment it says what counting says", () => {
  fc.assert(
    fc.property(someWatches, (watches) => {
      const range = { from: 0, to: 30 };
      const { gaps, doubles } = coverageOf(watches, range);
      for (let at = range.from; at < range.to; at += 1) {
        const leads = watches.filter(({ from, to, lead }) => lead !== null && from <= at && at < to);
        const inside = (all: readonly { readonly from: number; readonly to: number }[]): number =>
          all.filter(({ from, to }) => from <= at && at < to).length;
        expect([inside(gaps), inside(doubles)]).toEqual([leads.length === 0 ? 1 : 0, leads.length > 1 ? 1 : 0]);
      }
    }),
  );
});

test("gaps and doubles rise, lie inside, and touch no neighbour of their own kind", () => {
  fc.assert(
    fc.property(someWatches, (watches) => {
      const { gaps, doubles } = coverageOf(watches, { from: 0, to: 30 });
      for (const [all, key] of [
        [gaps, "open"],
        [doubles, "shifts"],
      ] as const)
        all.forEach((each, i) => {
          const next = all[i + 1];
          expect(each.from).toBeLessThan(each.to);
          expect(each.from >= 0 && each.to <= 30).toBe(true);
          if (next) expect(each.to).toBeLessThanOrEqual(next.from);
          const about = (one: object): unknown => (one as Record<string, unknown>)[key];
          if (next?.from === each.to) expect(about(next)).not.toEqual(about(each));
        });
    }),
  );
});
