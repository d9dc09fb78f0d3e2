import { expect, test } from "vitest";
import { chance, drawBinomial, drawExponential, type Chance } from "#testing/chance";
import { testSeed } from "#testing/test-seed";
import { countedBaseline, upperRate } from "./counted-baseline.ts";
import { clopperPearson } from "./interval.ts";

test("independent counts have a dispersion of about 1, never less", () => {
  expect(
    countedBaseline([
      { n: 100, events: 5 },
      { n: 100, events: 5 },
    ]),
  ).toEqual({
    blocks: 2,
    n: 200,
    events: 10,
    dispersion: 1,
  });
  // Pearson's statistic by hand: p = 0.05, (9 - 5)^2 / 4.75 twice, over one degree of freedom.
  expect(
    countedBaseline([
      { n: 100, events: 9 },
      { n: 100, events: 1 },
    ]).dispersion,
  ).toBeCloseTo(32 / 4.75, 9);
});

test("the bound of one block is Clopper and Pearson's", () => {
  const one = countedBaseline([{ n: 1_000, events: 7 }]);
  expect(upperRate(one, 0.025)).toBeCloseTo(clopperPearson(7, 1_000).high, 9);
});

test("bounds nothing where nothing was counted, or all were events", () => {
  expect(upperRate(countedBaseline([]), 0.01)).toBe(1);
  expect(
    upperRate(
      countedBaseline([
        { n: 0, events: 0 },
        { n: 5, events: 5 },
      ]),
      0.01,
    ),
  ).toBe(1);
});

test("fewer minutes of the same counts bound the rate more loosely", () => {
  const bound = (blocks: number): number => upperRate({ blocks, n: 60_000, events: 60, dispersion: 1 }, 0.01);
  expect(bound(5)).toBeGreaterThan(bound(10));
  expect(bound(10)).toBeGreaterThan(bound(60));
  expect(bound(60)).toBeGreaterThan(bound(1));
  // Student's t at 99 % with 4 degrees of freedom is 3.747, the normal quantile 2.326.
  const squeezed = 60 / (3.747 / 2.326) ** 2;
  expect(bound(5)).toBeCloseTo(upperRate({ blocks: 1, n: 1_000 * squeezed, events: squeezed, dispersion: 1 }, 0.01), 6);
});

test.each([
  { how: "independent requests", shape: null, minutes: 60 },
  { how: "bursts of three times the variance, an hour", shape: 3, minutes: 60 },
  { how: "bursts of three times the variance, ten minutes", shape: 3, minutes: 10 },
])("the true rate is rarely above the bound: $how", ({ shape, minutes }) => {
  const next = chance(testSeed());
  const trials = 1_000;
  let above = 0;
  for (let i = 0; i < trials; i++) {
    const counts = Array.from({ length: minutes }, () => ({
      n: 6_000,
      events: drawBinomial(next, 6_000, 0.001 * gamma(next, shape)),
    }));
    if (upperRate(countedBaseline(counts), 0.01) < 0.001) above++;
  }
  // The dispersion is estimated, of skewed counts: bursts miss the 1 % by a fifth.
  expect(above / trials).toBeLessThanOrEqual(0.03);
});

function gamma(next: Chance, shape: number | null): number {
  if (shape === null) return 1;
  return Array.from({ length: shape }, () => drawExponential(next)).reduce((sum, one) => sum + one, 0) / shape;
}
