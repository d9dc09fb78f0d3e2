import { describe, expect, test } from "vitest";
import { BEFORE, briefly, deciding, roomOf } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { DAY_MS } from "../../time.ts";
import {
  attestItemInput,
  decideAttestItem,
  decideTestChannel,
  decideWaiveItem,
  decideWithdrawItem,
} from "./readiness-commands.ts";

const attested = { type: "item_attested", item: "briefed", proof: { note: "Done", link: null } } as const;
const waived = { type: "item_waived", item: "displays", reason: "On its way", until: BEFORE + 1 } as const;

describe("confirming an item", () => {
  test.each([
    ["with a note is logged", { item: "briefed", note: "In the wiki" }, "item_attested"],
    ["with a link is logged", { item: "briefed", link: "https://wiki.test/1" }, "item_attested"],
    ["with neither is refused", { item: "briefed" }, "invalid note"],
    ["that proves itself is refused", { item: "displays", note: "I see them" }, "invalid item"],
    ["that the plan does not have is refused", { item: "weather", note: "Fine" }, "not_found"],
  ])("%s", (_, input, expected) => {
    expect(briefly(decideAttestItem(roomOf(), attestItemInput.parse(input), deciding()))).toBe(expected);
  });

  test.each([
    ...["javascript:alert(1)", "ftp://x.test", "wiki", "https://wiki.test/\u202egpj.exe", "https://wiki.test/a b"],
    ...["https://holdpoint.test@evil.test/", "https://user:password@wiki.test/"],
  ])("does not take %s for a link", (link) => {
    const parsed = attestItemInput.safeParse({ item: "briefed", link });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([["link"]]);
  });
});

describe("taking back", () => {
  test.each([
    ["a confirmation is logged", [attested], "briefed", "item_withdrawn"],
    ["a waiver is logged", [waived], "displays", "item_withdrawn"],
    ["what was never said is refused", [], "briefed", "conflict"],
    ["what the plan does not have is refused", [], "weather", "not_found"],
  ])("%s", (_, events, item, expected) => {
    const outcome = decideWithdrawItem(roomOf(...events), { item, reason: "Not so" }, deciding());
    expect(briefly(outcome)).toBe(expected);
  });
});

describe("waiving an item", () => {
  test.each([
    ["until tomorrow is logged", "displays", BEFORE + DAY_MS, "item_waived"],
    ["until the last moment allowed is logged", "displays", BEFORE + 7 * DAY_MS, "item_waived"],
    ["for longer than a week is refused", "displays", BEFORE + 7 * DAY_MS + 1, "invalid until"],
    ["until now is refused", "displays", BEFORE, "invalid until"],
    ["is not possible for the leads' GO", "final-go", BEFORE + DAY_MS, "invalid item"],
    ["that the plan does not have is refused", "weather", BEFORE + DAY_MS, "not_found"],
  ])("%s", (_, item, until, expected) => {
    expect(briefly(decideWaiveItem(roomOf(), { item, reason: "On its way", until }, deciding()))).toBe(expected);
  });
});

describe("the test of a channel", () => {
  const plan = aRoomPlan({
    preflight: [
      { id: "c", kind: "automatic", label: "Tested: Phone, radio", owner: "on-call", check: "channels_tested" },
    ],
  });
  test.each([
    ["that worked needs no note", "Phone", true, "", "channel_tested"],
    ["that did not says why", "Phone", false, "No dial tone", "channel_tested"],
    ["that did not and says nothing is refused", "Phone", false, "", "invalid note"],
    ["that nobody asked for is refused", "My cousin", true, "", "invalid channel"],
    ["that looks like the list is refused", "Tested: Phone, radio", true, "", "invalid channel"],
  ])("%s", (_, channel, ok, note, expected) => {
    expect(briefly(decideTestChannel(roomOf(), { channel, ok, note }, deciding({ plan })))).toBe(expected);
  });
  test("is logged as the plan spells the channel", () => {
    expect(decideTestChannel(roomOf(), { channel: "RADIO", ok: true, note: "" }, deciding({ plan }))).toMatchObject({
      value: [{ channel: "radio" }],
    });
  });
  test("is not asked for by a plan whose list names none", () => {
    const none = aRoomPlan({
      preflight: [{ id: "c", kind: "automatic", label: "Channels tested", owner: "on-call", check: "channels_tested" }],
    });
    const answer = decideTestChannel(
      roomOf(),
      { channel: "Channels tested", ok: true, note: "" },
      deciding({ plan: none }),
    );
    expect(briefly(answer)).toBe("invalid channel");
  });
});
