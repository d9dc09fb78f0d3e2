import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ACCOUNTS,
  actorOf,
  ADA,
  ADVANCED,
  aFigure,
  ALL_GO,
  BEFORE,
  briefly,
  deciding,
  HELD,
  NOOR,
  PLAN_T0,
  polled,
  ROBIN,
  roomOf,
  someFacts,
  started,
  voted,
  type Happened,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { DAY_MS, MINUTE_MS, TICK_MS } from "../../time.ts";
import { duties } from "../duties.ts";
import type { RoomEvent } from "../room-event.ts";
import { decideConfirmLine, decideRamp, decideReschedule, decideStart, t0Of, whyNot } from "./launch-commands.ts";

const WAITING: RoomEvent = { type: "ramp_decided", option: "wait", goesOn: false, reason: "Errors rose" };
const VETO = voted(NOOR, "product-lead", "no_go");
const READY = [ADVANCED, ...ALL_GO];

describe("the ramp decision", () => {
  test.each([
    ["to advance goes on", "advance", true],
    ["to wait does not", "wait", false],
  ])("%s", (_, option, goesOn) => {
    expect(decideRamp(roomOf(), { option, reason: "So it is" }, deciding())).toEqual({
      ok: true,
      value: [{ type: "ramp_decided", option, goesOn, reason: "So it is" }],
    });
  });

  test("is refused for an option that there is not, for a plan without one, and after the start", () => {
    const input = { option: "advance", reason: "So it is" };
    const { rampDecision: _, ...without } = aRoomPlan();
    expect([
      briefly(decideRamp(roomOf(), { ...input, option: "pray" }, deciding())),
      briefly(decideRamp(roomOf(), input, deciding({ plan: without }))),
      briefly(decideRamp(roomOf(...READY, started()), input, deciding())),
    ]).toEqual(["not_found", "not_found", "conflict"]);
  });

  test("may be taken again: the newest counts", () => {
    expect(roomOf(WAITING, ADVANCED).launch.ramp).toMatchObject({ option: "advance", goesOn: true });
  });
});

describe("moving T0", () => {
  test.each([
    ["to a full minute ahead is logged", PLAN_T0 + DAY_MS, "rescheduled"],
    ["to an earlier moment that still lies ahead is logged", PLAN_T0 - MINUTE_MS, "rescheduled"],
    ["to where it is changes nothing", PLAN_T0, "nothing"],
    ["to the middle of a minute is refused", PLAN_T0 + 1, "invalid t0"],
    ["to now is refused", BEFORE, "invalid t0"],
    ["by more than a year is refused", BEFORE + 367 * DAY_MS, "invalid t0"],
  ])("%s", (_, t0, expected) => {
    expect(briefly(decideReschedule(roomOf(), { t0, reason: "Ramp failed" }, deciding()))).toBe(expected);
  });

  test("is refused once the rollout has started", () => {
    const outcome = decideReschedule(roomOf(started()), { t0: PLAN_T0 + DAY_MS, reason: "Late" }, deciding());
    expect(briefly(outcome)).toBe("conflict");
  });

  test("keeps every old date", () => {
    const move = (from: number, to: number): RoomEvent => ({ type: "rescheduled", from, to, reason: "Ramp failed" });
    const room = roomOf(move(PLAN_T0, PLAN_T0 + DAY_MS), move(PLAN_T0 + DAY_MS, PLAN_T0 + 2 * DAY_MS));
    expect(t0Of(room, PLAN_T0)).toBe(PLAN_T0 + 2 * DAY_MS);
    expect(room.launch.moves.map(({ from, to }) => [from, to])).toEqual([
      [PLAN_T0, PLAN_T0 + DAY_MS],
      [PLAN_T0 + DAY_MS, PLAN_T0 + 2 * DAY_MS],
    ]);
  });
});

