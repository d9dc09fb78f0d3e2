import { describe, expect, test } from "vitest";
import { aMetric } from "#testing/a-window";
import { statusSetSchema, type StatusSet } from "../../plan/words.ts";
import { statusForTrend, statusForValue, statusForVerdict } from "./suggest-status.ts";

type Tone = StatusSet["choices"][number]["tone"];

/** A set from `id: tone` pairs. */
function aSet(choices: Readonly<Record<string, Tone>>): StatusSet {
  return statusSetSchema.parse({
    id: "set",
    choices: Object.entries(choices).map(([id, tone]) => ({ id, label: id, tone })),
  });
}

describe("the word for a verdict", () => {
  const whole = aSet({ pass: "good", fine: "good", warn: "warn", fail: "bad" });
  const yesNo = aSet({ yes: "good", no: "bad" });
  const mild = aSet({ ok: "good", monitor: "warn" });
  test.each([
    ["PASS", whole, "pass"],
    ["WARN", whole, "warn"],
    ["FAIL", whole, "fail"],
    ["NO_DATA", whole, null],
    ["WARN", yesNo, "no"],
    ["FAIL", mild, "monitor"],
    ["PASS", aSet({ neutral: "neutral", no: "bad" }), null],
    ["FAIL", aSet({ yes: "good" }), null],
    ["WARN", aSet({ yes: "good" }), null],
  ] as const)("of %s is the first of its tone, or of the other that is not good", (verdict, set, word) => {
    expect(statusForVerdict(set, verdict)).toBe(word);
  });
});

describe("the word for a value", () => {
  const share = aMetric({ kind: "availability" });
  const set = statusSetSchema.parse({
    id: "grade",
    choices: [
      { id: "target", label: "Target", tone: "good", when: { op: ">", value: 99.99 } },
      { id: "interim", label: "Interim", tone: "good", when: { op: ">", value: 99.95 } },
      { id: "monitor", label: "Monitor", tone: "warn", when: { op: "<=", value: 99.95 } },
    ],
  });
  test.each([
    [1, "target"],
    [0.9999, "interim"],
    [0.99951, "interim"],
    [0.9995, "monitor"],
    [0, "monitor"],
  ])("%f is the first whose bound holds it", (value, word) => {
    expect(statusForValue(set, value, share)).toBe(word);
  });

  test("is none where no word has a bound", () => {
    expect(statusForValue(aSet({ pass: "good" }), 1, share)).toBeNull();
  });
});

describe("the word for a trend", () => {
  const course = aSet({ improving: "good", stable: "good", concern: "warn" });
  const lower = aMetric({ kind: "error_rate", source: "traffic" });
  const higher = { ...lower, better: "higher" as const };
  const neither = { ...lower, better: "neither" as const };
  test.each([
    ["stable", lower, "stable"],
    ["falling", lower, "improving"],
    ["rising", lower, "concern"],
    ["rising", higher, "improving"],
    ["falling", higher, "concern"],
    ["rising", neither, "concern"],
    ["falling", neither, "concern"],
  ] as const)("%s of a metric", (trend, metric, word) => {
    expect(statusForTrend(course, trend, metric)).toBe(word);
  });

  test("stands still for a change to the better that the set has no word for", () => {
    expect(statusForTrend(aSet({ stable: "good", moving: "warn" }), "falling", lower)).toBe("stable");
  });

  test('is the first good one of a set without "stable", and a bad one where nothing warns', () => {
    expect(statusForTrend(aSet({ yes: "good", no: "bad" }), "stable", lower)).toBe("yes");
    expect(statusForTrend(aSet({ yes: "good", no: "bad" }), "rising", lower)).toBe("no");
  });

  test("is none where the set has no such word: then a person chooses", () => {
    expect(statusForTrend(aSet({ stable: "good", strong: "good" }), "rising", lower)).toBeNull();
  });
});
