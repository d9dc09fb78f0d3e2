import { describe, expect, test } from "vitest";
import { ADA, BEFORE, HELD, NOOR, happened, polled, roomOf, voted, type Happened } from "#testing/a-room";
import { MINUTE_MS } from "../time.ts";
import { pollStanding, type PollStanding } from "./poll.ts";
import type { RoomEvent } from "./room-event.ts";

const LAPSE = 30 * MINUTE_MS;
const closed = (outcome: "void" | "withdrawn"): RoomEvent => ({
  type: "poll_closed",
  poll: "poll-1",
  outcome,
  reason: "So it is",
});
const ADA_GO = voted(ADA, "engineering-lead");
const NOOR_GO = voted(NOOR, "product-lead");
const NOOR_NO = voted(NOOR, "product-lead", "no_go");
const later = (event: RoomEvent, ms: number): ReturnType<typeof happened> => happened(event, { at: BEFORE + ms });

function standingAfter(events: readonly Happened[], ms: number): PollStanding {
  const poll = roomOf(...HELD, polled(), ...events).polls.at(-1);
  if (!poll) throw new Error("no poll");
  return pollStanding(poll, BEFORE + ms);
}

describe("a poll", () => {
  test.each<[string, readonly Happened[], number, PollStanding]>([
    [
      "without a vote is open, and names every role as missing",
      [],
      0,
      { state: "open", missing: ["engineering-lead", "product-lead"], lapsesAt: null },
    ],
    [
      "with one of two votes is open",
      [ADA_GO],
      0,
      { state: "open", missing: ["product-lead"], lapsesAt: BEFORE + LAPSE },
    ],
    [
      "in which every role says GO is GO until the first vote lapses",
      [ADA_GO, later(NOOR_GO, 5)],
      6,
      { state: "go", missing: [], lapsesAt: BEFORE + LAPSE },
    ],
    [
      "is GO to the last millisecond before a vote lapses",
      [ADA_GO, later(NOOR_GO, 5)],
      LAPSE - 1,
      { state: "go", missing: [], lapsesAt: BEFORE + LAPSE },
    ],
    [
      "has lapsed in the moment in which its first vote does, and names whose it was",
      [ADA_GO, later(NOOR_GO, 5)],
      LAPSE,
      { state: "lapsed", missing: ["engineering-lead"], lapsesAt: BEFORE + LAPSE + 5 },
    ],
    [
      "is GO again when the lapsed vote is given anew",
      [ADA_GO, later(NOOR_GO, 5), later(ADA_GO, LAPSE)],
      LAPSE + 1,
      { state: "go", missing: [], lapsesAt: BEFORE + LAPSE + 5 },
    ],
    [
      "with one NO-GO is NO-GO before the others have voted",
      [NOOR_NO],
      0,
      { state: "no_go", missing: ["engineering-lead"], lapsesAt: BEFORE + LAPSE },
    ],
    [
      "turns from GO to NO-GO when a lead changes their mind",
      [ADA_GO, NOOR_GO, later(NOOR_NO, 7)],
      8,
      { state: "no_go", missing: [], lapsesAt: BEFORE + LAPSE },
    ],
    [
      "that is NO-GO does not lapse: silence is no consent",
      [ADA_GO, NOOR_NO],
      2 * LAPSE,
      { state: "no_go", missing: ["engineering-lead", "product-lead"], lapsesAt: null },
    ],
    [
      "that was voided is void, whatever was voted",
      [ADA_GO, NOOR_GO, closed("void")],
      0,
      { state: "void", missing: [], lapsesAt: BEFORE + LAPSE },
    ],
    [
      "that was withdrawn is withdrawn, a NO-GO included",
      [ADA_GO, NOOR_NO, closed("withdrawn")],
      0,
      { state: "withdrawn", missing: [], lapsesAt: BEFORE + LAPSE },
    ],
  ])("%s", (_, events, ms, standing) => {
    expect(standingAfter(events, ms)).toEqual(standing);
  });

  test("counts one vote per role: the newest", () => {
    const [poll] = roomOf(...HELD, polled(), NOOR_NO, NOOR_GO).polls;
    expect(Object.keys(poll?.votes ?? {})).toEqual(["product-lead"]);
    expect(poll?.votes["product-lead"]?.vote).toBe("go");
  });

  test("takes no vote once a newer one counts", () => {
    const room = roomOf(...HELD, polled(), closed("withdrawn"), polled({ poll: "poll-2" }), ADA_GO);
    expect(room.polls.map(({ id, votes }) => [id, votes])).toEqual([
      ["poll-1", {}],
      ["poll-2", {}],
    ]);
  });
});
