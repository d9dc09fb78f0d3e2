import { describe, expect, test } from "vitest";
import { betaQuantile, binomialAtMost, incompleteBeta, lnGamma } from "./beta.ts";

/** P(X <= k), added up term by term. */
function addedUp(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = term;
  for (let i = 0; i < k; i++) {
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
    sum += term;
  }
  return sum;
}

describe("the gamma function", () => {
  test("is the factorial at whole numbers", () => {
    let factorial = 1;
    for (let n = 1; n <= 30; n++) {
      expect(lnGamma(n)).toBeCloseTo(Math.log(factorial), 11);
      factorial *= n;
    }
  });

  test.each([
    [0.5, Math.log(Math.PI) / 2],
    [0.25, 1.2880225246980774],
    [1e6, 12_815_504.569147902],
  ])("has its known logarithm at %d", (x, known) => {
    expect(Math.abs(lnGamma(x) - known)).toBeLessThan(1e-13 * Math.max(1, known) + 1e-14);
  });
});

describe("the incomplete beta function", () => {
  test("is the sum of a binomial's terms", () => {
    for (const [n, p] of [
      [1, 0.5],
      [10, 0.1],
      [60, 0.99],
      [700, 0.5],
    ] as const)
      for (let k = 0; k < n; k++) expect(binomialAtMost(k, n, p)).toBeCloseTo(addedUp(k, n, p), 10);
  });

  test("runs from 0 to 1, and mirrors at the middle", () => {
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
    for (const x of [0.01, 0.3, 0.5, 0.97])
      expect(incompleteBeta(x, 3, 8) + incompleteBeta(1 - x, 8, 3)).toBeCloseTo(1, 12);
    expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 14);
  });

  test("is turned round by the quantile, for large samples too", () => {
    for (const [a, b] of [
      [1, 10],
      [5, 1e6],
      [1_000, 3],
      [0.5, 0.5],
    ] as const)
      for (const p of [0.025, 0.5, 0.975]) expect(incompleteBeta(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 8);
  });

  test("knows that no trial succeeds fewer than 0 or more than n times", () => {
    expect([binomialAtMost(-1, 10, 0.3), binomialAtMost(10, 10, 0.3)]).toEqual([0, 1]);
  });
});
