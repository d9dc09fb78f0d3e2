import { describe, expect, test } from "vitest";
import { figureFrom, figuresIn } from "./figures.ts";

/** As Prometheus answers `/api/v1/query`. */
const ANSWER = JSON.stringify({
  status: "success",
  data: { resultType: "vector", result: [{ metric: {}, value: [1_762_099_200.1, "5.8"] }] },
});

describe("figures in a JSON answer", () => {
  test("are read where their pointers lead, also written as text", () => {
    expect(figuresIn(ANSWER, { revenue_impact: "/data/result/0/value/1" })).toEqual({ revenue_impact: 5.8 });
  });

  test("are left out where a pointer leads nowhere, or to no figure", () => {
    const pointers = { a: "/data/result/1/value/1", b: "/status", c: "/data", d: "/data/result/0/metric/constructor" };
    expect(figuresIn(ANSWER, pointers)).toEqual({});
  });

  test("may have / and ~ in their names", () => {
    expect(figuresIn('{"a/b":{"~":7}}', { seven: "/a~1b/~0" })).toEqual({ seven: 7 });
  });

  test("are none in what is no JSON", () => {
    expect(figuresIn("<html>", { a: "/a" })).toBeNull();
  });
});

test.each([
  [5.8, 5.8],
  ["-3.2", -3.2],
  ["1e3", 1_000],
  ["", null],
  ["NaN", null],
  ["+Inf", null],
  [Number.POSITIVE_INFINITY, null],
  [null, null],
  [true, null],
])("%o is the figure %o", (value, figure) => {
  expect(figureFrom(value)).toBe(figure);
});
