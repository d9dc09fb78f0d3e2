import { describe, expect, it, test } from "vitest";
import { aPlanDocument, aRecurring } from "#testing/a-plan";
import { parsePlan } from "../parse-plan.ts";
import type { PlanInput } from "../plan.ts";

function problemsWith(overrides: Partial<PlanInput>): readonly string[] {
  const parsed = parsePlan(aPlanDocument(overrides));
  return parsed.ok ? [] : (parsed.refusal.places ?? []).map(({ path, message }) => `${path}: ${message}`);
}

type Item = Extract<NonNullable<PlanInput["preflight"]>[number], { kind: "automatic" }>;

function item(check: Item["check"], more: Partial<Item> = {}): Partial<PlanInput> {
  return { preflight: [{ id: "it", kind: "automatic", label: "Tested: chat, call", owner: "lead", check, ...more }] };
}

const PEOPLE = { roles: [{ id: "lead", label: "Lead", discipline: "engineering" as const }] };
const CALLED = { ...PEOPLE, escalation: ["1m", "2m", "3m"].map((after) => ({ role: "lead", after })) };

describe("a pre-flight item that asks for more than there is", () => {
  it.each<[string, Partial<PlanInput>, readonly string[]]>([
    ["as many channels as listed", item("channels_tested", { atLeast: 2 }), []],
    [
      "nine of two channels",
      item("channels_tested", { atLeast: 9 }),
      ["preflight[it].atLeast: is 9, but the label lists 2 channels"],
    ],
    [
      "two of one channel that is listed twice",
      item("channels_tested", { atLeast: 2, label: "Tested: chat, Chat" }),
      ["preflight[it].atLeast: is 2, but the label lists 1 channel"],
    ],
    [
      "channels that no label lists",
      item("channels_tested", { label: "Channels" }),
      ["preflight[it].label: must list the channels to test after a colon, as in Channels tested: Slack, call"],
    ],
    [
      "three to call where two are",
      { ...item("on_call_complete"), people: { ...CALLED, escalation: CALLED.escalation.slice(1) } },
      ["preflight[it].check: needs 3 roles under people.escalation, which has 2"],
    ],
    ["three to call", { ...item("on_call_complete"), people: CALLED }, []],
    [
      "a crew without a shift",
      item("roles_present"),
      ["preflight[it].check: needs a first shift under people.shifts, which has none"],
    ],
    [
      "segments of none",
      { ...item("segments_reporting"), segments: [] },
      ["preflight[it].check: needs segments, and the plan has none"],
    ],
    ["as many displays as anybody likes", item("displays_connected", { atLeast: 99 }), []],
  ])("%s", (_, overrides, problems) => {
    expect(problemsWith(overrides)).toEqual(problems);
  });
});

describe("a burn rule that cannot fire", () => {
  const burning = (rule: object, target = 99.9): readonly string[] =>
    problemsWith({
      errorBudget: { metric: "errors", target, over: "36h" },
      alerts: [
        {
          ...{ id: "burn", kind: "burn_rate", label: "Burns", severity: "high" },
          ...{ long: "1h", short: "5m", factor: 10 },
          ...rule,
        },
      ],
    });

  it.each<[object, readonly string[]]>([
    [{}, []],
    [{ factor: 1_000 }, []],
    [
      { factor: 1_001 },
      [
        "alerts[burn].factor: is 1001, but with a target of 99.9 % the budget burns at most 1000 times as fast as it may",
      ],
    ],
    [{ short: "1h" }, ["alerts[burn].short: must be shorter than long, which is 1h"]],
    [{ long: "2d" }, ["alerts[burn].long: is 2d, longer than the error budget's 36h"]],
  ])("%j", (rule, problems) => {
    expect(burning(rule)).toEqual(problems);
  });
});

test("votes that lapse as they are given, and a check that falls on no day, are refused", () => {
  expect(problemsWith({ poll: { lapseAfter: "0m" } })).toEqual([
    "poll.lapseAfter: must be longer than nothing: every vote would lapse as it is given",
  ]);
  const never = { ...aRecurring("weekly", "08:00"), on: ["sunday" as const] };
  expect(problemsWith({ recurring: [never] })).toEqual([
    "recurring[weekly].on: names no day between 2030-05-07 and 2030-05-09",
  ]);
});
