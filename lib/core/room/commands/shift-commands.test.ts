import { describe, expect, test } from "vitest";
import {
  actorOf,
  ADA,
  aFigure,
  briefly,
  carriedOut,
  deciding,
  NOOR,
  opened,
  PLAN_T0,
  ROBIN,
  someFacts,
  started,
  TOMAS,
} from "#testing/a-room";
import { aShiftPlace, SHIFT_PLAN } from "#testing/a-shift-room";
import { EMPTY_ROOM, type Room } from "../room.ts";
import { HOUR_MS, MINUTE_MS } from "../../time.ts";
import type { Account } from "../actor.ts";
import { decideAcceptHandoff, decideReleaseShift, decideTakeShift, decideWriteHandoff } from "./shift-commands.ts";

const DAY = PLAN_T0 + 12 * HOUR_MS;
const about = (who: Account, now = DAY - 10 * MINUTE_MS): ReturnType<typeof deciding> =>
  deciding({ plan: SHIFT_PLAN, actor: actorOf(who), now });
const ROOM: Room = { ...EMPTY_ROOM, ...(aShiftPlace([started(), opened()]).room as Room) };
const GIVEN_UP = carriedOut(ROOM, [decideReleaseShift, { shift: "day", reason: "Ill" }], about(NOOR));
const SENT = { shift: "day", summary: "A calm night", watch: "Segment B", leaveOut: [] };
const WRITTEN = carriedOut(ROOM, [decideWriteHandoff, SENT], about(ADA));
const ACCEPTED = carriedOut(WRITTEN, [decideAcceptHandoff, { shift: "day", revision: 1, note: "" }], about(NOOR));

describe("a shift", () => {
  test.each([
    ["that is open is taken", GIVEN_UP, { shift: "day", over: null }, TOMAS, "shift_taken"],
    ["is taken over from its lead", ROOM, { shift: "day", over: NOOR.id }, TOMAS, "shift_taken"],
    ["is not taken over unseen", ROOM, { shift: "day", over: null }, TOMAS, "conflict"],
    ["that was given up meanwhile is looked at first", GIVEN_UP, { shift: "day", over: NOOR.id }, TOMAS, "conflict"],
    ["is not taken twice", ROOM, { shift: "day", over: null }, NOOR, "nothing"],
    ["that there is not is not taken", ROOM, { shift: "noon", over: null }, TOMAS, "not_found"],
  ])("%s", (_, room, input, who, expected) => {
    expect(briefly(decideTakeShift(room, input, about(who)))).toBe(expected);
  });

  test("that is over is not taken", () => {
    expect(briefly(decideTakeShift(ROOM, { shift: "night", over: ADA.id }, about(TOMAS, DAY)))).toBe("conflict");
  });

  test.each([
    ["is given up by its lead", ROOM, NOOR, "shift_released"],
    ["is given up by an administrator", ROOM, ROBIN, "shift_released"],
    ["is not given up by another", ROOM, TOMAS, "forbidden"],
    ["that is open stays as it is", GIVEN_UP, NOOR, "nothing"],
  ])("%s", (_, room, who, expected) => {
    expect(briefly(decideReleaseShift(room, { shift: "day", reason: "Ill" }, about(who)))).toBe(expected);
  });
});

describe("a handoff", () => {
  test("holds what the room knows, without what its writer left out", () => {
    const failing = aFigure({ verdict: "FAIL", reason: "It is 3 %." });
    const facts = someFacts({ figures: new Map([["errors", failing]]) });
    const input = { ...SENT, leaveOut: ["action:first.look", "not-there"] };
    const room = carriedOut(ROOM, [decideWriteHandoff, input], { ...about(ADA, PLAN_T0 + HOUR_MS), facts });
    expect(room.shifts.handoffs["day"]).toMatchObject({
      summary: "A calm night",
      leftOut: 1,
      items: [{ id: "state:errors", kind: "state", text: "Error rate: FAIL. It is 3 %." }],
      accepted: null,
    });
  });

  test.each([
    ["is written", ROOM, SENT, "handoff_written"],
    ["is written anew until it is accepted", WRITTEN, SENT, "handoff_written"],
    ["that is accepted stays", ACCEPTED, SENT, "conflict"],
    ["to the first shift there is not", ROOM, { ...SENT, shift: "night" }, "conflict"],
  ])("%s", (_, room, input, expected) => {
    expect(briefly(decideWriteHandoff(room, input, about(ADA)))).toBe(expected);
  });

  test("is not written before the outgoing shift has begun", () => {
    expect(briefly(decideWriteHandoff(ROOM, SENT, about(ADA, PLAN_T0 - 1)))).toBe("conflict");
  });

  test.each([
    ["is accepted by the lead of the shift", WRITTEN, 1, NOOR, "handoff_accepted"],
    ["is accepted once", ACCEPTED, 1, NOOR, "nothing"],
    ["is accepted by nobody else", WRITTEN, 1, TOMAS, "forbidden"],
    ["is accepted as it was read", WRITTEN, 2, NOOR, "conflict"],
    ["that is not written is not accepted", ROOM, 1, NOOR, "not_found"],
  ])("%s", (_, room, revision, who, expected) => {
    expect(briefly(decideAcceptHandoff(room, { shift: "day", revision, note: "" }, about(who)))).toBe(expected);
  });

  test("is not accepted by whoever wrote it", () => {
    const taken = carriedOut(WRITTEN, [decideTakeShift, { shift: "day", over: NOOR.id }], about(ADA));
    expect(briefly(decideAcceptHandoff(taken, { shift: "day", revision: 1, note: "" }, about(ADA)))).toBe("conflict");
  });
});
