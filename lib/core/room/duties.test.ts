import { describe, expect, test } from "vitest";
import {
  ADVANCED,
  aFigure,
  ALL_GO,
  BEFORE,
  HELD,
  NOOR,
  opened,
  PLAN_T0,
  polled,
  roomOf,
  someFacts,
  started,
  voted,
  type Happened,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { scheduleOf } from "../plan/schedule.ts";
import { MINUTE_MS, SECOND_MS, type EpochMs } from "../time.ts";
import type { Facts } from "./deciding.ts";
import { dueCheckpoints, duties } from "./duties.ts";
import type { RoomEvent } from "./room-event.ts";

const PLAN = aRoomPlan();
const TWO = "2 paired displays are connected; 2 wanted.";
const ONE = "1 paired display is connected; 2 wanted.";
const checked = (ok: boolean): RoomEvent => ({
  type: "item_checked",
  item: "displays",
  ok,
  sentence: ok ? TWO : ONE,
});
const goChecked = (ok: boolean, sentence: string): RoomEvent => ({
  type: "item_checked",
  item: "final-go",
  ok,
  sentence,
});
const NOT_POLLED = goChecked(false, "The leads have not been polled.");
const GO = goChecked(true, "All 2 leads say GO.");

function due(events: readonly Happened[], facts: Partial<Facts> = {}, now: EpochMs = BEFORE): readonly RoomEvent[] {
  return duties({ plan: PLAN, room: roomOf(...events), facts: someFacts({ displays: 2, ...facts }), now });
}

describe("before the start", () => {
  test("every automatic item is looked at once, and logged as it is found", () => {
    expect(due([])).toEqual([checked(true), NOT_POLLED]);
  });

  test("an item that stays as it is is not logged again, whatever its sentence says", () => {
    expect(due([checked(true), NOT_POLLED], { displays: 7 })).toEqual([]);
  });

  test("an item is logged when it turns, and again when it turns back", () => {
    const events = [checked(true), NOT_POLLED];
    expect(due(events, { displays: 1 })).toEqual([checked(false)]);
    expect(due([...events, checked(false)])).toEqual([checked(true)]);
  });

  const POLL = polled({ ready: ["displays", "briefed"] });
  const BRIEFED: RoomEvent = { type: "item_attested", item: "briefed", proof: { note: "In the wiki", link: null } };
  const STANDING = [...HELD, checked(true), BRIEFED, POLL, voted(NOOR, "product-lead")];
  const voidedFor = (reason: string): RoomEvent => ({
    type: "poll_closed",
    poll: "poll-1",
    outcome: "void",
    reason: `No longer ready: ${reason}`,
  });
  const STILL = goChecked(false, "Still to vote: Engineering lead.");

  test("an item that regresses voids the poll, which says which", () => {
    expect(due([...STANDING, STILL], { displays: 1 })).toEqual([checked(false), voidedFor(`Displays: ${ONE}`)]);
  });

  test("a confirmation that was taken back voids the poll too", () => {
    const withdrawn: RoomEvent = { type: "item_withdrawn", item: "briefed", reason: "Not so" };
    expect(due([...STANDING, STILL, withdrawn])).toEqual([voidedFor("Support briefed: Wanted: Notes.")]);
  });

  test("a waiver that runs out voids the poll too", () => {
    const waived: RoomEvent = { type: "item_waived", item: "displays", reason: "Soon", until: BEFORE + MINUTE_MS };
    const events = [...HELD, checked(false), BRIEFED, waived, POLL, STILL];
    expect(due(events, { displays: 1 })).toEqual([]);
    expect(due(events, { displays: 1 }, BEFORE + MINUTE_MS)).toEqual([voidedFor(`Displays: ${ONE}`)]);
  });

  test("an item that was not ready when the poll opened does not void it", () => {
    const events = [...HELD, checked(false), BRIEFED, polled({ ready: ["briefed"], unready: ["displays"] }), STILL];
    expect(due(events, { displays: 1 })).toEqual([]);
  });

  test("a vetoed poll stays vetoed", () => {
    const veto = voted(NOOR, "product-lead", "no_go");
    const vetoed = goChecked(false, "The poll is NO-GO.");
    expect(due([...STANDING, veto, vetoed], { displays: 1 })).toEqual([checked(false)]);
  });

  test("the leads' GO is an item of its own, which turns with the poll", () => {
    expect(due([...ALL_GO, checked(true), NOT_POLLED])).toEqual([GO]);
    const lapsed = BEFORE + 30 * MINUTE_MS;
    expect(due([...ALL_GO, checked(true), GO], {}, lapsed)).toEqual([
      goChecked(false, "Still to vote: Engineering lead, Product lead."),
    ]);
  });
});

describe("after the start", () => {
  const STARTED = [ADVANCED, ...ALL_GO, started()];
  const CHECKS: RoomEvent = {
    type: "line_done",
    line: "routing.checks",
    proof: [],
    note: "Every target is checked every 5s.",
  };
  const proven = (proof = aFigure()): RoomEvent => ({
    type: "line_done",
    line: "routing.errors",
    proof: [proof],
    note: "",
  });
  const AFTER = PLAN_T0 + 5 * MINUTE_MS;

  test("items are not looked at any more", () => {
    expect(due([...STARTED, CHECKS], { displays: 0 }, PLAN_T0 + SECOND_MS)).toEqual([]);
  });

  test("a line on the probes is done while they run", () => {
    expect(due(STARTED, { sampling: false }, PLAN_T0)).toEqual([]);
    expect(due(STARTED, {}, PLAN_T0)).toEqual([CHECKS]);
  });

  test("a line on figures is proven when their five minutes lie after T0, not before", () => {
    expect(due([...STARTED, CHECKS], {}, AFTER - 1)).toEqual([]);
    expect(due([...STARTED, CHECKS], {}, AFTER)).toEqual([proven()]);
  });

  test.each([
    ["warns", aFigure({ verdict: "WARN" })],
    ["fails", aFigure({ verdict: "FAIL" })],
    ["has no data", aFigure({ value: null, verdict: "NO_DATA" })],
  ] as const)("a line is not proven by a figure that %s", (_, figure) => {
    expect(due([...STARTED, CHECKS], { figures: new Map([["errors", figure]]) }, AFTER)).toEqual([]);
  });

  test("a line is not proven by a figure that is not measured", () => {
    expect(due([...STARTED, CHECKS], { figures: new Map() }, AFTER)).toEqual([]);
  });

  test("a line that is done stays done", () => {
    expect(due([...STARTED, CHECKS, proven()], {}, AFTER)).toEqual([]);
  });
});

describe("checkpoints that are due", () => {
  const { checkpoints } = scheduleOf(PLAN, PLAN_T0);
  const ids = (events: readonly Happened[], minutes: number): readonly string[] =>
    dueCheckpoints(roomOf(...events), checkpoints, PLAN_T0 + minutes * MINUTE_MS).map(({ id }) => id);

  test("are none before the start, however late it is", () => {
    expect(ids([], 600)).toEqual([]);
  });

  test("are those whose time has come and which are not open, the earliest first", () => {
    expect([ids([started()], 14), ids([started()], 15), ids([started()], 30), ids([started(), opened()], 30)]).toEqual([
      [],
      ["first"],
      ["first", "second"],
      ["second"],
    ]);
  });
});
