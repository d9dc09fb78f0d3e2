import { describe, expect, test } from "vitest";
import { actorOf, ADA, happened, NOOR, opened, PLAN_T0, roomOf } from "#testing/a-room";
import { HOUR_MS, MINUTE_MS } from "../time.ts";
import { checkpointState, isClosed, type CheckpointState } from "./checkpoint.ts";
import type { RoomEvent } from "./room-event.ts";

const DUE = PLAN_T0 + 15 * MINUTE_MS;
const PLACE = { due: DUE, next: DUE + HOUR_MS, graceMs: 10 * MINUTE_MS };
const decided = (needsSecond: boolean): RoomEvent => ({
  type: "decision_made",
  checkpoint: "first",
  revision: 1,
  decision: "continue",
  reason: "All is well",
  tone: needsSecond ? "bad" : "good",
  needsSecond,
});
const signed: RoomEvent = { type: "decision_seconded", checkpoint: "first", revision: 1 };

describe("where a checkpoint stands", () => {
  test.each<[string, readonly RoomEvent[] | null, number, number | null, CheckpointState]>([
    ["early before it is due", null, DUE - 1, PLACE.next, "early"],
    ["due in the moment it is, even before it was opened", null, DUE, PLACE.next, "due"],
    ["due until its grace is over", [], DUE + PLACE.graceMs - 1, PLACE.next, "due"],
    ["overdue from then on", [], DUE + PLACE.graceMs, PLACE.next, "overdue"],
    ["overdue to the last moment before the next of its kind", [], DUE + HOUR_MS - 1, PLACE.next, "overdue"],
    ["missed when the next of its kind is due", [], DUE + HOUR_MS, PLACE.next, "missed"],
    ["never missed when it is the last", [], DUE + 9 * HOUR_MS, null, "overdue"],
    ["waiting for a second signature, however late", [decided(true)], DUE + 9 * HOUR_MS, PLACE.next, "awaiting_second"],
    ["closed when one may decide it", [decided(false)], DUE + 9 * HOUR_MS, PLACE.next, "closed"],
    ["closed when the second has signed", [decided(true), signed], DUE, PLACE.next, "closed"],
  ])("%s", (_, events, now, next, state) => {
    const record = events === null ? undefined : roomOf(opened(), ...events).checkpoints["first"];
    expect(checkpointState(record, { ...PLACE, next }, now)).toBe(state);
  });
});

test("the second signature stands beside the first, with its own time", () => {
  const record = roomOf(opened(), decided(true), happened(signed, { at: DUE + 5, actor: actorOf(NOOR) }));
  expect(record.checkpoints["first"]?.decision).toMatchObject({
    by: actorOf(ADA),
    second: { by: actorOf(NOOR), at: DUE + 5 },
  });
});

test("a decision that was declined closes nothing", () => {
  const declined: RoomEvent = { type: "decision_declined", checkpoint: "first", revision: 1, reason: "No" };
  const record = roomOf(opened(), decided(true), declined).checkpoints["first"];
  expect(record && isClosed(record)).toBe(false);
});
