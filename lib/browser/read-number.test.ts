import { describe, expect, test } from "vitest";
import { numberText, readNumber } from "./read-number.ts";

describe("a typed figure", () => {
  test.each([
    ["1.5", 1.5],
    ["1,5", 1.5],
    ["0,042", 0.042],
    [".5", 0.5],
    ["12", 12],
    ["-3", -3],
    ["−3,0", -3],
    ["+5.8", 5.8],
    ["1 200", 1200],
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["1,234,567", 1_234_567],
    ["1.234.567", 1_234_567],
    ["500K", 500_000],
    ["1.1k", 1_100],
    ["2,5M", 2_500_000],
    ["99.991 %", 99.991],
    ["0.0007", 0.0007],
    ["1.200", 1.2],
  ])("%s reads %d", (typed, value) => {
    expect(readNumber(typed, "%")).toEqual({ kind: "number", value });
  });

  test("that can be read in two ways is not guessed, and says how to write either", () => {
    expect(readNumber("1,200")).toEqual({
      kind: "unclear",
      message: '"1,200" can be read in two ways: write 1200 or 1.200.',
    });
  });

  test.each(["abc", "1.2.3", "1,23,4", "--1", "5m", "1e5", "1.234,567,8"])("%s is no figure", (typed) => {
    expect(readNumber(typed).kind).toBe("unclear");
  });

  test("that is missing is empty, with or without its unit", () => {
    expect([readNumber(""), readNumber("  "), readNumber("%", "%")]).toEqual([
      { kind: "empty" },
      { kind: "empty" },
      { kind: "empty" },
    ]);
  });

  test("goes back into the field without grouping or exponent", () => {
    expect([numberText(1_234_567.5), numberText(0.0000001), numberText(-3), numberText(null)]).toEqual([
      "1234567.5",
      "0.0000001",
      "-3",
      "",
    ]);
  });
});
