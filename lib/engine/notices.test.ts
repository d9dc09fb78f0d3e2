import { expect, test } from "vitest";
import type { Notice } from "#core/notify/notice";
import type { OwnFault } from "#core/own-fault";
import { applyEvent, EMPTY_ROOM } from "#core/room/room";
import { HOUR_MS, MINUTE_MS } from "#core/time";
import { logged, opened, PLAN_T0, started, type Happened } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { SILENT } from "#testing/an-engine";
import { notices } from "./notices.ts";

const plan = aRoomPlan();
const OPENED_AT = PLAN_T0 + 15 * MINUTE_MS;

/** A room that tells what happens; `away`: handing in fails. */
function aTeller(now = OPENED_AT) {
  const state = { room: EMPTY_ROOM, now, away: false, faults: [] as readonly OwnFault[] };
  const batches: (readonly Notice[])[] = [];
  const teller = notices({
    plan,
    rollout: { id: "r1", name: plan.name, kind: "production" },
    notifier: {
      send: (batch) => {
        if (state.away) return Promise.reject(new Error("away"));
        batches.push(batch);
        return Promise.resolve();
      },
    },
    room: () => state.room,
    faults: { list: () => state.faults },
    t0: () => PLAN_T0,
    now: () => state.now,
    log: SILENT,
  });
  const happen = (...events: readonly Happened[]): void => {
    for (const event of events) {
      const row = logged(state.room.seq + 1, event);
      state.room = applyEvent(state.room, row);
      teller.hear(row, state.room);
    }
  };
  return { state, happen, attend: teller.attend, ids: () => batches.map((batch) => batch.map(({ id }) => id)) };
}

test("each notice is handed in once", async () => {
  const { state, happen, attend, ids } = aTeller();
  happen(started(), opened());
  await attend();
  await attend();
  state.now = OPENED_AT + 10 * MINUTE_MS;
  await attend();
  await attend();
  expect(ids()).toEqual([["r1:event:2"], ["r1:overdue:first"]]);
});

test("while the database is away they wait, and are handed in again", async () => {
  const { state, happen, attend, ids } = aTeller();
  state.away = true;
  happen(started(), opened());
  await attend();
  state.now += 3 * HOUR_MS;
  await attend();
  state.away = false;
  await attend();
  expect(ids()).toEqual([["r1:event:2"]]);
});

test("after a restart the same ids are handed in again, and nothing that is old", async () => {
  const [first, second, third] = [aTeller(), aTeller(OPENED_AT + MINUTE_MS), aTeller(OPENED_AT + 3 * HOUR_MS)];
  for (const { happen, attend } of [first, second, third]) {
    happen(started(), opened());
    await attend();
  }
  expect([first, second, third].map(({ ids }) => ids())).toEqual([[["r1:event:2"]], [["r1:event:2"]], []]);
});

test("a fault of Holdpoint itself is told once, told again when it is worse, and told when it is over", async () => {
  const { state, attend, ids } = aTeller();
  const fault = { id: "disk", sentence: "The disk is nearly full.", since: 5 };
  state.faults = [
    { ...fault, severity: "high" },
    { ...fault, id: "small", severity: "low" },
  ];
  await attend();
  await attend();
  state.faults = [{ ...fault, severity: "critical" }];
  await attend();
  state.faults = [];
  await attend();
  await attend();
  expect(ids()).toEqual([["r1:own:high:disk:5"], ["r1:own:critical:disk:5"], ["r1:own-over:disk:5"]]);
});
