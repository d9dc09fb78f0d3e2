import { describe, expect, test } from "vitest";
import {
  actorOf,
  ADA,
  briefly,
  carriedOut,
  deciding,
  happened,
  HELD,
  INES,
  NOOR,
  opened,
  personOf,
  PRIYA,
  ROBIN,
  roomOf,
  TOMAS,
} from "#testing/a-room";
import type { Account } from "../actor.ts";
import type { RoomEvent } from "../room-event.ts";
import { voterFor, votesOf } from "../roster.ts";
import {
  addNoteInput,
  decideAddNote,
  decideAssignRole,
  decideCheckIn,
  decideCheckOut,
  decideDelegateVote,
} from "./roster-commands.ts";

describe("putting a person to a role", () => {
  test.each<[string, { role: string; person: string | null }, string]>([
    ["a lead of the discipline takes a voting role", { role: "engineering-lead", person: ADA.id }, "role_assigned"],
    ["a lead of another discipline does not", { role: "engineering-lead", person: NOOR.id }, "invalid person"],
    ["nobody but a lead takes a voting role", { role: "engineering-lead", person: ROBIN.id }, "invalid person"],
    ["anybody takes a role without a vote", { role: "on-call", person: PRIYA.id }, "role_assigned"],
    ["an account that there is not takes none", { role: "on-call", person: "u-nobody" }, "not_found"],
    ["a role that the plan does not have is taken by none", { role: "cook", person: ADA.id }, "not_found"],
    ["an empty role is not emptied again", { role: "on-call", person: null }, "nothing"],
  ])("%s", (_, input, expected) => {
    expect(briefly(decideAssignRole(roomOf(), input, deciding({ actor: actorOf(ROBIN) })))).toBe(expected);
  });

  test("who holds it already changes nothing, and null takes it away", () => {
    const room = roomOf(...HELD);
    const assign = (person: string | null): string =>
      briefly(decideAssignRole(room, { role: "engineering-lead", person }, deciding()));
    expect([assign(ADA.id), assign(null)]).toEqual(["nothing", "role_assigned"]);
  });

  test("a refusal names the discipline that was wanted", () => {
    const outcome = decideAssignRole(roomOf(), { role: "product-lead", person: ADA.id }, deciding());
    expect(outcome).toEqual({
      ok: false,
      refusal: {
        code: "invalid",
        message: "person: Product lead speaks for product; Ada Osei is of engineering.",
        places: [{ path: "person", message: "Product lead speaks for product; Ada Osei is of engineering." }],
      },
    });
  });
});

describe("handing on a vote", () => {
  const delegate = (actor: Account, input: { role: string; to: string | null }): string =>
    briefly(
      decideDelegateVote(
        roomOf(...HELD),
        { ...input, reason: "Flight until noon" },
        deciding({ actor: actorOf(actor) }),
      ),
    );

  test.each<[string, Account, { role: string; to: string | null }, string]>([
    ["the holder hands it to another lead", ADA, { role: "engineering-lead", to: TOMAS.id }, "vote_delegated"],
    ["nobody else does", NOOR, { role: "engineering-lead", to: NOOR.id }, "forbidden"],
    ["an operator does not get it", ADA, { role: "engineering-lead", to: PRIYA.id }, "invalid to"],
    ["the holder does not hand it to themselves", ADA, { role: "engineering-lead", to: ADA.id }, "invalid to"],
    ["a role without a vote has none to hand on", ADA, { role: "on-call", to: TOMAS.id }, "invalid role"],
    ["a role that there is not has none", ADA, { role: "cook", to: TOMAS.id }, "not_found"],
    ["an account that there is not gets none", ADA, { role: "engineering-lead", to: "u-nobody" }, "not_found"],
    ["the holder does not take back what was never handed on", ADA, { role: "engineering-lead", to: null }, "conflict"],
  ])("%s", (_, actor, input, expected) => {
    expect(delegate(actor, input)).toBe(expected);
  });

  const handed: RoomEvent = {
    type: "vote_delegated",
    role: "engineering-lead",
    to: personOf(TOMAS),
    reason: "Flight until noon",
  };

  test("the holder takes it back, once", () => {
    const back = { role: "engineering-lead", to: null, reason: "Landed" };
    const room = roomOf(...HELD, handed);
    expect(briefly(decideDelegateVote(room, back, deciding()))).toBe("vote_delegated");
    const after = carriedOut(room, [decideDelegateVote, back]);
    expect(voterFor(after.roster, "engineering-lead")).toEqual(personOf(ADA));
    expect(decideDelegateVote(after, back, deciding())).toMatchObject({
      refusal: { message: "The vote of Engineering lead was not handed on: there is nothing to take back." },
    });
  });

  test("whoever got it votes, and the holder does not", () => {
    const { roster } = roomOf(...HELD, handed);
    expect([votesOf(roster, TOMAS.id), votesOf(roster, ADA.id)]).toEqual([["engineering-lead"], []]);
  });

  test("a new holder has their vote themselves", () => {
    const again: RoomEvent = { type: "role_assigned", role: "engineering-lead", person: personOf(INES) };
    expect(voterFor(roomOf(...HELD, handed, again).roster, "engineering-lead")).toEqual(personOf(INES));
  });
});

test("checking in and out is logged once each", () => {
  const here = roomOf({ type: "checked_in", person: personOf(ADA) });
  expect([
    briefly(decideCheckIn(roomOf(), {}, deciding())),
    briefly(decideCheckIn(here, {}, deciding())),
    briefly(decideCheckOut(here, {}, deciding())),
    briefly(decideCheckOut(roomOf(), {}, deciding())),
  ]).toEqual(["checked_in", "nothing", "checked_out", "nothing"]);
});

describe("a note", () => {
  test.each([
    ["of the room is logged", null, "note_added"],
    ["of an open checkpoint is logged", "first", "note_added"],
    ["of a checkpoint that is not open is not", "second", "not_found"],
  ])("%s", (_, checkpoint, expected) => {
    expect(briefly(decideAddNote(roomOf(opened()), { text: "Seen", checkpoint }, deciding()))).toBe(expected);
  });

  test("changes nothing in the room but its number", () => {
    const room = roomOf(happened({ type: "note_added", text: "Seen", checkpoint: null }));
    expect(room).toEqual({ ...roomOf(), seq: 1 });
  });

  test.each(["a\0b", "half \ud83d of a pair", "  "])("with the text %j is refused at the door", (text) => {
    expect(addNoteInput.safeParse({ text }).error?.issues.map(({ path }) => path)).toEqual([["text"]]);
  });

  test("may hold any whole character", () => {
    expect(addNoteInput.parse({ text: " Größe 🚀 " })).toEqual({ text: "Größe 🚀", checkpoint: null });
  });
});
