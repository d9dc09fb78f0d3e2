import { describe, expect, test } from "vitest";
import {
  actorOf,
  ADA,
  BEFORE,
  briefly,
  deciding,
  HELD,
  NOOR,
  polled,
  ROBIN,
  roomOf,
  TOMAS,
  type Happened,
} from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { decideLeaveDelay } from "./delay-commands.ts";
import { decideStart } from "./launch-commands.ts";
import { decideLeavePlaybook } from "./playbook-commands.ts";
import { decideWithdrawPoll } from "./poll-commands.ts";
import { decideAssignRole, decideDelegateVote } from "./roster-commands.ts";

const plan = aRoomPlan();
const STRICT = { plan: { ...plan, poll: { ...plan.poll, secondFactor: true } } };
const CONFIGURED = { votesNeedSecondFactor: true };

/** Under way: an alert's, and a delay's. */
const PROCEDURES: readonly Happened[] = [
  {
    ...{ type: "alert_fired", alert: "bad-1", rule: "errors", subject: null, label: "Errors", severity: "critical" },
    ...{ since: BEFORE, sentence: "The error rate is 5 %.", evidence: null, times: 1 },
  },
  { type: "playbook_begun", alert: "bad-1", playbook: "bad" },
  { type: "delay_begun", delay: "rain", reason: "Clouds" },
];

type Way = (about: object) => string;

/** Whatever decides as much as a vote, and ends as much. */
const WAYS: Readonly<Record<string, Way>> = {
  "handing a vote on": (about) =>
    briefly(
      decideDelegateVote(
        roomOf(...HELD),
        { role: "engineering-lead", to: TOMAS.id, reason: "Asleep" },
        deciding({ actor: actorOf(ADA), ...about }),
      ),
    ),
  "withdrawing the poll": (about) =>
    briefly(decideWithdrawPoll(roomOf(...HELD, polled()), { poll: "poll-1", reason: "Again" }, deciding(about))),
  "giving somebody a role that votes": (about) =>
    briefly(decideAssignRole(roomOf(), { role: "product-lead", person: NOOR.id }, deciding(about))),
  "giving the rollout up in an alert's procedure": (about) =>
    briefly(
      decideLeavePlaybook(
        roomOf(...PROCEDURES),
        { alert: "bad-1", exit: "abort", reason: "It stays bad" },
        deciding(about),
      ),
    ),
  "giving the rollout up in a delay's": (about) =>
    briefly(
      decideLeaveDelay(
        roomOf(...PROCEDURES),
        { delay: "rain", exit: "abort", reason: "It stays wet" },
        deciding(about),
      ),
    ),
  "starting against the votes": (about) =>
    briefly(decideStart(roomOf(), { override: "Board order" }, deciding({ actor: actorOf(ROBIN), ...about }))),
};

describe.each(Object.entries(WAYS))("where votes need a second factor, %s", (_, way) => {
  test("needs one too, whether the plan says so or the configuration", () => {
    expect(way({ ...STRICT, secondFactor: "used" })).not.toBe("forbidden");
    expect([way({ ...STRICT, secondFactor: "none" }), way({ ...STRICT, secondFactor: "unused" })]).toEqual([
      "forbidden",
      "forbidden",
    ]);
    expect([way(CONFIGURED), way({})]).toEqual(["forbidden", way({ secondFactor: "used" })]);
  });
});

test("a role without a vote is given without one", () => {
  const given = decideAssignRole(roomOf(), { role: "on-call", person: ADA.id }, deciding(STRICT));
  expect(briefly(given)).toBe("role_assigned");
});
