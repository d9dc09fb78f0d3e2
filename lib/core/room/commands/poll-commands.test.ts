import { describe, expect, test } from "vitest";
import {
  actorOf,
  ADA,
  ALL_GO,
  BEFORE,
  briefly,
  deciding,
  HELD,
  NOOR,
  personOf,
  polled,
  PRIYA,
  ROBIN,
  roomOf,
  started,
  TOMAS,
  voted,
  type Happened,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { MINUTE_MS } from "../../time.ts";
import type { Account } from "../actor.ts";
import type { RoomEvent } from "../room-event.ts";
import { castVoteInput, decideCastVote, decideOpenPoll, decideWithdrawPoll } from "./poll-commands.ts";

const LAPSED = BEFORE + 30 * MINUTE_MS;
const VETO = voted(NOOR, "product-lead", "no_go");
const closed = (outcome: "void" | "withdrawn"): RoomEvent => ({
  type: "poll_closed",
  poll: "poll-1",
  outcome,
  reason: "x",
});
const toTomas: RoomEvent = { type: "vote_delegated", role: "engineering-lead", to: personOf(TOMAS), reason: "Away" };

describe("opening the poll", () => {
  test.each<[string, Account, readonly Happened[], string]>([
    ["a lead who votes does", ADA, HELD, "poll_opened"],
    ["an administrator does", ROBIN, HELD, "poll_opened"],
    ["a lead without a vote does not", TOMAS, HELD, "forbidden"],
    ["whoever was handed a vote does", TOMAS, [...HELD, toTomas], "poll_opened"],
    ["with an empty chair nobody does", ROBIN, HELD.slice(0, 1), "conflict"],
    ["nobody does while one is open", ADA, [...HELD, polled()], "conflict"],
    ["nobody does while one is GO", ADA, ALL_GO, "conflict"],
    ["after a veto a new one is opened", ADA, [...HELD, polled(), VETO], "poll_opened"],
    ["after a void one a new one is opened", ADA, [...HELD, polled(), closed("void")], "poll_opened"],
    ["after a withdrawn one a new one is opened", ADA, [...HELD, polled(), closed("withdrawn")], "poll_opened"],
    ["nobody does once the rollout has started", ADA, [...ALL_GO, started()], "conflict"],
  ])("%s", (_, actor, events, expected) => {
    expect(briefly(decideOpenPoll(roomOf(...events), {}, deciding({ actor: actorOf(actor) })))).toBe(expected);
  });

  test("a lapsed one is not replaced but voted on again", () => {
    expect(briefly(decideOpenPoll(roomOf(...ALL_GO), {}, deciding({ now: LAPSED })))).toBe("conflict");
  });

  test("a plan that gives nobody a vote has no poll", () => {
    const plan = aRoomPlan({ people: { roles: [] } });
    expect(briefly(decideOpenPoll(roomOf(), {}, deciding({ plan, actor: actorOf(ROBIN) })))).toBe("conflict");
  });

  test("freezes the voting roles, and what is ready and what is not; its own item stands apart", () => {
    const ready: RoomEvent = { type: "item_checked", item: "displays", ok: true, sentence: "Two." };
    expect(decideOpenPoll(roomOf(...HELD, ready), {}, deciding())).toEqual({
      ok: true,
      value: [polled({ ready: ["displays"], unready: ["briefed"] })],
    });
  });

  test("the second poll has a name of its own", () => {
    const outcome = decideOpenPoll(roomOf(...HELD, polled(), VETO), {}, deciding());
    expect(outcome).toMatchObject({ value: [{ poll: "poll-2" }] });
  });
});

describe("a vote", () => {
  type Sent = { poll?: string; role?: string; vote?: "go" | "no_go"; reason?: string };
  const cast = (events: readonly Happened[], sent: Sent = {}, actor = ADA, now = BEFORE): string => {
    const input = castVoteInput.parse({ poll: "poll-1", role: "engineering-lead", vote: "go", ...sent });
    return briefly(decideCastVote(roomOf(...events), input, deciding({ actor: actorOf(actor), now })));
  };
  const OPEN = [...HELD, polled()];

  test.each<[string, readonly Happened[], Sent, Account, string]>([
    ["of GO needs no reason", OPEN, {}, ADA, "vote_cast"],
    ["of NO-GO needs one", OPEN, { vote: "no_go" }, ADA, "invalid reason"],
    ["of NO-GO with a reason counts", OPEN, { vote: "no_go", reason: "Errors rise" }, ADA, "vote_cast"],
    ["for somebody else's role is refused", OPEN, { role: "product-lead" }, ADA, "forbidden"],
    ["for a role that is not polled is refused", OPEN, { role: "on-call" }, PRIYA, "not_found"],
    ["in a poll that there is not is refused", OPEN, { poll: "poll-9" }, ADA, "not_found"],
    ["of GO may become NO-GO", ALL_GO, { vote: "no_go", reason: "Errors rise" }, ADA, "vote_cast"],
    ["after a veto is refused: it stands", [...OPEN, VETO], {}, ADA, "conflict"],
    ["that takes a veto back is refused", [...OPEN, VETO], { role: "product-lead" }, NOOR, "conflict"],
    ["in a void poll is refused", [...OPEN, closed("void")], {}, ADA, "conflict"],
    ["in a withdrawn poll is refused", [...OPEN, closed("withdrawn")], {}, ADA, "conflict"],
    ["in an older poll is refused", [...OPEN, VETO, polled({ poll: "poll-2" })], {}, ADA, "conflict"],
    ["after the start is refused", [...ALL_GO, started()], {}, ADA, "conflict"],
    ["that was handed on is not the holder's any more", [...OPEN, toTomas], {}, ADA, "forbidden"],
    ["that was handed on is the other's", [...OPEN, toTomas], {}, TOMAS, "vote_cast"],
  ])("%s", (_, events, sent, actor, expected) => {
    expect(cast(events, sent, actor)).toBe(expected);
  });

  test("needs a second factor where the plan says so", () => {
    const plan = aRoomPlan();
    const strict = { ...plan, poll: { ...plan.poll, secondFactor: true } };
    const input = castVoteInput.parse({ poll: "poll-1", role: "engineering-lead", vote: "go" });
    const voting = (secondFactor: "none" | "unused" | "used"): string =>
      briefly(decideCastVote(roomOf(...OPEN), input, deciding({ plan: strict, secondFactor })));
    expect((["none", "unused", "used"] as const).map(voting)).toEqual(["forbidden", "forbidden", "vote_cast"]);
  });

  test("is turned into a NO-GO without a second factor, wherever one is asked for", () => {
    const veto = { poll: "poll-1", role: "engineering-lead", vote: "no_go", reason: "It is not safe" } as const;
    const plan = aRoomPlan({ poll: { lapseAfter: "30m", secondFactor: true } });
    for (const about of [{ plan }, { votesNeedSecondFactor: true }])
      expect(briefly(decideCastVote(roomOf(...ALL_GO), veto, deciding({ ...about, secondFactor: "none" })))).toBe(
        "vote_cast",
      );
  });

  test("that has lapsed is given again", () => {
    expect(cast(ALL_GO, {}, ADA, LAPSED)).toBe("vote_cast");
  });

  test("that was handed on names both: who gave it, and for whom", () => {
    const outcome = decideCastVote(
      roomOf(...OPEN, toTomas),
      { poll: "poll-1", role: "engineering-lead", vote: "go", reason: "" },
      deciding({ actor: actorOf(TOMAS) }),
    );
    expect(outcome).toEqual({
      ok: true,
      value: [{ ...voted(TOMAS, "engineering-lead"), onBehalfOf: personOf(ADA) }],
    });
  });
});

describe("withdrawing the poll", () => {
  test.each<[string, Account, readonly Happened[], string]>([
    ["whoever holds a role does", ADA, ALL_GO, "poll_closed"],
    ["an administrator does", ROBIN, ALL_GO, "poll_closed"],
    ["somebody without a role does not", TOMAS, ALL_GO, "forbidden"],
    ["a vetoed one stands as it is", ADA, [...HELD, polled(), VETO], "conflict"],
    ["one that is void stands as it is", ADA, [...HELD, polled(), closed("void")], "conflict"],
    ["nobody does after the start", ADA, [...ALL_GO, started()], "conflict"],
  ])("%s", (_, actor, events, expected) => {
    const input = { poll: "poll-1", reason: "Ask again tomorrow" };
    expect(briefly(decideWithdrawPoll(roomOf(...events), input, deciding({ actor: actorOf(actor) })))).toBe(expected);
  });
});
