import { describe, expect, it } from "vitest";
import { actorOf, ADA, BEFORE, ENGINE, happened, PLAN_T0, roomOf, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import type { RoomEvent } from "#core/room/room-event";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import { moveResult, type Move } from "./traffic-move.ts";
import { briefShares, countdownRow, reducible, shareRows, trafficState, trafficSteps } from "./traffic-rows.ts";

const plan = aRoomPlan({
  alerts: [{ id: "traffic", kind: "traffic", label: "Traffic", severity: "high" }],
  traffic: {
    groups: [
      { id: "canary", label: "Canary" },
      { id: "new", label: "New" },
    ],
    steps: [
      { id: "half", label: "Half", changes: [{ group: "new", from: 100, to: 50 }] },
      {
        id: "full",
        label: "All traffic",
        at: "0h",
        changes: [
          { group: "canary", from: 1, to: 0 },
          { group: "new", from: 0, to: 100 },
        ],
      },
      { id: "one", label: "One percent", at: "-2h", changes: [{ group: "canary", from: 0, to: 1 }] },
    ],
  },
});

const later = (event: RoomEvent, minutes: number): Happened =>
  happened(event, { at: BEFORE + minutes * MINUTE_MS, actor: ENGINE });
const set = (share: number, held: number | null = null): RoomEvent => ({
  ...{ type: "traffic_set", how: "step", step: "full", intended: { new: share }, reason: "Go.", alert: null },
  held: held === null ? null : { new: held },
});
const applied = (control: string): RoomEvent => ({ type: "traffic_applied", split: { new: 100 }, control });
const read: RoomEvent = { type: "traffic_confirmed", actual: { new: 100 } };
const differs: RoomEvent = { type: "traffic_differs", actual: { new: 80 }, sentence: "New 100 %, 80 % read." };
const failed: RoomEvent = { type: "traffic_failed", split: { new: 100 }, sentence: "HAProxy refused." };
const unread: RoomEvent = {
  ...{ type: "alert_fired", alert: "t-1", rule: "traffic", subject: null, label: "Traffic", severity: "high" },
  ...{ since: BEFORE, sentence: "HAProxy did not answer.", evidence: null, times: 1 },
};

const STATES: readonly (readonly [string, readonly Happened[], string])[] = [
  ["undecided", [], "Nothing was decided yet: it is as the plan begins."],
  ["moving", [set(100)], "Decided, and being moved."],
  ["failed", [set(100), failed], "HAProxy refused. It is tried again until it is done."],
  ["recorded", [set(100), applied("record")], "Recorded, for people to move: nothing is read back."],
  ["moved", [set(100), applied("haproxy")], "Moved by HAProxy, and not read back yet."],
  ["agrees", [set(100), applied("haproxy"), read], "Read back from HAProxy as decided."],
  ["differs", [set(100), applied("haproxy"), read, differs], "New 100 %, 80 % read."],
  ["unread", [set(100), applied("haproxy"), read, later(unread, 1)], "HAProxy did not answer."],
  ["agrees", [set(100), applied("haproxy"), unread, later(read, 1)], "Read back from HAProxy as decided."],
];

describe("the traffic, as people read it", () => {
  it.each(STATES)("is %s", (word, events, sentence) => {
    expect(trafficState({ plan, room: roomOf(...events) })).toMatchObject({ word, sentence });
  });

  it("has every group and the stable version, and says which differ", () => {
    const rows = shareRows({ plan, room: roomOf(set(100), applied("haproxy"), differs) });
    expect(rows.map(({ id, intended, actual, differs: isOff }) => [id, intended, actual, isOff])).toEqual([
      ["canary", 0, 0, false],
      ["new", 100, 80, true],
      ["stable", 0, 20, true],
    ]);
    expect(briefShares(rows).map(({ label }) => label)).toEqual(["New", "Stable version"]);
    expect(shareRows({ plan: aRoomPlan(), room: roomOf() })).toEqual([]);
  });

  it("was not read before anything was moved", () => {
    const room = roomOf();
    expect(shareRows({ plan, room }).map(({ actual }) => actual)).toEqual([null, null, null]);
    expect(reducible({ plan, room: roomOf(set(100)) }).map(({ id }) => id)).toEqual(["new"]);
  });

  it("has its steps in order, with who took them and which is next", () => {
    const steps = (...events: readonly Happened[]): unknown =>
      trafficSteps({ plan, room: roomOf(...events), t0: PLAN_T0 + HOUR_MS }).map(({ id, state }) => `${id} ${state}`);
    expect(steps()).toEqual(["one next", "full planned", "half reserve"]);
    expect(steps(set(100))).toEqual(["one planned", "full holds", "half reserve"]);
    expect(steps(set(60))).toEqual(["one planned", "full taken", "half reserve"]);
    const [one, full] = trafficSteps({ plan, room: roomOf(set(100)), t0: PLAN_T0 + HOUR_MS });
    expect([one?.at, full?.at]).toEqual([PLAN_T0 - HOUR_MS, PLAN_T0 + HOUR_MS]);
    expect(full).toMatchObject({
      changes: "Canary 1 % → 0 %, New 0 % → 100 %",
      taken: { by: actorOf(ADA), at: BEFORE },
    });
  });

  it("counts down to nothing, and not below", () => {
    const begun: RoomEvent = {
      ...{ type: "traffic_countdown_begun", alert: "a-1", group: "new", share: 50 },
      until: BEFORE + MINUTE_MS,
    };
    const at = (now: number): unknown => countdownRow({ plan, room: roomOf(begun), now })?.leftMs;
    expect([at(BEFORE), at(BEFORE + MINUTE_MS), at(BEFORE + HOUR_MS)]).toEqual([MINUTE_MS, 0, 0]);
    expect(countdownRow({ plan, room: roomOf(), now: BEFORE })).toBeNull();
  });
});

const MOVES: readonly (readonly [Move, readonly Happened[], string])[] = [
  [{ kind: "step", step: "full" }, [], "Then: New 100 %."],
  [{ kind: "step", step: "gone" }, [], 'The plan has no traffic step "gone".'],
  [
    { kind: "reduce", group: "new", share: 30 },
    [set(100)],
    "Then: New 30 %, Stable version 70 %. On hold until somebody resumes: then New 100 % again.",
  ],
  [{ kind: "reduce", group: "new", share: 100 }, [set(100)], "New is at 100 %: it cannot be reduced to 100 %."],
  [{ kind: "reduce", group: "new", share: Number.NaN }, [set(100)], "Say to how many percent."],
  [{ kind: "hold" }, [set(100)], "Then: New 100 %. On hold until somebody resumes: then New 100 % again."],
  [{ kind: "resume" }, [set(50, 100)], "Then: New 100 %."],
  [{ kind: "resume" }, [set(100)], "The traffic is not on hold."],
];

it.each(MOVES)("%o says what it results in", (move, events, sentence) => {
  expect(moveResult(move, { plan, room: roomOf(...events) }).sentence).toBe(sentence);
});