describe("starting the rollout", () => {
  test.each<[string, readonly Happened[], string]>([
    ["with the ramp decided and every lead's GO", READY, "rollout_started"],
    ["without the ramp decision is refused", ALL_GO, "conflict"],
    ["after a ramp decision to wait is refused", [WAITING, ...ALL_GO], "conflict"],
    ["without a poll is refused", [ADVANCED], "conflict"],
    ["while a vote is missing is refused", [ADVANCED, ...ALL_GO.slice(0, -1)], "conflict"],
    ["against a veto is refused", [...READY, VETO], "conflict"],
    [
      "on a void poll is refused",
      [...READY, { type: "poll_closed", poll: "poll-1", outcome: "void", reason: "x" }],
      "conflict",
    ],
    ["a second time is refused", [...READY, started()], "conflict"],
  ])("%s", (_, events, expected) => {
    expect(briefly(decideStart(roomOf(...events), { override: "" }, deciding()))).toBe(expected);
  });

  test("on votes that have lapsed is refused", () => {
    const outcome = decideStart(roomOf(...READY), { override: "" }, deciding({ now: BEFORE + 30 * MINUTE_MS }));
    expect(briefly(outcome)).toBe("conflict");
  });

  test("sets T0 to the next full tick and records what is measured as the baseline, but nothing that is not", () => {
    const silent = aFigure({ metric: "tickets", value: null, verdict: "NO_DATA" });
    const figures = new Map([
      ["errors", aFigure()],
      ["tickets", silent],
    ]);
    const about = deciding({ now: BEFORE + 1, facts: someFacts({ figures }) });
    expect(decideStart(roomOf(...READY), { override: "" }, about)).toEqual({
      ok: true,
      value: [
        {
          type: "rollout_started",
          t0: BEFORE + TICK_MS,
          planned: PLAN_T0,
          poll: "poll-1",
          override: null,
          baseline: [aFigure()],
        },
      ],
    });
  });

  test("with a GO keeps no override, whatever was sent", () => {
    const outcome = decideStart(roomOf(...READY), { override: "Just in case" }, deciding());
    expect(outcome).toMatchObject({ value: [{ override: null }] });
  });

  test.each([
    ["an administrator's reason overrides a veto", ROBIN, "The veto is settled", "rollout_started"],
    ["a lead's does not", ADA, "The veto is settled", "forbidden"],
    ["an administrator needs a few words", ROBIN, "x", "invalid override"],
  ])("%s", (_, account, override, expected) => {
    const about = deciding({ actor: actorOf(account) });
    expect(briefly(decideStart(roomOf(...READY, VETO), { override }, about))).toBe(expected);
  });

  test("overridden keeps its reason where every page can show it", () => {
    const about = deciding({ actor: actorOf(ROBIN) });
    const outcome = decideStart(roomOf(...HELD, polled()), { override: "Board's order" }, about);
    expect(outcome).toMatchObject({ value: [{ override: "Board's order", poll: "poll-1" }] });
  });
});

test.each([
  ["disabled", []],
  ["made an executive", [{ ...NOOR, role: "executive" } as const]],
])("a GO of somebody who was %s since does not count", (_, instead) => {
  const accounts = [...ACCOUNTS.filter(({ id }) => id !== NOOR.id), ...instead];
  const about = deciding({ facts: someFacts({ accounts }) });
  expect(decideStart(roomOf(...READY), { override: "" }, about)).toMatchObject({
    refusal: {
      code: "conflict",
      message: expect.stringMatching(/^Noor Haddad, who said GO as .+, is no longer a lead: /),
    },
  });
  const veto = decideStart(roomOf(...READY, VETO), { override: "" }, about);
  expect(veto).toMatchObject({ refusal: { message: "The poll is NO-GO." } });
});

test("all that keeps it from starting is said at once", () => {
  const both = "The ramp decision has not been taken. The leads have not been polled.";
  expect(whyNot(roomOf(), deciding())).toBe(both);
});

