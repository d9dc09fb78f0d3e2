import fc from "fast-check";
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

  test.each([
    ["1,200", "", '"1,200" can be read in two ways: write 1200 or 1.2.'],
    ["12.345", "learners", '"12.345" can be read in two ways: write 12345 or 12.3450.'],
    ["12,345", "learners", '"12,345" can be read in two ways: write 12345 or 12.3450.'],
    ["-1.234", "USD", '"1.234" can be read in two ways: write 1234 or 1.2340.'],
    ["1.500K", "count", '"1.500" can be read in two ways: write 1500 or 1.5.'],
    ["250.125 ms", "ms", '"250.125" can be read in two ways: write 250125 or 250.1250.'],
    ["1,200", "%", '"1,200" can be read in two ways: write 1200 or 1.2.'],
  ])("german-thousands: %s in %o can be read in two ways and is not guessed", (typed, unit, message) => {
    expect(readNumber(typed, unit)).toEqual({ kind: "unclear", message });
  });

  test.each([
    ["12 345", 12_345],
    ["12\u202f345,5", 12_345.5],
    ["12\u00a0345.678", 12_345.678],
    ["1'234'567", 1_234_567],
    ["1’234’567.25", 1_234_567.25],
    ["- 1 200", -1_200],
    ["1 200 K", 1_200_000],
    ["1 200 learners", 1_200],
    ["1.234,5", 1_234.5],
    ["0.345", 0.345],
    ["12.3450", 12.345],
  ])("german-thousands: %s learners is %d", (typed, value) => {
    expect(readNumber(typed, "learners")).toEqual({ kind: "number", value });
  });

  test.each(["5 10", "1'5", "1 23", "12 34 567", "1 234'567", "1234 567", "1,234 567", "1 234,567,890", "1  234"])(
    "german-thousands: %s has marks that stand between no thousands",
    (typed) => expect(readNumber(typed, "learners").kind).toBe("unclear"),
  );

  test("whatever goes into a field is read back as itself, in every unit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom("%", "count", "learners", "USD", "ms"),
        (whole, places, unit) => {
          const value = Number((whole / 10 ** places).toFixed(places));
          expect(readNumber(numberText(value), unit)).toEqual({ kind: "number", value: value === 0 ? 0 : value });
        },
      ),
    );
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
