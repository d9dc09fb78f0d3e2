import { describe, expect, it } from "vitest";
import { bestOffset, clockOffset, rolloutTime } from "./clock.ts";

describe("clock", () => {
  it("production time is real time", () => {
    expect(rolloutTime({ kind: "production", rate: 1, realAt: 500, clockAt: 500 }, 12_345)).toBe(12_345);
  });

  it("a rehearsal's clock runs at its rate from where it was set", () => {
    expect(rolloutTime({ kind: "rehearsal", rate: 60, realAt: 1_000, clockAt: 9_000_000 }, 3_000)).toBe(9_120_000);
  });

  it("a display that is an hour slow measures an hour, wrong by at most half the round trip", () => {
    const offset = clockOffset({ askedAt: 0, answeredAt: 40, serverRealMs: 3_600_000 + 35 });
    expect(Math.abs(offset - 3_600_000)).toBeLessThanOrEqual(20);
  });

  it("the shortest round trip is believed", () => {
    expect(
      bestOffset([
        { offsetMs: 90, roundTripMs: 200 },
        { offsetMs: 3, roundTripMs: 8 },
        { offsetMs: -40, roundTripMs: 120 },
      ]),
    ).toBe(3);
    expect(bestOffset([])).toBeNull();
  });
});
