import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WALL_VIEWS, wallParams } from "./wall-params.ts";

describe("a wall's address", () => {
  it("without parameters shows the overview, dark, in UTC", () => {
    expect(wallParams({})).toEqual({
      views: ["overview"],
      rotateSeconds: 0,
      zone: "UTC",
      theme: "dark",
      scale: 1,
      compact: false,
      sound: false,
      notes: [],
    });
  });

  it("says everything in one address", () => {
    expect(
      wallParams({
        view: "segments,sprint",
        rotate: "45",
        tz: "Europe/Berlin",
        theme: "light",
        scale: "1.5",
        sound: "1",
      }),
    ).toEqual({
      views: ["segments", "sprint"],
      rotateSeconds: 45,
      zone: "Europe/Berlin",
      theme: "light",
      scale: 1.5,
      compact: true,
      sound: true,
      notes: [],
    });
  });

  it.each([
    [
      { view: "overview,foo" },
      'No view called "foo". There are: overview, segments, checkpoints, sprint, poll, criteria.',
    ],
    [{ view: "overview,sprint", rotate: "0" }, "rotate must be 5 to 3600; 5 is used."],
    [{ rotate: "soon" }, "rotate must be a number; 30 is used."],
    [{ scale: "99" }, "scale must be 0.5 to 1.5; 1.5 is used."],
    [{ tz: "Mars/Olympus" }, 'No time zone called "Mars/Olympus"; UTC is used.'],
    [{ theme: "pink" }, "theme must be dark or light; dark is used."],
    [{ sound: "loud" }, "sound must be 1 or 0; there is none."],
    [{ evil: "1" }, "Unknown in the address: evil."],
  ])("what cannot be followed is noted: %o", (raw, note) => {
    expect(wallParams(raw).notes).toEqual([note]);
  });

  it("the same view twice is shown once", () => {
    expect(wallParams({ view: "sprint,sprint" }).views).toEqual(["sprint"]);
  });

  it("no address breaks a wall", () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }), fc.double().map(String));
    const raw = fc.record(
      { view: value, rotate: value, tz: value, theme: value, scale: value, __proto__: value },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(raw, (asked) => {
        const params = wallParams(asked);
        expect(params.views.length).toBeGreaterThan(0);
        expect(params.views.every((view) => WALL_VIEWS.includes(view))).toBe(true);
        expect(params.scale).toBeGreaterThanOrEqual(0.5);
        expect(params.scale).toBeLessThanOrEqual(1.5);
        expect(params.rotateSeconds === 0 || (params.rotateSeconds >= 5 && params.rotateSeconds <= 3_600)).toBe(true);
        expect(() => new Intl.DateTimeFormat("en", { timeZone: params.zone })).not.toThrow();
        for (const note of params.notes) expect(note.length).toBeLessThan(200);
      }),
      { seed: 16, verbose: true },
    );
  });
});