describe("an item that fell since the poll opened", () => {
  const POLL = polled({ ready: ["displays", "briefed"] });
  const BRIEFED: RoomEvent = { type: "item_attested", item: "briefed", proof: { note: "In the wiki", link: null } };
  const SEEN: RoomEvent = { type: "item_checked", item: "displays", ok: true, sentence: "2 of 2" };
  const VOTES = [voted(ADA, "engineering-lead"), voted(NOOR, "product-lead")];
  const GO = [ADVANCED, ...HELD, SEEN, BRIEFED, POLL, ...VOTES];
  const WITHDRAWN: RoomEvent = { type: "item_withdrawn", item: "briefed", reason: "Not so" };
  const at = (displays: number): ReturnType<typeof deciding> => deciding({ facts: someFacts({ displays }) });

  test("keeps the rollout from starting before any tick has voided the poll, and is named", () => {
    const outcome = decideStart(roomOf(...GO), { override: "" }, at(1));
    expect(outcome).toMatchObject({
      refusal: {
        code: "conflict",
        message: "The poll no longer stands. No longer ready: Displays: 1 paired display is connected; 2 wanted.",
      },
    });
    expect(briefly(decideStart(roomOf(...GO), { override: "" }, at(2)))).toBe("rollout_started");
  });

  test("by being taken back does so on every page too", () => {
    const room = roomOf(...GO, WITHDRAWN);
    const obstacle = "The poll no longer stands. No longer ready: Support briefed: Wanted: Notes.";
    expect(whyNot(room, deciding())).toBe(obstacle);
    expect(decideStart(room, { override: "" }, at(2))).toMatchObject({ refusal: { message: obstacle } });
  });

  test("may be overridden by an administrator, whose reason then stays", () => {
    const about = { ...at(1), actor: actorOf(ROBIN) };
    expect(decideStart(roomOf(...GO), { override: "Seen by phone" }, about)).toMatchObject({
      value: [{ type: "rollout_started", override: "Seen by phone" }],
    });
  });

  test("stops a start exactly when the tick would have voided the poll", () => {
    const turns = fc.array(
      fc.constantFrom<RoomEvent>(
        WITHDRAWN,
        BRIEFED,
        { ...SEEN, ok: false },
        SEEN,
        { type: "item_waived", item: "displays", reason: "Soon", until: BEFORE + MINUTE_MS },
        { type: "item_withdrawn", item: "displays", reason: "No" },
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(turns, fc.nat(3), fc.constantFrom(0, MINUTE_MS), (events, displays, later) => {
        const now = BEFORE + later;
        const room = roomOf(...GO, ...events);
        const facts = someFacts({ displays });
        const isVoid = duties({ plan: aRoomPlan(), room, facts, now }).some(({ type }) => type === "poll_closed");
        const started = briefly(decideStart(room, { override: "" }, deciding({ now, facts }))) === "rollout_started";
        expect(started).toBe(!isVoid);
      }),
    );
  });
});

describe("a line of the T0 sequence", () => {
  const confirm = (events: readonly Happened[], line: string, note = ""): string =>
    briefly(decideConfirmLine(roomOf(...events), { line, note }, deciding()));

  test("is confirmed after the start, once", () => {
    const done: RoomEvent = { type: "line_done", line: "routing.moved", proof: [], note: "" };
    expect([
      confirm([], "routing.moved"),
      confirm([started()], "routing.moved"),
      confirm([started(), done], "routing.moved"),
      confirm([started()], "routing.nothing"),
    ]).toEqual(["conflict", "line_done", "nothing", "not_found"]);
  });

  test("that measurements prove needs a note to be taken on a person's word", () => {
    expect([
      confirm([started()], "routing.errors"),
      confirm([started()], "routing.errors", "Seen in the logs"),
    ]).toEqual(["invalid note", "line_done"]);
  });
});
