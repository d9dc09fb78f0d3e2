import { describe, expect, test } from "vitest";
import { aFilled, anAnswer, aFigure, measuredErrors } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import type { Answer, FilledField, Tone } from "../checkpoint.ts";
import { fieldStandings, isWorse, worstTone, type FieldStanding } from "./field-standing.ts";
import { formOf } from "./form.ts";

const PLAN = aRoomPlan();

function standing(field: string, filled: FilledField | null, answer: Partial<Answer> | null): FieldStanding {
  const form = formOf(PLAN, "first");
  if (!form) throw new Error("no form");
  const answers = answer ? { [field]: anAnswer(answer) } : {};
  const found = fieldStandings(PLAN, form, { fields: filled ? [filled] : [], answers });
  return found.find((one) => one.field.id === field) as FieldStanding;
}

type Short = readonly [status: string | null, tone: Tone | null, overridden: boolean];
const short = ({ status, tone, overridden }: FieldStanding): Short => [status, tone, overridden];

const PASSED = measuredErrors();
const FAILED = measuredErrors({ value: 0.03, verdict: "FAIL" }, "fail");
/** A little above 1 %, and shown as 1 %. */
const CLOSE = measuredErrors({ value: 0.010001, verdict: "WARN" }, "warn");
/** Measured too seldom for a verdict. */
const THIN = measuredErrors({ value: 0.001, n: 12, coverage: 0.4, verdict: "NO_DATA" }, null);
const SILENT = measuredErrors({ value: null, n: 0, coverage: 0, verdict: "NO_DATA" }, null);

describe("a measured field", () => {
  test.each<[string, FilledField, Partial<Answer> | null, Short]>([
    ["stands as it was measured", PASSED, null, ["pass", "good", false]],
    ["stands as it failed", FAILED, null, ["fail", "bad", false]],
    ["measured too seldom is unknown, never green", THIN, null, [null, "unknown", false]],
    ["without any data is open", SILENT, null, [null, null, false]],
    ["without data is what a person says", SILENT, { number: 1.5 }, ["warn", "warn", false]],
    ["without data may be unknown on purpose", SILENT, { unknown: true }, [null, "unknown", false]],
    ["with another figure than measured is judged by it", FAILED, { number: 0.2 }, ["pass", "good", true]],
    ["with a worse figure than measured is judged by it", PASSED, { number: 2.5 }, ["fail", "bad", true]],
    ["with another word than measured has that word", FAILED, { status: "warn" }, ["warn", "warn", true]],
    ["with the same word is not overridden", FAILED, { status: "fail" }, ["fail", "bad", false]],
    ["that a person calls unknown is overridden", FAILED, { unknown: true }, ["fail", "unknown", true]],
    ["a word holds over a figure beside it", FAILED, { number: 0.2, status: "warn" }, ["warn", "warn", true]],
    ["with the figure that was measured is not overridden", FAILED, { number: 3 }, ["fail", "bad", false]],
    ["with that figure and another word is", FAILED, { number: 3, status: "warn" }, ["warn", "warn", true]],
    ["with the figure as it is shown is judged by all its digits", CLOSE, { number: 1 }, ["warn", "warn", false]],
    ["with a figure that reads otherwise is overridden", CLOSE, { number: 1.01 }, ["warn", "warn", true]],
    ["a reason alone overrides nothing", FAILED, { reason: "One host" }, ["fail", "bad", false]],
  ])("%s", (_, filled, answer, expected) => {
    expect(short(standing("errors", filled, answer))).toEqual(expected);
  });

  test("keeps both: what was measured, and what a person says", () => {
    const found = standing("errors", FAILED, { number: 0.2, reason: "One host lied" });
    expect(found.filled).toBe(FAILED);
    expect(found.answer).toEqual(anAnswer({ number: 0.2, reason: "One host lied" }));
  });
});

describe("a field that a person fills", () => {
  test.each<[string, string, Partial<Answer> | null, Short]>([
    ["a choice is open", "patterns", null, [null, null, false]],
    ["a choice has the tone of its word", "patterns", { status: "minor" }, ["minor", "warn", false]],
    ["a neutral word is as good as a good one", "patterns", { status: "odd" }, ["odd", "good", false]],
    ["a choice may be unknown", "patterns", { unknown: true }, [null, "unknown", false]],
    ["a figure is open", "tickets", null, [null, null, false]],
    ["a figure inside its limit is good", "tickets", { number: 2 }, [null, "good", false]],
    ["a figure between its limits warns", "tickets", { number: 5 }, [null, "warn", false]],
    ["a figure past its limit is bad", "tickets", { number: 6 }, [null, "bad", false]],
    ["nought is a figure", "tickets", { number: 0 }, [null, "good", false]],
    ["a text is never open", "note", null, [null, "good", false]],
    ["a text is good, whatever it says", "note", { text: "Bad" }, [null, "good", false]],
  ])("%s", (_, field, answer, expected) => {
    expect(short(standing(field, aFilled({ field }), answer))).toEqual(expected);
  });

  test("a choice that figures speak for stands as they do", () => {
    const filled = aFilled({ field: "patterns", evidence: aFigure({ verdict: "WARN" }), status: "minor" });
    expect(short(standing("patterns", filled, null))).toEqual(["minor", "warn", false]);
    expect(short(standing("patterns", filled, { status: "none" }))).toEqual(["none", "good", true]);
  });
});

describe("the worst tone", () => {
  test.each<[readonly (Tone | null)[], Tone]>([
    [[], "unknown"],
    [[null, null], "unknown"],
    [["good", null], "good"],
    [["good", "warn"], "warn"],
    [["warn", "unknown"], "unknown"],
    [["unknown", "bad", "good"], "bad"],
  ])("of %j is %s", (tones, worst) => {
    expect(worstTone(tones.map((tone) => ({ tone })))).toBe(worst);
  });

  test("unknown lies between a warning and a failure", () => {
    expect([isWorse("unknown", "warn"), isWorse("bad", "unknown"), isWorse("warn", "warn")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
