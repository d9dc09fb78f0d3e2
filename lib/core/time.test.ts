import { describe, expect, test } from "vitest";
import { affordableStep, HOUR_MS, MINUTE_MS, SECOND_MS, stepFor } from "./time.ts";

const AT = Date.UTC(2030, 4, 6, 10);

describe("a step that can be afforded", () => {
  const last = (ms: number): { from: number; to: number } => ({ from: AT - ms, to: AT });

  test.each([
    ["one target over an hour, tick by tick", 1, HOUR_MS, 720, 5 * SECOND_MS],
    ["300 targets over an hour, tick by tick", 300, HOUR_MS, 240, 15 * SECOND_MS],
    ["300 targets over half a day in 2,000 steps: minutes", 300, 12 * HOUR_MS, 2_000, MINUTE_MS],
    ["300 targets over 36 hours: hours", 300, 36 * HOUR_MS, 180, HOUR_MS],
    ["300 targets over 80 days in steps below an hour: hours", 300, 80 * 24 * HOUR_MS, 2_000, HOUR_MS],
    ["20 targets over 36 hours, as asked for", 20, 36 * HOUR_MS, 180, 12 * MINUTE_MS],
    ["whole hours stay what they are", 1_000, 48 * HOUR_MS, 24, 2 * HOUR_MS],
  ])("%s", (_, series, ms, buckets, step) => {
    expect(affordableStep(last(ms), { buckets, series, mostSums: 300_000 })).toBe(step);
  });

  test("is no shorter than the one that was asked for, and a multiple of a stored sum", () => {
    for (const series of [0, 1, 7, 300, 5_000])
      for (const buckets of [1, 13, 720, 2_000])
        for (const ms of [5_000, HOUR_MS, 31 * HOUR_MS, 400 * 24 * HOUR_MS]) {
          const asked = stepFor(last(ms), buckets);
          const step = affordableStep(last(ms), { buckets, series, mostSums: 300_000 });
          expect(step).toBeGreaterThanOrEqual(asked);
          expect(step === asked || step % MINUTE_MS === 0).toBe(true);
        }
  });
});
