import { describe, expect, it } from "vitest";
import type { Poll, Vote } from "#core/room/poll";
import { EMPTY_ROOM, type Room } from "#core/room/room";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import { ADA, BEFORE, ENGINE, NOOR, personOf, TOMAS } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { isPollForWalls, pollRows, pollSentence, shownPollState } from "./poll-rows.ts";

const plan = aRoomPlan();
const go: Vote = { vote: "go", reason: "", person: personOf(ADA), onBehalfOf: null, at: BEFORE };
const noGo: Vote = { ...go, vote: "no_go", reason: "Checkout is slow.", person: personOf(NOOR) };

function aPoll(votes: Poll["votes"], closed: Poll["closed"] = null): Poll {
  const roles = ["engineering-lead", "product-lead"];
  const frozen = { roles, lapseMs: 30 * MINUTE_MS, ready: [], unready: [] };
  return { id: "poll-1", openedAt: BEFORE, openedBy: ENGINE, ...frozen, votes, closed };
}

function aRoom(poll: Poll): Room {
  const holders = { "engineering-lead": personOf(ADA), "product-lead": personOf(NOOR) };
  const delegates = { "product-lead": { to: personOf(TOMAS), reason: "On a plane.", at: BEFORE } };
  return { ...EMPTY_ROOM, polls: [poll], roster: { holders, delegates, present: {} } };
}

function sentenceOf(poll: Poll, now = BEFORE): string {
  return pollSentence(poll, { plan, room: aRoom(poll), now });
}

describe("the rows of a poll", () => {
  it("name who voted, and who is to vote for whom", () => {
    const poll = aPoll({ "engineering-lead": go });
    const rows = pollRows(poll, { plan, room: aRoom(poll), now: BEFORE });
    expect(rows.map(({ role, state, voter, onBehalfOf }) => [role, state, voter?.name, onBehalfOf?.name])).toEqual([
      ["engineering-lead", "go", "Ada Osei", undefined],
      ["product-lead", "waiting", "Tomas Silva", "Noor Haddad"],
    ]);
  });

  it("let a GO lapse, and never a NO-GO", () => {
    const poll = aPoll({ "engineering-lead": go, "product-lead": noGo });
    const rows = pollRows(poll, { plan, room: aRoom(poll), now: BEFORE + HOUR_MS });
    expect(rows.map(({ state, lapsesAt }) => [state, lapsesAt])).toEqual([
      ["lapsed", BEFORE + 30 * MINUTE_MS],
      ["no_go", null],
    ]);
  });
});

describe("who has not voted", () => {
  const stateOf = (poll: Poll, now: number): string | undefined =>
    pollRows(poll, { plan, room: aRoom(poll), now }).find(({ role }) => role === "engineering-lead")?.state;

  it.each([
    ["is waited for while the poll is open", aPoll({}), BEFORE, "waiting"],
    ["is waited for while others must vote again", aPoll({ "product-lead": go }), BEFORE + HOUR_MS, "waiting"],
    ["is waited for no more after a NO-GO", aPoll({ "product-lead": noGo }), BEFORE, "none"],
  ])("%s", (_, poll, now, state) => {
    expect(stateOf(poll, now)).toBe(state);
  });
});

describe("a poll that the start overtook", () => {
  const poll = aPoll({ "engineering-lead": go });
  const start = { at: BEFORE, by: ENGINE, override: "Market opens.", poll: null, baseline: [] };
  const room: Room = { ...aRoom(poll), launch: { ...EMPTY_ROOM.launch, start } };

  it("has no result, however late it is looked at", () => {
    expect(shownPollState(poll, room, BEFORE + HOUR_MS)).toBe("no_result");
    expect(pollSentence(poll, { plan, room, now: BEFORE })).toBe("1 of 2 had said GO when the rollout was started.");
  });
});

describe("a poll in one sentence", () => {
  it.each([
    ["open", aPoll({ "engineering-lead": go }), "1 of 2 say GO. Waiting for Product lead."],
    ["GO", aPoll({ "engineering-lead": go, "product-lead": go }), "All 2 leads say GO."],
    ["NO-GO", aPoll({ "product-lead": noGo }), "Noor Haddad (Product lead): Checkout is slow."],
    ["void", aPoll({}, { outcome: "void", reason: "Displays fell.", at: BEFORE }), "Displays fell."],
  ])("%s says so", (_, poll, sentence) => {
    expect(sentenceOf(poll)).toBe(sentence);
  });

  it("says who must vote again", () => {
    const poll = aPoll({ "engineering-lead": go });
    expect(sentenceOf(poll, BEFORE + HOUR_MS)).toBe("Votes are too old to count: Engineering lead must vote again.");
  });
});

describe("walls", () => {
  it("show a poll as long as it is open", () => {
    expect(isPollForWalls(aRoom(aPoll({})), BEFORE + 5 * HOUR_MS)).toBe(true);
  });

  it("show its result for a while only", () => {
    const room = aRoom(aPoll({ "engineering-lead": go, "product-lead": go }));
    expect(isPollForWalls(room, BEFORE + MINUTE_MS)).toBe(true);
    expect(isPollForWalls(room, BEFORE + 6 * MINUTE_MS)).toBe(false);
  });

  it("show none without one", () => {
    expect(isPollForWalls(EMPTY_ROOM, BEFORE)).toBe(false);
  });
});
