import { describe, expect, test } from "vitest";
import { actorOf, ADA, BEFORE, briefly, carriedOut, deciding, opened, PLAN_T0, PRIYA, roomOf } from "#testing/a-room";
import { HOUR_MS, MINUTE_MS } from "../../time.ts";
import { openActions } from "../action-item.ts";
import { decideAddAction, decideCloseAction, decideHandAction, decideReopenAction } from "./action-commands.ts";

const ROOM = roomOf(opened());
const CLOSED = carriedOut(ROOM, [decideCloseAction, { action: "first.look", note: "Looked" }]);
const DUE = PLAN_T0 + 30 * MINUTE_MS;
const LATER = DUE + HOUR_MS;

describe("an action item", () => {
  test("comes with its checkpoint, and stays open until it is closed", () => {
    expect(openActions(ROOM.actions)).toEqual([
      {
        id: "first.look",
        checkpoint: "first",
        label: "Look",
        owner: "on-call",
        due: DUE,
        raisedAt: PLAN_T0 + 15 * MINUTE_MS,
        handed: [],
        closed: null,
      },
    ]);
    expect(openActions(CLOSED.actions)).toEqual([]);
  });

  test.each([
    ["is added to an open checkpoint", { checkpoint: "first", owner: "on-call", due: LATER }, "action_added"],
    ["is not added to one that is not open", { checkpoint: "second", owner: "on-call", due: LATER }, "not_found"],
    ["is not given to a role that there is not", { checkpoint: "first", owner: "cook", due: LATER }, "invalid owner"],
    ["is not due in the past", { checkpoint: "first", owner: "on-call", due: BEFORE }, "invalid due"],
  ])("%s", (_, input, expected) => {
    expect(briefly(decideAddAction(ROOM, { ...input, label: "Call back" }, deciding()))).toBe(expected);
  });

  test("that is added has a number of its own, and those due first stand in front", () => {
    const add = (label: string, due: number): [typeof decideAddAction, Parameters<typeof decideAddAction>[1]] => [
      decideAddAction,
      { checkpoint: "first", label, owner: "on-call", due },
    ];
    const room = carriedOut(carriedOut(ROOM, add("Call back", LATER)), add("Call now", BEFORE + 1));
    expect(openActions(room.actions).map(({ id }) => id)).toEqual(["first.added-3", "first.look", "first.added-2"]);
  });

  test("that is added never takes the id of another, whatever the plan calls its own", () => {
    const { event, ...cause } = opened();
    if (event.type !== "checkpoint_opened") throw new Error("not opened");
    const own = event.actions.map((item) => ({ ...item, id: "added-2" }));
    const before = roomOf({ ...cause, event: { ...event, actions: own } });
    const input = { checkpoint: "first", label: "Call back", owner: "on-call", due: LATER };
    const room = carriedOut(carriedOut(before, [decideAddAction, input]), [decideAddAction, input]);
    expect(Object.keys(room.actions)).toEqual(["first.added-2", "first.added-3", "first.added-4"]);
    expect(room.actions["first.added-2"]).toEqual(before.actions["first.added-2"]);
  });

  test.each([
    ["is handed on", ROOM, { action: "first.look", owner: "product-lead", due: LATER }, "action_handed"],
    ["may keep its owner and move", ROOM, { action: "first.look", owner: "on-call", due: LATER }, "action_handed"],
    ["handed to where it is changes nothing", ROOM, { action: "first.look", owner: "on-call", due: DUE }, "nothing"],
    ["that is done is not handed on", CLOSED, { action: "first.look", owner: "product-lead", due: DUE }, "conflict"],
    ["is not handed to nobody", ROOM, { action: "first.look", owner: "cook", due: DUE }, "invalid owner"],
    [
      "is not moved into the past",
      ROOM,
      { action: "first.look", owner: "on-call", due: BEFORE - MINUTE_MS },
      "invalid due",
    ],
    ["that there is not is not handed on", ROOM, { action: "first.jump", owner: "on-call", due: DUE }, "not_found"],
  ])("%s", (_, room, input, expected) => {
    expect(briefly(decideHandAction(room, { ...input, note: "" }, deciding()))).toBe(expected);
  });

  test("that is overdue keeps its due time when it is handed on", () => {
    const input = { action: "first.look", owner: "product-lead", due: DUE, note: "" };
    expect(briefly(decideHandAction(ROOM, input, deciding({ now: LATER })))).toBe("action_handed");
  });

  test("keeps every hand it went through", () => {
    const input = { action: "first.look", owner: "product-lead", due: LATER, note: "Shift ends" };
    const room = carriedOut(ROOM, [decideHandAction, input], { actor: actorOf(PRIYA) });
    expect(room.actions["first.look"]).toMatchObject({
      owner: "product-lead",
      due: LATER,
      handed: [{ from: "on-call", to: "product-lead", note: "Shift ends", by: actorOf(PRIYA), at: BEFORE }],
    });
  });

  test("is closed once, and reopened only when it was closed", () => {
    const reopen = { action: "first.look", reason: "It came back" };
    expect([
      briefly(decideCloseAction(CLOSED, { action: "first.look", note: "" }, deciding())),
      briefly(decideReopenAction(ROOM, reopen, deciding())),
      briefly(decideReopenAction(CLOSED, reopen, deciding())),
      briefly(decideCloseAction(ROOM, { action: "first.jump", note: "" }, deciding())),
      briefly(decideReopenAction(ROOM, { ...reopen, action: "first.jump" }, deciding())),
    ]).toEqual(["nothing", "nothing", "action_reopened", "not_found", "not_found"]);
    expect(CLOSED.actions["first.look"]?.closed).toEqual({ note: "Looked", by: actorOf(ADA), at: BEFORE });
    expect(carriedOut(CLOSED, [decideReopenAction, reopen]).actions["first.look"]?.closed).toBeNull();
  });
});
