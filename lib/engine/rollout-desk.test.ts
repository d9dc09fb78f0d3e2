import { PrismaPg } from "@prisma/adapter-pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventLog } from "#edges/store/log/event-log";
import { rolloutStore } from "#edges/store/rollouts";
import { PrismaClient } from "#prisma/client";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aRealStore, handClock } from "#testing/an-engine";
import { GOOD_HEALTH } from "#testing/a-frame";
import { ADA, actorOf, BEFORE, PLAN_T0 } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { aTargetOf } from "#testing/a-window";
import { aLogSigning } from "#testing/a-log-signing";
import { TICK_MS, tickStart } from "#core/time";
import { rolloutDesk } from "./rollout-desk.ts";
import type { RolloutDoor } from "./rollout-port.ts";
import { roomKeeper } from "./room-keeper.ts";

const PLAN = aRoomPlan();
const TARGETS = [aTargetOf({ id: "web" })];
const REASON = { reason: "It is over" };
const BY = { actor: actorOf(ADA), secondFactor: "none", votesNeedSecondFactor: false } as const;
const OLDER = { plan: PLAN.id, planVersion: "1", kind: "production", t0: PLAN_T0 } as const;

let database: TestDatabase;
let prisma: PrismaClient;
beforeEach(async () => {
  database = await openTestDatabase();
  prisma = new PrismaClient({ adapter: new PrismaPg(database.pool) });
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.close();
});

/** A program that has just been started on this database, its clock years after the plan. */
async function started(now = PLAN_T0 + 365 * 86_400_000): Promise<{ readonly desk: RolloutDoor; readonly id: string }> {
  const shelf = rolloutStore(prisma);
  const log = eventLog(database.pool, aLogSigning());
  const rollout = await shelf.openRollout(OLDER, { plan: PLAN, targets: TARGETS });
  const clock = handClock(now);
  const publisher = { tell: () => undefined };
  const keeper = roomKeeper({ rollout: rollout.id, log, publisher, now: clock.now, onEvent: () => undefined });
  await keeper.catchUp();
  const store = await aRealStore(database.pool, TARGETS);
  const desk = rolloutDesk({
    ...{ plan: PLAN, rollout, targets: TARGETS, clock, store, shelf, keeper, eventLog: log },
    envelope: (tick) => ({
      ...{ seq: tick, at: tickStart(tick + 1), sentAt: 1, everyMs: TICK_MS, build: "b1", health: GOOD_HEALTH },
    }),
    traffic: { kind: "record" },
    demo: false,
    build: "b1",
    pause: () => new Promise(() => undefined),
  });
  const note = { type: "note_added", text: "Begun", checkpoint: null } as const;
  if (keeper.room().seq === 0)
    await log.append(rollout.id, 0, [
      { events: [{ at: BEFORE, actor: { kind: "engine" }, event: note }], receipt: null },
    ]);
  await keeper.catchUp();
  return { desk, id: rollout.id };
}

test("a rollout that is archived makes room for a new one of its plan, and is looked back at with its own plan", async () => {
  const first = await started();
  expect(await first.desk.list()).toMatchObject([{ id: first.id, state: "running", isHere: true, archived: null }]);
  expect(await first.desk.archive(first.id, REASON, BY)).toEqual({ ok: true, value: {} });
  expect(await first.desk.list()).toMatchObject([{ id: first.id, state: "archived", archived: REASON }]);

  const second = await started();
  expect(second.id).not.toBe(first.id);
  const [, old] = await second.desk.list();
  expect(old).toMatchObject({ id: first.id, state: "archived", isHere: false, isReplayable: true, name: PLAN.name });
  const replay = await second.desk.replay(first.id, { at: old?.last ?? 0, room: [] });
  expect(replay).toMatchObject({
    ok: true,
    value: { plan: { id: PLAN.id }, rollout: { id: first.id }, room: { seq: 2 } },
  });
  expect(await second.desk.marks(first.id)).toEqual({ ok: true, value: [] });
  expect((await second.desk.events(first.id, 0, 10)).map(({ event }) => event.type)).toEqual([
    "note_added",
    "rollout_archived",
  ]);
});

test("only one rollout of a plan is open: another is reopened once that one is archived", async () => {
  const first = await started();
  await first.desk.archive(first.id, REASON, BY);
  const { desk, id } = await started();
  expect(await desk.reopen(first.id, REASON, actorOf(ADA))).toMatchObject({ ok: false, refusal: { code: "conflict" } });
  await desk.archive(id, REASON, BY);
  expect(await desk.reopen(first.id, REASON, actorOf(ADA))).toEqual({ ok: true, value: {} });
  expect((await started()).id).toBe(first.id);
});

test("unknown rollouts are not found, and one that still runs is not put away", async () => {
  const { desk, id } = await started(PLAN_T0);
  const nobody = "00000000-0000-4000-8000-000000000000";
  expect(await desk.archive(nobody, REASON, BY)).toMatchObject({ refusal: { code: "not_found" } });
  expect(await desk.replay(nobody, { at: 0, room: [] })).toMatchObject({ refusal: { code: "not_found" } });
  expect(await desk.archive(id, REASON, BY)).toMatchObject({ refusal: { code: "conflict" } });
});

test("a rollout is archived with a second factor where votes need one", async () => {
  const first = await started();
  const asked = { ...BY, votesNeedSecondFactor: true } as const;
  for (const secondFactor of ["none", "unused"] as const)
    expect(await first.desk.archive(first.id, REASON, { ...asked, secondFactor })).toMatchObject({
      refusal: {
        code: "forbidden",
        message: expect.stringMatching(/^Giving up the rollout needs a second factor here/),
      },
    });
  expect(await first.desk.archive(first.id, REASON, { ...asked, secondFactor: "used" })).toMatchObject({ ok: true });
});
