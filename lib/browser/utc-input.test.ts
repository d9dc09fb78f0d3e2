import { expect, test } from "vitest";
import { utcInputAround, utcInputText } from "./utc-input.ts";

const AT = Date.parse("2025-11-02T16:30:50Z");

test("a moment that was not touched keeps its seconds", () => {
  expect(utcInputAround(utcInputText(AT), AT)).toBe(AT);
});

test("one that was changed is what was typed, and null while it is no moment", () => {
  expect(utcInputAround("2025-11-02T16:45", AT)).toBe(Date.parse("2025-11-02T16:45:00Z"));
  expect(utcInputAround("", AT)).toBeNull();
});
