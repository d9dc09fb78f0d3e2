import { describe, expect, test } from "vitest";
import { likenessOf, mixesAlphabets } from "./name-likeness.ts";

describe("two names that look alike", () => {
  test.each([
    ["case", "Ada Osei", "ADA osei"],
    ["accents", "José Núñez", "Jose Nunez"],
    ["blanks", "Ada Osei", "Ada  Osei"],
    ["wide letters", "Ada Osei", "Ａda Osei"],
    ["joiners that cannot be seen", "Ada Osei", "Ada\u200D Osei"],
    ["Cyrillic letters", "Copa", "Сора"],
    ["Cyrillic capitals", "BOB", "ВОВ"],
    ["Greek capitals", "NINA", "ΝΙΝΑ"],
    ["one Cyrillic letter", "Ada Osei", "Adа Osei"],
  ])("differ in %s", (_, one, other) => {
    expect(one).not.toBe(other);
    expect(likenessOf(one)).toBe(likenessOf(other));
  });
});

test.each([
  ["Ada Osei", "Ida Osei"],
  ["Анна", "Инна"],
  ["राम", "रमा"],
  ["李伟", "李玮"],
  ["Ada Osei", "Ada Osei (night)"],
])("%s and %s do not", (one, other) => {
  expect(likenessOf(one)).not.toBe(likenessOf(other));
});

test.each([
  ["Adа Osei", true],
  ["Ada Οsei", true],
  ["Ada Osei", false],
  ["Анна Смирнова", false],
  ["Νίκος", false],
  ["Anna Смирнова", false],
  ["Анна-Maria", false],
  ["木村Ken", false],
  ["Łukasz Müller", false],
])("%s mixes alphabets in a word: %s", (name, expected) => {
  expect(mixesAlphabets(name)).toBe(expected);
});
