import { describe, expect, it } from "vitest";
import { aReading, aTarget, anOverview, GOOD_HEALTH } from "#testing/a-frame";
import { problemsIn } from "./problems.ts";

const titles = (...asked: Parameters<typeof problemsIn>): readonly string[] =>
  problemsIn(...asked).map((one) => `${one.verdict} ${one.title}`);

describe("what is wrong", () => {
  it("nothing, only when every target answers and every headline passes", () => {
    expect(problemsIn(anOverview(), GOOD_HEALTH)).toEqual([]);
  });

  it("a headline without enough data is named, never passed over", () => {
    const now = aReading({ verdict: "NO_DATA", word: "NO_DATA", reason: "Only 40 % was measured." });
    expect(titles(anOverview({ headlines: [{ now, sinceT0: null, trend: null }] }), GOOD_HEALTH)).toEqual([
      "NO_DATA Error rate: NO DATA",
    ]);
  });

  it("failures come before warnings, and those before what cannot be told", () => {
    const warn = aReading({ verdict: "WARN", word: "BUILDING", label: "Learners" });
    const targets = [
      aTarget({ id: "a", name: "A", state: "silent" }),
      aTarget({ id: "b", name: "B", state: "down", reason: "Refused." }),
    ];
    const body = anOverview({ targets, headlines: [{ now: warn, sinceT0: null, trend: null }] });
    expect(titles(body, GOOD_HEALTH)).toEqual(["FAIL B is down", "WARN Learners: BUILDING", "NO_DATA A is silent"]);
  });

  it("targets that the frame does not name are counted", () => {
    const body = anOverview({ counts: { up: 900, down: 60, silent: 1, waiting: 0 }, targetsTotal: 961 });
    expect(titles(body, GOOD_HEALTH)).toEqual(["WARN 60 more targets are down", "NO_DATA 1 more target is silent"]);
  });

  it("a dead sampler and an absent database are wrong too", () => {
    const health = {
      ...GOOD_HEALTH,
      sampler: { ...GOOD_HEALTH.sampler, alive: false },
      store: { reachable: false, waiting: 1_240, lost: 3 },
    };
    expect(titles(anOverview(), health)).toEqual([
      "FAIL The sampler is down",
      "WARN The database does not answer",
      "WARN Samples were lost",
    ]);
  });
});
