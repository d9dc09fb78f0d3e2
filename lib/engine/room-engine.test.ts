import { expect, test } from "vitest";
import type { Notice } from "#core/notify/notice";
import { MINUTE_MS, type EpochMs } from "#core/time";
import { recordOnly } from "#edges/traffic/record-only";
import { aRoomPlan, ENGINE, PLAN_T0, someFacts, started } from "#testing/a-room";
import { anEventLog } from "#testing/an-event-log";
import { handClock, SILENT } from "#testing/an-engine";
import { roomEngine, type RoomEngine } from "./room-engine.ts";

const plan = aRoomPlan();

/** A started room on `eventLog`; what it hands in is kept. */
async function aRoom(eventLog: ReturnType<typeof anEventLog>, now: EpochMs) {
  const clock = handClock(now);
  const told: Notice[] = [];
  const room: RoomEngine = roomEngine({
    ...{ plan, clock, eventLog, targets: [], log: SILENT },
    rollout: { id: "r1", plan: plan.id, planVersion: plan.version, kind: "production", t0: PLAN_T0 },
    accounts: { list: () => Promise.resolve([]) },
    store: { windows: () => Promise.resolve(new Map()), series: () => Promise.resolve([]) },
    writer: { drain: () => Promise.resolve() },
    publisher: { tell: () => undefined },
    notifier: { send: (notices) => Promise.resolve(void told.push(...notices)) },
    traffic: recordOnly(() => null),
    realNow: () => now,
    conditions: () => Promise.resolve([]),
    needs: () => [],
    measured: () => someFacts(),
    onT0: () => undefined,
  });
  await room.restore();
  return { room, clock, told };
}

test("people outside are told of what Holdpoint does by itself, and after a restart under the same ids", async () => {
  const log = anEventLog([{ ...started(), actor: ENGINE }]);
  const first = await aRoom(log, PLAN_T0 + 15 * MINUTE_MS);
  await first.room.attend();
  expect(first.told.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(["checkpoint_due first"]);
  first.clock.set(PLAN_T0 + 25 * MINUTE_MS);
  await first.room.attend();
  expect(first.told.at(-1)).toMatchObject({ kind: "checkpoint_overdue", subject: "first" });
  const second = await aRoom(log, PLAN_T0 + 25 * MINUTE_MS);
  await second.room.attend();
  expect(second.told.map(({ id }) => id)).toEqual(first.told.map(({ id }) => id));
});
