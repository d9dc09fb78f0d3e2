import { expect, test } from "vitest";
import { instantSchema } from "./query.ts";

const AT = Date.parse("2026-11-27T11:24:00Z");

test.each([
  "2026-11-27T11:24:00Z",
  "2026-11-27T11:24:00.000Z",
  "2026-11-27T11:24Z",
  "2026-11-27T12:24+01:00",
  // iso-space: a plus that nobody encoded
  "2026-11-27T11:24:00 00:00",
  String(AT),
])("%s is read", (text) => {
  expect(instantSchema.parse(text)).toBe(AT);
});

test.each([
  "",
  "now",
  "2026-11-27",
  "2026-11-27T11:24:00",
  "2026-13-27T11:24Z",
  "999999999999999",
  "0",
  "9999-01-01T00:00Z",
])("%s is refused", (text) => {
  expect(instantSchema.safeParse(text).success).toBe(false);
});
