import { expect, test } from "vitest";
import { countInput, countInQuery, figureInput, isMoment, momentInput, outsideLife } from "./bounds.ts";
import { DAY_MS } from "./time.ts";

const T0 = Date.UTC(2025, 10, 2, 18);

test.each([Number.MAX_SAFE_INTEGER, 8.64e15, 8.64e15 + 1, -1, 0, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
  "far-due: %d is no date",
  (at) => {
    expect(momentInput.safeParse(at).success).toBe(false);
  },
);

test("a date of this century is one", () => {
  expect(momentInput.parse(T0)).toBe(T0);
  expect(isMoment(Number.NaN)).toBe(false);
});

test("a rollout's dates lie in its life", () => {
  expect(outsideLife(T0 + 90 * DAY_MS, T0)).toBeNull();
  expect(outsideLife(T0 + 5_000 * DAY_MS, T0)).toContain("three years");
  expect(outsideLife(T0 - 500 * DAY_MS, T0)).toContain("a year before");
});

test.each([1.7e308, -1e13, Number.NaN])("%d is no figure", (figure) => {
  expect(figureInput.safeParse(figure).success).toBe(false);
});

test("big-int: numbers of events are what the database counts with", () => {
  expect(countInput.safeParse(2_147_483_648).success).toBe(false);
  expect(countInQuery.safeParse("2147483648").success).toBe(false);
  expect(countInQuery.parse("2147483647")).toBe(2_147_483_647);
});
