import { expect, test } from "vitest";
import { trafficCondition } from "#core/alert/traffic-condition";
import type { Notice } from "#core/notify/notice";
import { accept, refuse } from "#core/outcome";
import { MINUTE_MS, TICK_MS, type EpochMs } from "#core/time";
import { recordOnly } from "#edges/traffic/record-only";
import { actorOf, ADA, ENGINE, PLAN_T0, someFacts, started } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { anEventLog } from "#testing/an-event-log";
import { handClock, SILENT, UNTOLD } from "#testing/an-engine";
import type { EventLog } from "./ports.ts";
import type { TrafficControl } from "./traffic-port.ts";
import { roomEngine, type RoomEngine } from "./room-engine.ts";

const plan = aRoomPlan({
  alerts: [{ id: "traffic", kind: "traffic", label: "Traffic", severity: "high", for: "5s", clearFor: "5s" }],
  traffic: {
    groups: [{ id: "new", label: "New" }],
    steps: [{ id: "full", label: "All", at: "0h", changes: [{ group: "new", from: 0, to: 100 }] }],
  },
});

/** A started room on `eventLog`; what it hands in is kept. */
async function aRoom(eventLog: EventLog, now: EpochMs, control: TrafficControl = recordOnly(() => null)) {
  const clock = handClock(now);
  const told: Notice[] = [];
  const room: RoomEngine = roomEngine({
    ...{ plan, clock, eventLog, targets: [], log: SILENT, evaluations: UNTOLD },
    rollout: { id: "r1", plan: plan.id, planVersion: plan.version, kind: "production", t0: PLAN_T0 },
    accounts: { list: () => Promise.resolve([]) },
    store: { windows: () => Promise.resolve(new Map()), series: () => Promise.resolve([]) },
    writer: {
      drain: () => Promise.resolve(),
      state: () => ({ reachable: true, waiting: 0, lost: 0 }),
    },
    publisher: { tell: () => undefined },
    notifier: { send: (notices) => Promise.resolve(void told.push(...notices)) },
    faults: { list: () => [], raise: () => undefined, clear: () => undefined },
    traffic: control,
    realNow: () => clock.now(),
    sendLogHeadEveryMs: null,
    conditions: (traffic) =>
      Promise.resolve(
        plan.alerts.flatMap((rule) => (rule.kind === "traffic" ? [trafficCondition(rule, traffic)] : [])),
      ),
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

test("traffic that cannot be moved as a lead decided fires an alert, until it is", async () => {
  const balancer = { away: true };
  const answer = <T>(value: T) =>
    Promise.resolve(balancer.away ? refuse("unavailable", "The webhook refused the connection.") : accept(value));
  const control: TrafficControl = { kind: "webhook", apply: () => answer(undefined), read: () => answer({ new: 100 }) };
  const { room, clock, told } = await aRoom(anEventLog([{ ...started(), actor: ENGINE }]), PLAN_T0, control);
  const live = async (ticks: number): Promise<void> => {
    for (let i = 0; i < ticks; i++) {
      clock.set(clock.now() + TICK_MS);
      await room.attend();
    }
  };
  const sent = { verb: "take-traffic-step", input: { step: "full", reason: "All is well" }, digest: "", key: null };
  expect(await room.command({ ...sent, actor: actorOf(ADA), confirmed: false })).toMatchObject({
    refusal: { code: "confirm" },
  });
  expect(await room.command({ ...sent, actor: actorOf(ADA), confirmed: true })).toMatchObject({ ok: true });
  await live(4);
  expect(room.room().alerts["traffic-1"]).toMatchObject({ sentence: "The webhook refused the connection." });
  expect(told.map(({ kind }) => kind)).toEqual(["alert", "escalation"]);
  balancer.away = false;
  await live(16);
  expect(room.room().alerts["traffic-1"]?.resolved).not.toBeNull();
  expect(room.room().traffic).toMatchObject({ pending: false, read: { actual: { new: 100 }, differs: null } });
});
