import { expect, test } from "vitest";
import type { ReplayMark } from "#wire/replay";
import { markPlaces, marksAround } from "./use-replay-marks.ts";

const mark = (at: number, kind: ReplayMark["kind"] = "gate"): ReplayMark => ({ at, kind, sentence: "" });
const MARKS = [mark(1_000), mark(2_000, "alert"), mark(2_001, "alert"), mark(2_002), mark(3_000, "decision")];

test.each([
  ["before all", 0, null, 1_000],
  ["on one, its neighbours", 2_000, 1_000, 2_001],
  ["between", 2_500, 2_002, 3_000],
  ["on the last", 3_000, 2_002, null],
])("%s", (_, at, previous, next) => {
  expect(marksAround(MARKS, at)).toEqual({ previous, next });
});

test("marks of a kind that fall together are one, of two kinds they are two, and none is drawn outside", () => {
  expect(markPlaces([...MARKS, mark(-1), mark(4_001)], { from: 0, to: 4_000 })).toEqual([
    { kind: "gate", share: 0.25 },
    { kind: "alert", share: 0.5 },
    { kind: "gate", share: 2_002 / 4_000 },
    { kind: "decision", share: 0.75 },
  ]);
});
