import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { idText, longText, nameText, noteText, reasonText, slugText } from "./text.ts";

const name = nameText({ most: 20 });

function problem(schema: typeof name, text: string): string | undefined {
  return schema.safeParse(text).error?.issues[0]?.message;
}

describe("one rule for every name", () => {
  test.each([
    ["nul", "a\u0000b", "control characters"],
    ["line break", "a\r\nb", "control characters"],
    ["line separator", "a\u2028b", "control characters"],
    ["escape", "a\u001b[31mb", "control characters"],
    ["surrogate", "a\ud800b", "cannot be kept"],
    ["low surrogate", "\udc00", "cannot be kept"],
    ["noncharacter", "a\uffffb", "cannot be kept"],
    ["invisible", "\u200b", "can be seen"],
    ["hangul filler", "\u3164\u115f", "can be seen"],
    ["braille blank", "\u2800", "can be seen"],
    ["bidi override", "abc\u202eexe", "direction"],
    ["bidi isolate", "\u2067abc", "direction"],
    ["hidden in a name", "Ada\u200b", "cannot be seen"],
    ["soft hyphen", "A\u00adda", "cannot be seen"],
    ["blanks", " \t ", "must not be empty"],
    ["nothing", "", "must not be empty"],
    ["too long", "x".repeat(21), "at most 20"],
  ])("%s is refused", (_, text, words) => {
    expect(problem(name, text)).toContain(words);
  });

  test.each(["Zoë", "李小龍", "👩‍👩‍👧", "می‌خواهم", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "O'Neil-Smith, Jr."])("%s is a name", (text) => {
    expect(name.parse(text)).toBe(text);
  });

  test("length is counted as people count it, and both spellings of a letter are one name", () => {
    expect(name.parse("😀".repeat(20))).toBe("😀".repeat(20));
    expect(name.parse("  e\u0301 ")).toBe("\u00e9");
  });

  test("what is taken is taken again as it is, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        for (const schema of [name, idText, noteText, reasonText]) {
          const taken = schema.safeParse(text);
          if (!taken.success) continue;
          expect(schema.parse(taken.data)).toBe(taken.data);
          expect(Buffer.from(taken.data, "utf8").toString("utf8")).toBe(taken.data);
          expect(taken.data).not.toContain("\u0000");
        }
      }),
    );
  });
});

describe("longer words", () => {
  const text = longText({ most: 100 });

  test("may be empty, and have lines and tabs", () => {
    expect(text.parse("")).toBe("");
    expect(text.parse("one\r\n\ttwo\u2028three")).toBe("one\n\ttwo\nthree");
  });

  test.each(["\u0000", "a\ud83d", "\u200b\u200b", "\u202eabc"])("%j is refused", (wrong) => {
    expect(text.safeParse(wrong).success).toBe(false);
  });
});

test.each(["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"])(
  "proto-id: %s is the id of nothing, for a command and for a file",
  (name) => {
    expect(idText.safeParse(name).success).toBe(false);
    expect(slugText.safeParse(name).success).toBe(false);
  },
);
