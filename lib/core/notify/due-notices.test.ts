import { expect, test } from "vitest";
import { happened, opened, PLAN_T0, roomOf, started, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { scheduleOf } from "../plan/schedule.ts";
import { HOUR_MS, MINUTE_MS, type EpochMs } from "../time.ts";
import { noticesDue } from "./due-notices.ts";
import type { Notice } from "./notice.ts";

const plan = aRoomPlan({
  briefs: [{ id: "early", label: "First hour", at: "1h", from: "on-call", to: ["product-lead"] }],
});
const rollout = { id: "r1", name: plan.name, kind: "production" } as const;

function due(now: EpochMs, ...events: Happened[]): readonly Notice[] {
  return noticesDue({ plan, rollout, room: roomOf(...events), schedule: scheduleOf(plan), now });
}

const START = started();
const decided = happened({
  type: "decision_made",
  checkpoint: "first",
  revision: 1,
  decision: "continue",
  reason: "",
  tone: "good",
  needsSecond: false,
});

test("a form that nobody decides within its grace is overdue, for an hour", () => {
  const grace = PLAN_T0 + 25 * MINUTE_MS;
  expect(due(grace - 1, START, opened())).toEqual([]);
  expect(due(grace, START, opened())).toMatchObject([
    {
      id: "r1:overdue:first",
      kind: "checkpoint_overdue",
      severity: "low",
      at: grace,
      title: "Gate first",
      body: "It was due at 10:15 UTC, and nothing is decided yet.",
    },
  ]);
  expect(due(grace + 30 * MINUTE_MS, START, opened()).map(({ id }) => id)).toEqual(["r1:overdue:first"]);
  expect(due(grace, START, opened(), decided)).toEqual([]);
  expect(due(grace + HOUR_MS, START, opened()).filter(({ kind }) => kind === "checkpoint_overdue")).toEqual([]);
});

test("a brief goes at its time to those it is for, once the rollout was started", () => {
  const at = PLAN_T0 + HOUR_MS;
  expect(due(at)).toEqual([]);
  expect(due(at, START, opened(), decided)).toMatchObject([
    {
      id: "r1:brief:early",
      kind: "brief",
      at,
      title: "First hour",
      body: "No alert is on. 1 checkpoint of 1 decided so far.",
      audience: { roles: ["product-lead"] },
      link: "/summary",
    },
  ]);
});

test("a shift is called half an hour ahead, and no more once it has begun", () => {
  expect(due(PLAN_T0 - 31 * MINUTE_MS)).toEqual([]);
  expect(due(PLAN_T0 - 10 * MINUTE_MS)).toMatchObject([
    {
      id: `r1:shift:first:${PLAN_T0}`,
      kind: "shift",
      title: "First shift begins at 10:00 UTC",
      body: "Be here at 10:00 UTC. Engineering lead leads.",
      audience: { roles: ["engineering-lead", "on-call"] },
    },
  ]);
  expect(due(PLAN_T0)).toEqual([]);
});
