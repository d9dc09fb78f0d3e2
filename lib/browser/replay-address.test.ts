import { describe, expect, test } from "vitest";
import { askedMoment, hrefAt, keptHref, momentFrom, momentText } from "./replay-address.ts";

const AT = { at: "2025-11-02T18:05:00Z", rollout: null };
const OTHER = { ...AT, rollout: "8b0f" };
const HERE = { origin: "http://room", href: "http://room/alerts?at=2025-11-02T18:05:00Z" };

describe("the moment of an address", () => {
  test.each([
    ["/", "at=2025-11-02T18:05:00Z", AT],
    ["/wall", "view=overview&at=2025-11-02T18:05:00Z&rollout=8b0f", OTHER],
    ["/wall", "rollout=8b0f", null],
    ["/settings", "at=2025-11-02T18:05:00Z", null],
    ["/demo", "at=2025-11-02T18:05:00Z", null],
    ["/rollouts", "at=2025-11-02T18:05:00Z", null],
  ])("%s?%s", (path, query, asked) => {
    expect(askedMoment(path, new URLSearchParams(query))).toEqual(asked);
  });

  test("is written in whole ms and read again", () => {
    const at = Date.UTC(2025, 10, 2, 18, 5);
    expect(momentText(at)).toBe("2025-11-02T18:05:00Z");
    expect(momentText(at + 123.4)).toBe("2025-11-02T18:05:00.123Z");
    expect(momentFrom(momentText(at + 123))).toBe(at + 123);
    expect(momentFrom(String(at))).toBe(at);
    expect(momentFrom("yesterday")).toBeNull();
  });
});

test.each([
  ["/alerts", AT, "/alerts?at=2025-11-02T18:05:00Z"],
  ["/wall?view=overview,segments#main", AT, "/wall?view=overview%2Csegments&at=2025-11-02T18:05:00Z#main"],
  ["/?at=2001-01-01T00:00:00Z", OTHER, "/?at=2025-11-02T18:05:00Z&rollout=8b0f"],
  ["/log?at=2001-01-01T00:00:00Z&rollout=8b0f", null, "/log"],
  ["/settings?at=2001-01-01T00:00:00Z", AT, "/settings"],
])("%s at %o is %s", (href, moment, wanted) => {
  expect(hrefAt(href, moment)).toBe(wanted);
});

test.each([
  ["http://room/segments", "/segments?at=2025-11-02T18:05:00Z"],
  ["/targets/api", "/targets/api?at=2025-11-02T18:05:00Z"],
  ["http://room/demo", "/demo"],
  ["http://elsewhere/segments", null],
  ["http://room/api/v1/log.ndjson", null],
  ["http://room/sign-in?next=%2F", null],
  ["http://room/alerts?at=2025-11-02T18:05:00Z#main", null],
  ["mailto:ada@example.test", null],
])("a link to %s leads to %s", (href, wanted) => {
  expect(keptHref(href, HERE, AT)).toBe(wanted);
});
