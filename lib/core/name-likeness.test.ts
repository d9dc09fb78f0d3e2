import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { looksAlike, mixesAlphabets } from "./name-likeness.ts";

describe("two names that look alike", () => {
  test.each([
    ["case", "Ada Osei", "ADA osei"],
    ["case, in Greek", "Ελένη Κατσαρού", "ΕΛΕΝΗ ΚΑΤΣΑΡΟΥ"],
    ["case, with a sigma at the end", "Νίκος", "ΝΙΚΟΣ"],
    ["case, in Cyrillic", "Андрей Власов", "АНДРЕЙ ВЛАСОВ"],
    ["case, of one small letter that is two capitals", "Jan Strauß", "JAN STRAUSS"],
    ["accents", "José Núñez", "Jose Nunez"],
    ["strokes", "Łukasz Sørby", "Lukasz Sorby"],
    ["accents of other blocks", "Ada Osei", "Ada\u1DC4 Osei"],
    ["marks around a letter", "Ada Osei", "Ada\u20DD Osei"],
    ["vowel signs of another script", "Ada Osei", "Ada\u093E Osei"],
    ["blanks", "Ada Osei", "Ada  Osei"],
    ["no blank", "Ada Osei", "AdaOsei"],
    ["a blank within", "Ada Osei", "A da Osei"],
    ["a blank of Braille", "Ada Osei", "Ada\u2800Osei"],
    ["a full stop", "Ada Osei", "Ada Osei."],
    ["quotes", "Ada Osei", "“Ada Osei”"],
    ["a missing dot", "Mei Lin", "Mei Lın"],
    ["wide letters", "Ada Osei", "Ａda Osei"],
    ["joiners that cannot be seen", "Ada Osei", "Ada\u200D Osei"],
    ["Cyrillic letters", "Copa", "Сора"],
    ["Cyrillic capitals", "BOB", "ВОВ"],
    ["Greek capitals", "NINA", "ΝΙΝΑ"],
    ["Greek letters", "Nova", "Νονα"],
    ["a palochka and an izhitsa", "Ivo Vox", "Ӏѵо Ѵох"],
    ["another hyphen", "Jo-Ann Wu", "Jo‐Ann Wu"],
    ["another apostrophe", "Siobhan O'Neil", "Siobhan O’Neil"],
    ["one Cyrillic letter", "Ada Osei", "Adа Osei"],
  ])("differ in %s", (_, one, other) => {
    expect(one).not.toBe(other);
    expect(looksAlike(one, other)).toBe(true);
    expect(looksAlike(other, one)).toBe(true);
  });
});

describe("a name of Latin, Greek or Cyrillic letters", () => {
  const between = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).filter((letter) =>
      /\p{L}/u.test(letter),
    );
  const LETTERS = [...between(0x41, 0x24f), ...between(0x370, 0x3ff), ...between(0x400, 0x52f), "ẞ"];
  const name = fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 12 });
  const added = fc.constantFrom(
    "",
    " ",
    "\u00A0",
    "\u3000",
    "\u0301",
    "\u0345",
    "\u1DC4",
    "\u20DD",
    "\uFE2F",
    "\u200B",
  );

  test("is like itself in another case, with blanks and with marks", () => {
    fc.assert(
      fc.property(
        name,
        fc.func(fc.constantFrom("upper", "lower", "as is")),
        fc.func(added),
        (letters, caseOf, after) => {
          const other = letters.map((letter, i) => {
            const to = caseOf(i);
            const written = to === "upper" ? letter.toUpperCase() : to === "lower" ? letter.toLowerCase() : letter;
            return written + after(i);
          });
          return looksAlike(letters.join(""), other.join(""));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("is like itself all in capitals and all in small letters", () => {
    fc.assert(
      fc.property(name, (letters) => {
        const whole = letters.join("");
        return looksAlike(whole, whole.toUpperCase()) && looksAlike(whole, whole.toLowerCase());
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  ["Ada Osei", "Ida Osei"],
  ["Nina", "Vina"],
  ["Анна", "Инна"],
  ["Νίκος", "Νίκη"],
  ["राम", "रमा"],
  ["かな", "がな"],
  ["李伟", "李玮"],
  ["Ada Osei", "Ada Osei (night)"],
  ["Ada Osei", "Ada Osei 2"],
  ["Jo-Ann Wu", "Joan Nwu"],
  ["!", "?"],
])("%s and %s do not", (one, other) => {
  expect(looksAlike(one, other)).toBe(false);
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
