import { describe, expect, test } from "vitest";
import { durationWords, momentWordsFrom } from "./time-words.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./time.ts";

describe("a length of time in words", () => {
  test.each([
    [0, "0 s"],
    [1, "0 s"],
    [-1, "0 s"],
    [12_960, "12.96 s"],
    [-4_960, "-4.96 s"],
    [59_994, "59.99 s"],
    [59_996, "1 min"],
    [65 * SECOND_MS, "1 min 05 s"],
    [9 * MINUTE_MS + 59.4 * SECOND_MS, "9 min 59 s"],
    [9 * MINUTE_MS + 59.6 * SECOND_MS, "10 min"],
    [45 * MINUTE_MS + 20 * SECOND_MS, "45 min"],
    [59 * MINUTE_MS + 40 * SECOND_MS, "1 h"],
    [2 * HOUR_MS + 5 * MINUTE_MS, "2 h 05 min"],
    [36 * HOUR_MS, "36 h"],
    [-36 * HOUR_MS, "-36 h"],
    [47 * HOUR_MS + 59 * MINUTE_MS, "47 h 59 min"],
    [2 * DAY_MS - 1, "2 d"],
    [3 * DAY_MS + 4 * HOUR_MS, "3 d 4 h"],
    [29 * DAY_MS, "29 d"],
  ])("%d ms is %s", (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});

describe("a moment in words", () => {
  const now = Date.UTC(2025, 10, 2, 16);
  test.each([
    [now, "16:00 UTC"],
    [now - 16 * HOUR_MS, "00:00 UTC"],
    [now + 8 * HOUR_MS - 1, "23:59 UTC"],
    [now + 8 * HOUR_MS, "Nov 3 00:00 UTC"],
    [now + 36 * HOUR_MS, "Nov 4 04:00 UTC"],
    [Date.UTC(2025, 11, 2, 16), "Dec 2 16:00 UTC"],
    [Date.UTC(2026, 10, 2, 16, 5), "Nov 2 2026 16:05 UTC"],
    [Date.UTC(2024, 11, 31, 23, 59), "Dec 31 2024 23:59 UTC"],
  ])("%d, told at 16:00 on Nov 2 2025, is %s: as much of the date as differs", (at, words) => {
    expect(momentWordsFrom(now, at)).toBe(words);
  });
});
