import { describe, expect, it } from "vitest";
import { freshness, type FreshnessInput } from "./freshness.ts";

const SENT = 1_000_000;

function input(
  part: Partial<FreshnessInput>,
  frame: Partial<NonNullable<FreshnessInput["frame"]>> = {},
): FreshnessInput {
  const base = {
    sentAt: SENT,
    everyMs: 5_000,
    receivedAt: SENT,
    health: { sampler: { alive: true, ticksMissed: 0, jitterMsP99: 1 } },
  };
  return { nowMs: SENT, offsetMs: 0, link: "up", frame: { ...base, ...frame }, ...part };
}

describe("freshness", () => {
  it.each([
    [0, "fresh", null],
    [10_000, "fresh", null],
    [10_001, "late", "server_late"],
    [30_000, "late", "server_late"],
    [30_001, "stale", "server_late"],
  ] as const)("a frame of 5 s that is %i ms old is %s", (ageMs, level, cause) => {
    const seen = freshness(input({ nowMs: SENT + ageMs }));
    expect([seen.level, seen.cause, seen.ageMs]).toEqual([level, cause, ageMs]);
  });

  it("a rehearsal's short ticks do not make a page late within a second or two", () => {
    expect(freshness(input({ nowMs: SENT + 1_900 }, { everyMs: 42 })).level).toBe("fresh");
    expect(freshness(input({ nowMs: SENT + 6_100 }, { everyMs: 42 })).level).toBe("stale");
  });

  it("says why the link is down, where that is known", () => {
    const why = "Holdpoint takes no more connections from this address for now.";
    expect(freshness(input({ link: "down", why })).words).toBe(`${why} Trying again.`);
    expect(freshness({ ...input({ link: "down", why }), frame: null }).words).toBe(`${why} Trying again.`);
  });

  it("a broken link is our own fault, whatever the age", () => {
    expect(freshness(input({ link: "down" })).cause).toBe("link_down");
    expect(freshness(input({ link: "down", nowMs: SENT + 60_000 })).cause).toBe("link_down");
  });

  it("frames that arrive while the sampler is dead say so", () => {
    const health = { sampler: { alive: false, ticksMissed: 9, jitterMsP99: 1 } };
    expect(freshness(input({}, { health })).cause).toBe("sampler_down");
  });

  it("a slow link is told apart from a late server", () => {
    expect(freshness(input({ nowMs: SENT + 12_000 }, { receivedAt: SENT + 11_000, everyMs: 5_000 })).cause).toBe(
      "server_late",
    );
    expect(freshness(input({ nowMs: SENT + 9_500 }, { receivedAt: SENT + 9_400, everyMs: 4_690 })).cause).toBe(
      "server_late",
    );
    expect(freshness(input({ nowMs: SENT + 9_000 }, { receivedAt: SENT + 9_300, everyMs: 4_600 })).cause).toBe(
      "link_slow",
    );
  });

  it("a display whose clock is off by hours still shows true ages, and says that its clock is off", () => {
    const offsetMs = 7_200_000;
    const seen = freshness(input({ nowMs: SENT - offsetMs + 3_000, offsetMs }, { receivedAt: SENT - offsetMs }));
    expect(seen).toEqual({
      level: "fresh",
      cause: "clock_off",
      ageMs: 3_000,
      words: "This display's clock is 7,200 s slow. Times shown are the server's.",
    });
  });

  it("before its clock is measured, a display counts from when the frame arrived", () => {
    const seen = freshness(input({ nowMs: 50_000, offsetMs: null }, { receivedAt: 42_000 }));
    expect([seen.level, seen.ageMs]).toEqual(["fresh", 8_000]);
  });

  it("without any frame there is nothing to be fresh", () => {
    expect(freshness(input({ frame: null })).level).toBe("none");
    expect(freshness(input({ frame: null, link: "down" })).cause).toBe("link_down");
  });
});
