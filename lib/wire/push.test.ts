import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testSeed } from "#testing/test-seed";
import { pushedSampleSchema } from "./push.ts";

const SAMPLE = { target: "orders", at: "2026-11-24T03:00:00Z", requests: 2, errors: 0 };

function placesOf(part: object): readonly string[] {
  const parsed = pushedSampleSchema.safeParse({ ...SAMPLE, ...part });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("."));
}

describe("a pushed sample", () => {
  it.each([
    ["push-sum-2^53", { histogram: { boundsMs: [1], counts: [2 ** 53 - 1, 2 ** 53 - 1] } }, "histogram.counts.0"],
    ["push-merge", { histogram: { boundsMs: [1], counts: [1.76e15, 0] } }, "histogram.counts.0"],
    ["more counted than requested", { histogram: { boundsMs: [1, 2], counts: [1, 1, 1] } }, "histogram.counts"],
    ["push-bound", { histogram: { boundsMs: [1e18], counts: [1, 1] } }, "histogram.boundsMs.0"],
    [
      "push-bound, the largest double",
      { histogram: { boundsMs: [1, 1.7e308], counts: [1, 0, 1] } },
      "histogram.boundsMs.1",
    ],
    ["more latencies than requests", { latenciesMs: [1, 2, 3] }, "latenciesMs"],
    ["a latency of days", { latenciesMs: [1e8] }, "latenciesMs.0"],
    ["a gauge at the end of the doubles", { gauges: { load: 1.7e308 } }, "gauges.load"],
    ["gauge-names, in one sample", { gauges: Object.fromEntries(names(101)) }, "gauges"],
    ["more requests than anybody serves in five seconds", { requests: 1e9 }, "requests"],
    ["a gauge without a name", { gauges: { "": 1 } }, "gauges."],
  ])("is refused for %s, naming the field", (_what, part, path) => {
    expect(placesOf(part)).toContain(path);
  });

  it("is taken up to each bound", () => {
    const histogram = { boundsMs: [1e-9, 3_600_000], counts: [5e7, 3e7, 2e7] };
    expect(placesOf({ requests: 1e8, errors: 1e8, histogram, gauges: Object.fromEntries(names(100)) })).toEqual([]);
  });

  it("whose counts are whole and finite is taken exactly when they fit the requests", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 120 }), (drawn, requests) => {
        const fits = drawn.reduce((sum, n) => sum + n, 0) <= requests;
        expect(placesOf({ requests, histogram: { boundsMs: [1, 2], counts: drawn } }).length === 0).toBe(fits);
      }),
      { seed: testSeed() },
    );
  });
});

function names(count: number): [string, number][] {
  return Array.from({ length: count }, (_, i) => [`g${i}`, i]);
}
