import { describe, expect, test } from "vitest";
import { actorOf, ADA, happened, NOOR, personOf, PLAN_T0, started } from "#testing/a-room";
import { aShiftPlace } from "#testing/a-shift-room";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import type { RoomEvent } from "../room/room-event.ts";
import { dutyAt, handoffsOwed, shiftCoverage, shiftsOf } from "./duty.ts";

const START = started();
const DAY = PLAN_T0 + 12 * HOUR_MS;
const RELEASED: RoomEvent = { type: "shift_released", shift: "day", person: personOf(NOOR), reason: "Ill" };
const TAKEN: RoomEvent = { type: "shift_taken", shift: "day", person: personOf(ADA), over: null };
const WRITTEN = happened(
  { type: "handoff_written", shift: "day", revision: 1, summary: "Calm", watch: "", items: [], leftOut: 0 },
  { at: DAY - 10 * MINUTE_MS },
);
const ACCEPTED = happened(
  { type: "handoff_accepted", shift: "day", revision: 1, note: "" },
  { at: DAY, actor: actorOf(NOOR) },
);

describe("a shift's lead", () => {
  test.each([
    ["is whoever holds the role", [], "Noor Haddad"],
    ["is nobody once it is given up", [RELEASED], undefined],
    ["is whoever took it", [RELEASED, TAKEN], "Ada Osei"],
  ])("%s", (_, events, name) => {
    expect(shiftsOf(aShiftPlace(events))[1]?.lead?.name).toBe(name);
  });

  test("leaves a gap where there is none", () => {
    expect(shiftCoverage(shiftsOf(aShiftPlace())).gaps).toEqual([]);
    expect(shiftCoverage(shiftsOf(aShiftPlace([RELEASED])))).toEqual({
      gaps: [{ from: DAY, to: DAY + 12 * HOUR_MS, open: ["day"] }],
      doubles: [],
    });
  });
});

test.each([
  [-1, "", "", "night"],
  [0, "night", "", "day"],
  [11.75, "night", "day", "day"],
  [12, "day", "", undefined],
  [24, "", "", undefined],
])("%d h after T0 on: %s, arriving: %s, next: %s", (hours, on, arriving, next) => {
  const duty = dutyAt(shiftsOf(aShiftPlace()), PLAN_T0 + hours * HOUR_MS);
  const ids = (all: readonly { readonly id: string }[]): string => all.map(({ id }) => id).join();
  expect([ids(duty.on), ids(duty.arriving), duty.next?.id]).toEqual([on, arriving, next]);
});

test("shifts move with T0", () => {
  expect(shiftsOf(aShiftPlace([], PLAN_T0 + HOUR_MS)).map(({ from, here }) => [from, here])).toEqual([
    [PLAN_T0 + HOUR_MS, PLAN_T0 + HOUR_MS],
    [DAY + HOUR_MS, DAY + HOUR_MS - 30 * MINUTE_MS],
  ]);
});

describe("a handoff", () => {
  test.each([
    ["is not owed long before", [START], -31, ""],
    ["is owed half an hour ahead", [START], -30, "day to write"],
    ["is owed until it is accepted", [START, WRITTEN], 0, "day to accept, late"],
    ["is late when the shift has begun", [START], 0, "day to write, late"],
    ["is owed no more once it is accepted", [START, WRITTEN, ACCEPTED], 5, ""],
    ["is owed no more once the shift is over", [START], 12 * 60, ""],
    ["is not owed before the rollout has started", [], 0, ""],
    ["is not owed where the same person goes on", [START, RELEASED, TAKEN], 0, ""],
    ["is owed to a shift that nobody leads", [START, RELEASED], 0, "day to write, late"],
  ])("%s", (_, events, minutes, expected) => {
    const owed = handoffsOwed({ ...aShiftPlace(events), now: DAY + minutes * MINUTE_MS });
    const words = owed.map(
      ({ incoming, handoff, isOverdue }) =>
        `${incoming.id} to ${handoff ? "accept" : "write"}${isOverdue ? ", late" : ""}`,
    );
    expect(words.join()).toBe(expected);
  });
});
