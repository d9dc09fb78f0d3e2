import { describe, expect, test } from "vitest";
import { formatCount, formatValue, formatWritten } from "./format.ts";

describe("a value with its unit", () => {
  test.each([
    [null, "ms", "no data"],
    [0, "%", "0 %"],
    [0.00042, "%", "0.042 %"],
    [0.07, "%", "7 %"],
    [0.000012345, "%", "0.00123 %"],
    [-0.03, "%", "-3 %"],
    [-0.0312, "pp", "-3.12 pp"],
    [0.5, "%", "50 %"],
    [0.7512, "%", "75.1 %"],
    [0.99991, "%", "99.991 %"],
    [0.9999999, "%", "99.99999 %"],
    [1, "%", "100 %"],
    [1.5, "%", "150 %"],
    [48.31, "ms", "48.3 ms"],
    [0.1234, "ms", "0.123 ms"],
    [9.999, "ms", "10 ms"],
    [999.6, "ms", "1,000 ms"],
    [1_240.2, "req/s", "1,240 req/s"],
    [1_234_567, "learners", "1,234,567 learners"],
    [-1_234.5, "USD", "-1,235 USD"],
    [-0.0000000001, "MB/h", "0 MB/h"],
    [3, "count", "3"],
    [4.256, "score", "4.26"],
    [0.25, "ratio", "0.25"],
  ])("%d in %s reads %s", (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });

  test("never rounds a share up to all, or down to none, as far as nine decimals go", () => {
    for (let digits = 1; digits <= 9; digits++) {
      const little = 10 ** -digits;
      expect(formatValue(1 - little, "%")).not.toBe("100 %");
      expect(formatValue(little, "%")).not.toBe("0 %");
    }
  });

  test.each([
    [0.0010001, 0.001, "%", "0.10001 %"],
    [0.00099996, 0.001, "%", "0.099996 %"],
    [50.004, 50, "ms", "50.004 ms"],
    [50, 50, "ms", "50 ms"],
    [48.31, 50, "ms", "48.3 ms"],
    [475_000.25, 475_000, "learners", "475,000.3 learners"],
  ])("%d beside %d %s reads %s: apart, unless they are the same", (...[value, limit, unit, text]) => {
    expect(formatValue(value, unit, limit)).toBe(text);
  });
});

test.each([
  [0.1, "%", "0.1 %"],
  [99.99, "%", "99.99 %"],
  [-3, "%", "-3 %"],
  [475_000, "learners", "475,000 learners"],
  [0, "count", "0"],
])("a figure written as %d in %s reads %s, in its own unit", (written, unit, text) => {
  expect(formatWritten(written, unit)).toBe(text);
});

test("a count has thousands apart", () => {
  expect([0, 999, 1_000, 12_400, 518_400_000].map(formatCount)).toEqual(["0", "999", "1,000", "12,400", "518,400,000"]);
});
