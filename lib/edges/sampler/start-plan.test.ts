import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { planStarts, STEP_MS } from "./start-plan.ts";

const target = (timeoutMs: number, count = 1_000): number[] => new Array<number>(count).fill(timeoutMs);

describe("the plan of starts", () => {
  test("1,000 targets of 3 s start over 1.9 s, at most 2 in a step", () => {
    const plan = planStarts(target(3_000), 1);
    const perStep = new Map<number, number>();
    for (const { afterMs } of plan) perStep.set(afterMs, (perStep.get(afterMs) ?? 0) + 1);
    expect(plan.at(-1)?.afterMs).toBe(1_898);
    expect(Math.max(...perStep.values())).toBeLessThanOrEqual(2);
  });

  test("in production every timeout ends inside the tick, and every target starts once, in order of time", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 50, max: 4_500 }), { maxLength: 300 }), (timeoutsMs) => {
        const plan = planStarts(timeoutsMs, 1);
        expect(plan.map((start) => start.index).sort((a, b) => a - b)).toEqual(timeoutsMs.map((_, index) => index));
        for (const { index, afterMs } of plan) expect(afterMs + (timeoutsMs[index] ?? 0)).toBeLessThan(5_000);
        for (let i = 1; i < plan.length; i++)
          expect(plan[i]?.afterMs).toBeGreaterThanOrEqual(plan[i - 1]?.afterMs ?? 0);
      }),
    );
  });

  test("a target starts at the same place of every tick", () => {
    expect(planStarts(target(3_000, 50), 1)).toEqual(planStarts(target(3_000, 50), 1));
  });

  test.each([2, 10, 60, 600])("at %s times the speed starts keep inside 40 %% of the tick", (rate) => {
    const plan = planStarts(target(3_000), rate);
    expect(plan.at(-1)?.afterMs).toBeLessThanOrEqual((0.4 * 5_000) / rate);
    expect(plan.at(-1)?.afterMs).toBeGreaterThanOrEqual((0.4 * 5_000) / rate - 2 * STEP_MS);
  });
});
