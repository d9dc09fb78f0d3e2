import { describe, expect, test } from "vitest";
import {
  ADA,
  aFigure,
  ALL_GO,
  BEFORE,
  happened,
  HELD,
  NOOR,
  personOf,
  polled,
  PRIYA,
  roomOf,
  someFacts,
  voted,
  type Happened,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { DAY_MS, MINUTE_MS } from "../time.ts";
import { checkItem, type CheckResult } from "./checks.ts";
import type { Facts } from "./deciding.ts";
import type { Evidence } from "./evidence.ts";
import type { RoomEvent } from "./room-event.ts";

type Item = Parameters<typeof checkItem>[0];
const PLAN = aRoomPlan();

function found(
  item: Partial<Item>,
  events: readonly Happened[] = [],
  about: { facts?: Partial<Facts>; now?: number; plan?: typeof PLAN } = {},
): CheckResult {
  const whole = { kind: "automatic", id: "x", label: "X", owner: "on-call", check: "poll_is_go", ...item } as Item;
  const { plan = PLAN, now = BEFORE } = about;
  return checkItem(whole, { plan, room: roomOf(...events), facts: someFacts(about.facts), now });
}

const yes = (sentence: string): CheckResult => ({ ok: true, sentence });
const no = (sentence: string): CheckResult => ({ ok: false, sentence });
const holds = (role: string, account: typeof ADA): RoomEvent => ({
  type: "role_assigned",
  role,
  person: personOf(account),
});
const here = (account: typeof ADA): RoomEvent => ({ type: "checked_in", person: personOf(account) });

describe("the configuration", () => {
  test("is as the program found it", () => {
    const configuration = no("The plan has 2 problems.");
    expect(found({ check: "configuration_valid" }, [], { facts: { configuration } })).toEqual(configuration);
  });
});

describe("displays", () => {
  test.each([
    [0, 1, no("0 paired displays are connected; 1 wanted.")],
    [1, 1, yes("1 paired display is connected; 1 wanted.")],
    [2, 3, no("2 paired displays are connected; 3 wanted.")],
    [3, 3, yes("3 paired displays are connected; 3 wanted.")],
  ])("%i of %i", (displays, atLeast, expected) => {
    expect(found({ check: "displays_connected", atLeast }, [], { facts: { displays } })).toEqual(expected);
  });
});

describe("the crew of the first shift", () => {
  test.each<[string, readonly RoomEvent[], CheckResult]>([
    ["is not there while a role is empty", HELD, no("Nobody holds On call.")],
    [
      "is not there while a holder is away",
      [...HELD, holds("on-call", PRIYA), here(ADA)],
      no("Not checked in yet: On call."),
    ],
    [
      "is there when every holder has checked in",
      [...HELD, holds("on-call", PRIYA), here(ADA), here(PRIYA)],
      yes("All 2 roles of the first shift are held and checked in."),
    ],
  ])("%s", (_, events, expected) => {
    expect(found({ check: "roles_present" }, events)).toEqual(expected);
  });

  test("is not there where the plan names none", () => {
    const plan = aRoomPlan({ people: { roles: [] } });
    expect(found({ check: "roles_present" }, [], { plan })).toEqual(no("The plan names no crew for the first shift."));
  });
});

describe("the on-call order", () => {
  test("is complete when all three roles are held", () => {
    expect(found({ check: "on_call_complete" }, HELD)).toEqual(no("Nobody is on call as On call."));
    expect(found({ check: "on_call_complete" }, [...HELD, holds("on-call", PRIYA)])).toEqual(
      yes("On call in turn: On call, Product lead, Engineering lead."),
    );
  });

  test("is never complete with fewer than three roles", () => {
    const plan = aRoomPlan({ people: { roles: [], escalation: [{ role: "on-call", after: "5m" }] } });
    expect(found({ check: "on_call_complete" }, [], { plan })).toEqual(
      no("The plan names no primary, secondary and escalation."),
    );
  });
});

describe("channels", () => {
  const tested = (channel: string, ok = true): RoomEvent => ({ type: "channel_tested", channel, ok, note: "x" });
  const item = { label: "Tested: call, Slack, phone", check: "channels_tested", atLeast: 2 } as const;

  test.each<[string, readonly Happened[], CheckResult]>([
    [
      "that somebody invented count for nothing, as an older version's log may hold them",
      [tested("My cousin"), tested("x1"), tested("x2", false), tested("Slack")],
      no("1 of 2 channels tested within a day: Slack."),
    ],
    ["untested are too few", [], no("0 of 2 channels tested within a day.")],
    ["tested count once each", [tested("Call"), tested("Call")], no("1 of 2 channels tested within a day: call.")],
    ["tested are enough", [tested("Call"), tested("Slack")], yes("2 of 2 channels tested within a day: call, Slack.")],
    [
      "of which one failed are not enough, however many work",
      [tested("Call"), tested("Slack"), tested("Phone", false)],
      no("Did not work when last tested: phone."),
    ],
    [
      "that failed count again when they work",
      [tested("Call", false), tested("Slack"), tested("Call")],
      yes("2 of 2 channels tested within a day: call, Slack."),
    ],
  ])("%s", (_, events, expected) => {
    expect(found(item, events)).toEqual(expected);
  });

  test("are none where the plan names none", () => {
    expect(found({ label: "Channels", check: "channels_tested" }, [tested("Slack")])).toEqual(
      no("The plan does not say which channels: its label lists none after a colon."),
    );
  });

  test("tested more than a day ago are untested", () => {
    const events = [tested("Call"), happened(tested("Slack"), { at: BEFORE + 1 })];
    expect(found(item, events, { now: BEFORE + DAY_MS }).ok).toBe(true);
    expect(found(item, events, { now: BEFORE + DAY_MS + 1 })).toEqual(
      no("1 of 2 channels tested within a day: Slack."),
    );
  });
});

describe("a metric", () => {
  const figures = (...pairs: [string, ReturnType<typeof aFigure>][]): Partial<Facts> => ({ figures: new Map(pairs) });

  test("arrives when it has a value", () => {
    const item = { check: "metric_arriving", metric: "errors" } as const;
    const silent = figures(["errors", aFigure({ value: null, n: 0 })]);
    expect(found(item)).toEqual(yes("Error rate arrives: 1,000 readings over the last 5 minutes."));
    expect(found(item, [], { facts: silent })).toEqual(no("Error rate has no data over the last 5 minutes."));
    expect(found(item, [], { facts: figures() })).toEqual(no("Error rate has no data over the last 5 minutes."));
  });

  test.each(["PASS", "WARN", "FAIL", "NO_DATA"] as const)(
    "of %s is within its limit only when it passes",
    (verdict) => {
      const facts = figures(["errors", aFigure({ verdict, reason: "So it is." })]);
      const item = { check: "metric_within_limit", metric: "errors" } as const;
      expect(found(item, [], { facts })).toEqual({ ok: verdict === "PASS", sentence: "So it is." });
    },
  );

  test("that is not measured is within no limit", () => {
    expect(found({ check: "metric_within_limit", metric: "speed" })).toEqual(no("The plan does not measure this."));
  });
});

describe("segments", () => {
  const segment = (up: number, total: number, label = "North"): Facts["segments"][number] => ({
    id: label,
    label,
    up,
    total,
  });
  test.each<[string, Facts["segments"], CheckResult]>([
    ["report when every target is up", [segment(2, 2)], yes("All 1 segments report; every target is up.")],
    [
      "do not while one target is down, or one has none",
      [segment(1, 2), segment(0, 0, "South")],
      no("North 1 of 2 up; South has no target."),
    ],
    ["do not where the plan has none", [], no("The plan has no segments.")],
  ])("%s", (_, segments, expected) => {
    expect(found({ check: "segments_reporting" }, [], { facts: { segments } })).toEqual(expected);
  });
});

describe("the leads' GO", () => {
  const closed: RoomEvent = { type: "poll_closed", poll: "poll-1", outcome: "void", reason: "Displays fell." };
  test.each<[string, readonly RoomEvent[], number, CheckResult]>([
    ["is none before a poll", [], 0, no("The leads have not been polled.")],
    ["is none while votes are missing", [...HELD, polled()], 0, no("Still to vote: Engineering lead, Product lead.")],
    ["stands when all say it", ALL_GO, 0, yes("All 2 leads say GO.")],
    ["is none after a veto", [...ALL_GO, voted(NOOR, "product-lead", "no_go")], 0, no("The poll is NO-GO.")],
    ["is none in a void poll", [...ALL_GO, closed], 0, no("The last poll is void: Displays fell.")],
    ["lapses", ALL_GO, 30 * MINUTE_MS, no("Still to vote: Engineering lead, Product lead.")],
  ])("%s", (_, events, later, expected) => {
    expect(found({ check: "poll_is_go" }, events, { now: BEFORE + later })).toEqual(expected);
  });
});

describe("a metric under load", () => {
  const plan = aRoomPlan({
    metrics: [
      ...PLAN.metrics,
      {
        id: "load",
        label: "Requests per second",
        unit: "req/s",
        better: "neither",
        formula: { kind: "request_rate", source: "traffic", per: "second" },
      },
    ],
  });
  const item = {
    check: "metric_under_load",
    metric: "errors",
    load: { metric: "load", atLeast: 500, countsFor: "2d" },
  } as const;
  const checked = (ok: boolean, sentence: string): RoomEvent => ({ type: "item_checked", item: "x", ok, sentence });
  const look = (
    load: number | null,
    { events = [], now = BEFORE, figure = aFigure() }: { events?: RoomEvent[]; now?: number; figure?: Evidence } = {},
  ): CheckResult => {
    const rate = aFigure({ metric: "load", value: load, verdict: load === null ? "NO_DATA" : "PASS" });
    const figures = new Map([
      ["errors", figure],
      ["load", rate],
    ]);
    return found(item, events, { plan, now, facts: { figures } });
  };
  const FAILED = aFigure({ verdict: "FAIL", reason: "Too slow." });

  test.each([
    ["waits while there is none", 499, {}, no("Waits for a Requests per second of 500 req/s to be measured under.")],
    ["waits while none is known", null, {}, no("Waits for a Requests per second of 500 req/s to be measured under.")],
    ["is met when it holds", 500, {}, yes("At 500 req/s: Error rate is 0.5 %.")],
    ["is not when it does not", 612, { figure: FAILED }, no("At 612 req/s: Too slow.")],
    ["stays met when the load is gone", 0, { events: [checked(true, "At 612: fine")] }, yes("At 612: fine")],
    ["stays unmet when the load is gone", 0, { events: [checked(false, "At 612: slow")] }, no("At 612: slow")],
    [
      "is looked at again when the load is back",
      612,
      { events: [checked(true, "At 700: fine")], figure: FAILED },
      no("At 612 req/s: Too slow."),
    ],
    [
      "counts for a while only",
      0,
      { events: [checked(true, "At 612: fine")], now: BEFORE + 2 * DAY_MS },
      no("Last found more than 2d ago: waits for a Requests per second of 500 req/s again."),
    ],
  ])("%s", (_, load, about, expected) => {
    expect(look(load, about)).toEqual(expected);
  });
});
