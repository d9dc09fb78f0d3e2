import { describe, expect, it } from "vitest";
import {
  ageWords,
  durationFigures,
  isOverYears,
  isZone,
  momentIn,
  offsetWords,
  plannedOffsetWords,
} from "./format-time.ts";
import { coverageWords, limitWords, tickFigures, valueWords } from "./format-value.ts";

const HOUR = 3_600_000;
const T0 = Date.UTC(2025, 10, 2, 16);

describe("values", () => {
  it.each([
    [0.00042, "%", "0.042 %"],
    [0.99987, "%", "99.987 %"],
    [1, "%", "100 %"],
    [0, "%", "0 %"],
    [0.8734, "%", "87.3 %"],
    [0.0137, "pp", "1.37 pp"],
    [31.234, "ms", "31.2 ms"],
    [498_200, "learners", "498K learners"],
    [3, "count", "3"],
    [null, "ms", "– ms"],
    [Number.NaN, "count", "–"],
  ])("%d in %s reads %s", (value, unit, words) => {
    expect(valueWords(value, unit)).toBe(words);
  });

  it("nearly all measured is never rounded up to all", () => {
    expect(coverageWords(0.9999)).toBe("99.9 %");
    expect(coverageWords(1)).toBe("100 %");
  });

  it("an axis shows figures without trailing zeros", () => {
    expect(tickFigures(0.004, "%")).toBe("0.4");
    expect(tickFigures(300, "ms")).toBe("300");
  });

  it("limits are set in type", () => {
    expect(limitWords(">= 475K")).toBe("≥ 475K");
  });
});

describe("times", () => {
  it.each([
    [T0 + 2.25 * HOUR + 5_000, "T+02:15:05"],
    [T0 - 12 * 60_000, "T-00:12:00"],
    [T0 + 36 * HOUR, "T+36:00:00"],
    [T0 + 102 * HOUR, "T+4d 06:00"],
  ])("%d is %s", (at, words) => {
    expect(offsetWords(at, T0)).toBe(words);
  });

  it.each([
    [0.25, "T+15m"],
    [1, "T+1h"],
    [1.5, "T+1h 30m"],
    [36, "T+36h"],
    [96, "T+4d"],
    [-1, "T-1h"],
  ])("a plan's offset of %d h is %s", (hours, words) => {
    expect(plannedOffsetWords(T0 + hours * HOUR, T0)).toBe(words);
  });

  it("a moment carries its zone", () => {
    expect(momentIn(T0 + 15 * 60_000, "UTC")).toEqual({
      date: "Sun 2 Nov",
      year: "2025",
      time: "16:15",
      seconds: ":00",
      zone: "UTC",
    });
    expect(momentIn(T0, "America/New_York").time).toBe("11:00");
    expect(momentIn(Date.UTC(2025, 10, 2, 0, 0), "UTC").time).toBe("00:00");
  });

  it("names years where they are to be told apart, and nowhere else", () => {
    expect(isOverYears([T0, T0 + 30 * 24 * 3_600_000])).toBe(false);
    expect(isOverYears([T0, T0 + 60 * 24 * 3_600_000])).toBe(true);
  });

  it("knows which zones there are", () => {
    expect([isZone("Europe/Berlin"), isZone("Mars"), isZone("")]).toEqual([true, false, false]);
  });

  it("durations never go below zero", () => {
    expect(durationFigures(-5)).toBe("00:00:00");
    expect(durationFigures(26 * HOUR)).toBe("26:00:00");
  });

  it("an age is told in one unit", () => {
    expect([8_000, 180_000, 3 * HOUR, 72 * HOUR].map(ageWords)).toEqual(["8 s", "3 min", "3 h", "3 days"]);
  });
});
