import { describe, expect, test } from "vitest";
import { readMomentText } from "./moment-text.ts";

const AT = Date.UTC(2026, 10, 27, 11, 24);

describe("iso-space: a moment as an address brings it", () => {
  test.each([
    "2026-11-27T11:24:00+00:00",
    "2026-11-27T11:24:00 00:00",
    "2026-11-27T13:24:00 02:00",
    "2026-11-27T13:24+0200",
    "2026-11-27T13:24 02",
    "2026-11-27T05:54-05:30",
    "2026-11-27T11:24Z",
    "2026-11-27t11:24z",
    "2026-11-27T11:24:00.000Z",
    "2026-11-27T11:24:00,0Z",
    "2026-11-27 11:24Z",
    " 2026-11-27T11:24Z ",
    String(AT),
  ])("%s is read", (text) => expect(readMomentText(text)).toBe(AT));

  test.each([
    "",
    "now",
    "2026-11-27",
    "2026-11-27T11:24",
    "2026-13-27T11:24Z",
    "2026-11-27T11Z",
    "2026-11-27T25:00Z",
    "1e12",
  ])("%o is no moment: a zone is not guessed", (text) => expect(readMomentText(text)).toBe("unread"));

  test.each(["0", "999999999999999", "1970-01-01T00:00Z", "2101-01-01T00:00Z"])("%s is none of ours", (text) =>
    expect(readMomentText(text)).toBe("outside"),
  );
});
