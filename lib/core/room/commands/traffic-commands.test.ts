import { describe, expect, test } from "vitest";
import { ADA, actorOf, briefly, carriedOut, deciding, happened, roomAfter, roomOf } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import type { RoomEvent } from "../room-event.ts";
import { EMPTY_ROOM, type Room } from "../room.ts";
import { trafficNow } from "../traffic.ts";
import { decideHoldTraffic, decideReduceTraffic, decideResumeTraffic, decideTrafficStep } from "./traffic-commands.ts";

const plan = aRoomPlan({
  traffic: {
    groups: [
      { id: "old", label: "Canary" },
      { id: "new", label: "New" },
    ],
    steps: [
      { id: "ten", label: "Ten", at: "-1h", changes: [{ group: "old", from: 0, to: 10 }] },
      {
        id: "full",
        label: "All",
        at: "0h",
        changes: [
          { group: "old", from: 10, to: 0 },
          { group: "new", from: 0, to: 100 },
        ],
      },
    ],
  },
});
const about = { plan };
const said = { reason: "Errors rise.", alert: null };
const full = carriedOut(EMPTY_ROOM, [decideTrafficStep, { step: "full", ...said }], about);

function intended(room: Room): unknown {
  return trafficNow(room, plan);
}

test("a step gives its groups its shares, and says who decided it and why", () => {
  expect(intended(EMPTY_ROOM)).toEqual({ intended: { old: 0, new: 0 }, held: null });
  expect(full.traffic).toMatchObject({
    state: { intended: { old: 0, new: 100 }, held: null },
    decided: { how: "step", step: "full", reason: "Errors rise.", alert: null, by: actorOf(ADA) },
    pending: true,
    applied: null,
  });
});

test("a reduction holds, and to resume leads back", () => {
  const half = carriedOut(full, [decideReduceTraffic, { group: "new", share: 50, ...said }], about);
  expect(intended(half)).toEqual({ intended: { old: 0, new: 50 }, held: { old: 0, new: 100 } });
  expect(briefly(decideTrafficStep(half, { step: "full", ...said }, deciding(about)))).toBe("conflict");
  const back = carriedOut(half, [decideResumeTraffic, said], about);
  expect(intended(back)).toEqual({ intended: { old: 0, new: 100 }, held: null });
});

test("to hold again changes nothing", () => {
  const held = carriedOut(full, [decideHoldTraffic, said], about);
  expect(held.traffic.state?.held).toEqual({ old: 0, new: 100 });
  expect(briefly(decideHoldTraffic(held, said, deciding(about)))).toBe("nothing");
});

describe("refused are", () => {
  test.each([
    ["a step that there is not", decideTrafficStep(full, { step: "nine", ...said }, deciding(about)), "not_found"],
    ["a raise", decideReduceTraffic(EMPTY_ROOM, { group: "new", share: 5, ...said }, deciding(about)), "invalid"],
    ["to resume without a hold", decideResumeTraffic(full, said, deciding(about)), "conflict"],
    ["an alert that there is not", decideHoldTraffic(full, { ...said, alert: "x" }, deciding(about)), "not_found"],
    ["a plan that moves no traffic", decideHoldTraffic(full, said, deciding()), "conflict"],
  ])("%s", (_, outcome, code) => {
    expect(briefly(outcome)).toBe(code);
  });
});

test("what was read back counts until the traffic is moved again", () => {
  const applied: RoomEvent = { type: "traffic_applied", split: { new: 100 }, control: "haproxy" };
  const differs: RoomEvent = { type: "traffic_differs", actual: { new: 40 }, sentence: "It is 40 %." };
  const failed: RoomEvent = { type: "traffic_failed", split: { new: 100 }, sentence: "No answer." };
  const tried = roomAfter(full, [failed]);
  expect(tried.traffic).toMatchObject({ pending: true, failed: { sentence: "No answer." } });
  const moved = roomAfter(tried, [applied]);
  expect(moved.traffic).toMatchObject({ pending: false, failed: null, read: null, applied: { split: { new: 100 } } });
  const other = roomAfter(moved, [differs]);
  expect(other.traffic.read).toMatchObject({ actual: { new: 40 }, differs: "It is 40 %." });
  expect(roomAfter(other, [applied]).traffic.read).toBeNull();
  const confirmed = roomAfter(other, [happened({ type: "traffic_confirmed", actual: { new: 100 } })]);
  expect(confirmed.traffic.read).toMatchObject({ actual: { new: 100 }, differs: null });
  expect(roomOf().traffic.state).toBeNull();
});
