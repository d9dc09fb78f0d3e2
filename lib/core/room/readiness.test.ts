import { describe, expect, test } from "vitest";
import { actorOf, BEFORE, happened, NOOR, roomOf } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { isReady, standings, type ItemStanding } from "./readiness.ts";
import type { RoomEvent } from "./room-event.ts";

const PLAN = aRoomPlan();
const UNTIL = BEFORE + 60_000;
const checked = (ok: boolean): RoomEvent => ({ type: "item_checked", item: "displays", ok, sentence: "As it is." });
const waived = (item: string): RoomEvent => ({ type: "item_waived", item, reason: "One is on its way", until: UNTIL });
const attested = (note: string, link: string | null = null): RoomEvent => ({
  type: "item_attested",
  item: "briefed",
  proof: { note, link },
});
const withdrawn: RoomEvent = { type: "item_withdrawn", item: "briefed", reason: "It was another release" };

type Short = Pick<ItemStanding, "state" | "sentence" | "since">;

function standing(item: string, events: readonly RoomEvent[], now = BEFORE): Short {
  const found = standings(PLAN, roomOf(...events).readiness, now).find(({ id }) => id === item);
  if (!found) throw new Error("no such item");
  return { state: found.state, sentence: found.sentence, since: found.since };
}

describe("an automatic item", () => {
  test.each<[string, readonly RoomEvent[], number, Short]>([
    ["is open until somebody has looked", [], BEFORE, { state: "open", sentence: "Not looked at yet.", since: null }],
    ["is met when the check says so", [checked(true)], BEFORE, { state: "met", sentence: "As it is.", since: BEFORE }],
    [
      "is failing when it does not",
      [checked(false)],
      BEFORE,
      { state: "failing", sentence: "As it is.", since: BEFORE },
    ],
    [
      "that fails is waived until the moment named",
      [checked(false), waived("displays")],
      UNTIL - 1,
      { state: "waived", sentence: "One is on its way", since: BEFORE },
    ],
    [
      "fails again in the moment in which its waiver runs out",
      [checked(false), waived("displays")],
      UNTIL,
      { state: "failing", sentence: "As it is.", since: BEFORE },
    ],
    [
      "that is met needs no waiver",
      [waived("displays"), checked(true)],
      BEFORE,
      { state: "met", sentence: "As it is.", since: BEFORE },
    ],
  ])("%s", (_, events, now, expected) => {
    expect(standing("displays", events, now)).toEqual(expected);
  });
});

describe("a manual item", () => {
  test.each<[string, readonly RoomEvent[], Short]>([
    ["is open, and says what is wanted", [], { state: "open", sentence: "Wanted: Notes.", since: null }],
    ["is met by a note", [attested("In the wiki")], { state: "met", sentence: "In the wiki", since: BEFORE }],
    ["is met by a link", [attested("", "https://x.test")], { state: "met", sentence: "See the link.", since: BEFORE }],
    [
      "is open again when what was shown is withdrawn",
      [attested("In the wiki"), withdrawn],
      { state: "open", sentence: "Wanted: Notes.", since: null },
    ],
    [
      "is open again when its waiver is withdrawn",
      [waived("briefed"), withdrawn],
      { state: "open", sentence: "Wanted: Notes.", since: null },
    ],
  ])("%s", (_, events, expected) => {
    expect(standing("briefed", events)).toEqual(expected);
  });
});

test("items stand in the plan's order, each with its owner and kind", () => {
  expect(standings(PLAN, roomOf().readiness, BEFORE).map(({ id, owner, kind }) => [id, owner, kind])).toEqual([
    ["displays", "on-call", "automatic"],
    ["briefed", "product-lead", "manual"],
    ["final-go", "engineering-lead", "automatic"],
  ]);
});

test.each([
  ["met", true],
  ["waived", true],
  ["open", false],
  ["failing", false],
] as const)("an item that is %s is ready: %s", (state, ready) => {
  expect(isReady({ state })).toBe(ready);
});

test("the log keeps who showed what, and the newest test of a channel", () => {
  const tested = (ok: boolean): RoomEvent => ({ type: "channel_tested", channel: "Phone", ok, note: "Rang" });
  const { readiness } = roomOf(
    happened(attested("In the wiki"), { actor: actorOf(NOOR) }),
    tested(false),
    happened(tested(true), { at: BEFORE + 1 }),
  );
  expect(readiness.attested["briefed"]?.by).toEqual(actorOf(NOOR));
  expect(readiness.channels["Phone"]).toMatchObject({ ok: true, at: BEFORE + 1 });
});
