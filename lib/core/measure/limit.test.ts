import { describe, expect, test } from "vitest";
import { isUpper, limitAt, limitWords, satisfies, type Bound } from "./limit.ts";

const bound = (op: Bound["op"], value: number): Bound => ({ op, value });

describe("a limit", () => {
  test.each([
    ["<", [true, false, false]],
    ["<=", [true, true, false]],
    [">", [false, false, true]],
    [">=", [false, true, true]],
  ] as const)("of %s 50 ms holds below, on and above it as written", (op, held) => {
    expect([49.999, 50, 50.001].map((value) => satisfies(value, bound(op, 50), "ms"))).toEqual(held);
  });

  test("written in percent meets a rate of exactly that share, whatever the digits", () => {
    for (let k = 0; k <= 10_000; k++) {
      const written = bound("<", k / 100);
      expect(satisfies(k / 10_000, written, "%"), `${k} of 10,000 < ${k / 100} %`).toBe(false);
      expect(satisfies(k / 10_000, { ...written, op: "<=" }, "%")).toBe(true);
      expect(satisfies(k / 10_000, { ...written, op: ">" }, "%")).toBe(false);
    }
  });

  test("is held in base form: a share for % and pp, itself for all else", () => {
    expect(limitAt(bound("<", 0.1), "%")).toBe(0.001);
    expect(limitAt(bound("<", 5), "pp")).toBe(0.05);
    expect(limitAt(bound("<", -3), "%")).toBe(-0.03);
    expect(limitAt(bound("<", 75), "ms")).toBe(75);
  });

  test("reads as it was written, with its unit", () => {
    expect(limitWords(bound("<", 0.1), "%")).toBe("< 0.1 %");
    expect(limitWords(bound(">=", 475_000), "learners")).toBe("≥ 475,000 learners");
    expect(limitWords(bound("<=", 0), "count")).toBe("≤ 0");
  });

  test("bounds from above where small values satisfy it", () => {
    expect((["<", "<=", ">", ">="] as const).map((op) => isUpper(bound(op, 1)))).toEqual([true, true, false, false]);
  });
});
