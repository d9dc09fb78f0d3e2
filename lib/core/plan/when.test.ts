import { describe, expect, it, test } from "vitest";
import { daysOf, durationMs, durationText, endMs, momentMs, momentSchema, windowRange } from "./when.ts";

const T0 = Date.parse("2025-11-02T16:00Z");

test.each([
  ["15m", 900_000],
  ["36h", 129_600_000],
  ["1h30m", 5_400_000],
  ["2d", 172_800_000],
  ["5s", 5_000],
  ["-22h", -79_200_000],
  ["0h", 0],
])("%s is %d ms", (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});

test.each([
  "",
  "h",
  "36",
  "1.5h",
  "30m1h",
  "- 1h",
  "soon",
  "2025-02-30",
  "2025-13-01",
  "2025-11-04T25:00Z",
  "2025-11-04T08:00",
])("%j is no moment", (text) => {
  expect(momentSchema.safeParse(text).success).toBe(false);
});

test.each(["36h", "-1h", "2025-11-04", "2024-02-29", "2025-11-04T08:00Z", "2025-11-04T08:00:30Z"])(
  "%j is a moment",
  (text) => {
    expect(momentSchema.safeParse(text).success).toBe(true);
  },
);

test("a text that is no length of time is a broken invariant, not zero", () => {
  expect(() => durationMs("soon")).toThrow("not a length of time");
});

describe("moments", () => {
  it("are offsets from T0, dates or instants", () => {
    expect(momentMs("36h", T0)).toBe(Date.parse("2025-11-04T04:00Z"));
    expect(momentMs("2025-11-09", T0)).toBe(Date.parse("2025-11-09T00:00Z"));
    expect(momentMs("2025-11-02T15:00Z", T0)).toBe(Date.parse("2025-11-02T15:00Z"));
  });

  it("include the whole day where a date ends a stretch", () => {
    expect(endMs("2025-11-08", T0)).toBe(Date.parse("2025-11-09T00:00Z"));
    expect(endMs("36h", T0)).toBe(Date.parse("2025-11-04T04:00Z"));
  });
});

test("days are counted with both ends", () => {
  expect(daysOf("2025-11-04", "2025-11-06")).toBe(3);
  expect(daysOf("2025-11-30", "2025-11-30")).toBe(1);
});

test.each([
  [0, "0s"],
  [2_700_000, "45m"],
  [82_800_000, "23h"],
  [129_600_000, "36h"],
  [5_400_000, "1h30m"],
  [604_800_000, "7d"],
  [-3_600_000, "-1h"],
])("%d ms reads %s, and reads back the same", (ms, text) => {
  expect(durationText(ms)).toBe(text);
  expect(durationMs(durationText(ms))).toBe(ms);
});

test.each([
  ["since-t0", 0, 100],
  ["since-previous", 60, 100],
  ["last 20s", -19_900, 100],
])("the window %s is [%d, %d)", (window, from, to) => {
  expect(windowRange(window, { t0: 0, previous: 60, at: 100 })).toEqual({ from, to });
});
