import { expect, test } from "vitest";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { RoomEvent } from "#core/room/room-event";
import { MINUTE_MS, SECOND_MS } from "#core/time";
import type { Split } from "#core/traffic/split";
import { recordOnly } from "#edges/traffic/record-only";
import { actorOf, ADA, BEFORE } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { anEventLog } from "#testing/an-event-log";
import { SILENT } from "#testing/an-engine";
import { roomKeeper } from "./room-keeper.ts";
import { trafficDuty } from "./traffic-duty.ts";
import type { TrafficControl } from "./traffic-port.ts";

const plan = aRoomPlan({ traffic: { groups: [{ id: "new", label: "New" }], steps: [] } });

function set(share: number): RoomEvent {
  return {
    ...{ type: "traffic_set", how: "step", step: "s", reason: "Go", alert: null },
    ...{ intended: { new: share }, held: null },
  };
}

/** A controller in the test's hand, on a room in which 100 % were decided. */
async function aBalancer(control: Partial<TrafficControl> = {}, log = anEventLog()) {
  const state = { now: 0, split: { new: 0 } as Split, refusal: null as string | null, applied: 0 };
  const keeper = roomKeeper({
    rollout: "r1",
    log,
    publisher: { tell: () => undefined },
    now: () => BEFORE + state.now,
    onEvent: () => undefined,
  });
  await keeper.catchUp();
  const answer = <T>(value: T): Outcome<T> =>
    state.refusal === null ? accept(value) : refuse("unavailable", state.refusal);
  const duty = trafficDuty({
    plan,
    keeper,
    control: {
      kind: "haproxy",
      apply: (split) => {
        state.applied += 1;
        if (state.refusal === null) state.split = split;
        return Promise.resolve(answer(undefined));
      },
      read: () => Promise.resolve(answer(state.split)),
      ...control,
    },
    realNow: () => state.now,
    log: SILENT,
  });
  const decide = (event: RoomEvent) =>
    keeper.change({ actor: actorOf(ADA), receipt: null, decide: () => accept([event]) });
  const attend = async (after = 5 * SECOND_MS): Promise<void> => {
    state.now += after;
    await duty.attend();
  };
  const told = async () => (await log.eventsAfter("r1", 0, 100)).map(({ event }) => event.type.replace("traffic_", ""));
  return { state, keeper, decide, attend, told, duty, log };
}

test("what is decided is moved once, and read back", async () => {
  const { state, keeper, decide, attend, told } = await aBalancer();
  await attend();
  expect(state.applied).toBe(0);
  await decide(set(100));
  for (let i = 0; i < 10; i++) await attend();
  expect(await told()).toEqual(["set", "applied", "confirmed"]);
  expect([state.applied, keeper.room().traffic.read?.actual]).toEqual([1, { new: 100 }]);
});

test("a controller that does not answer is tried again, ever more slowly, and logged once", async () => {
  const { state, decide, attend, told, duty } = await aBalancer();
  state.refusal = "HAProxy refused the connection.";
  await decide(set(100));
  for (let i = 0; i < 24; i++) await attend();
  expect(await told()).toEqual(["set", "failed"]);
  // in two minutes: at 5, 10, 20, 40 and 80 s
  expect(state.applied).toBe(5);
  expect(duty.standing().traffic.failed?.sentence).toBe("HAProxy refused the connection.");
  state.refusal = null;
  await attend(MINUTE_MS);
  await attend();
  expect(await told()).toEqual(["set", "failed", "applied", "confirmed"]);
});

test("retry-after: a controller that asks to be left alone is, and by another decision only is it asked sooner", async () => {
  const asked: [what: string, at: number][] = [];
  const busy = { code: "unavailable", message: "Status 429.", retryAfterSeconds: 90 } as const;
  const told = { apply: true, read: true };
  const say = (what: "apply" | "read"): Outcome<never> | null => {
    asked.push([what, held.state.now / SECOND_MS]);
    return told[what] ? { ok: false, refusal: busy } : null;
  };
  const held = await aBalancer({
    apply: () => Promise.resolve(say("apply") ?? accept(undefined)),
    read: () => Promise.resolve(say("read") ?? accept({ new: 50 })),
  });
  await held.decide(set(100));
  for (let i = 0; i < 20; i++) await held.attend();
  expect(asked).toEqual([
    ["apply", 5],
    ["apply", 95],
  ]);
  told.apply = false;
  await held.decide(set(50));
  for (let i = 0; i < 30; i++) await held.attend();
  expect(asked.slice(2)).toEqual([
    ["apply", 105],
    ["read", 110],
    ["read", 215],
  ]);
});

test("another decision does not wait for the pause after the one before", async () => {
  const { state, decide, attend, told } = await aBalancer();
  state.refusal = "No.";
  await decide(set(100));
  for (let i = 0; i < 5; i++) await attend();
  state.refusal = null;
  await decide(set(50));
  await attend();
  expect(await told()).toEqual(["set", "failed", "set", "applied"]);
  expect(state.split).toEqual({ new: 50 });
});

test("what somebody else moves is logged once, left as it is, and again when it is back", async () => {
  const { state, keeper, decide, attend, told } = await aBalancer();
  await decide(set(100));
  await attend();
  await attend();
  state.split = { new: 40 };
  for (let i = 0; i < 8; i++) await attend();
  expect(keeper.room().traffic.read?.differs).toBe(
    "New 100 % intended, 40 % read back from HAProxy; Stable version 0 % intended, 60 % read back from HAProxy.",
  );
  state.split = { new: 100 };
  for (let i = 0; i < 8; i++) await attend();
  expect([await told(), state.applied]).toEqual([["set", "applied", "confirmed", "differs", "confirmed"], 1]);
});

test("a controller that cannot be read any more is no agreement", async () => {
  const { state, decide, attend, duty } = await aBalancer();
  await decide(set(100));
  for (let i = 0; i < 2; i++) await attend();
  expect(duty.standing().unread).toBeNull();
  state.refusal = "HAProxy did not answer within 5 s.";
  for (let i = 0; i < 5; i++) await attend();
  expect(duty.standing().unread).toBe("HAProxy did not answer within 5 s.");
  state.refusal = null;
  for (let i = 0; i < 5; i++) await attend();
  expect(duty.standing().unread).toBeNull();
});

test("after a restart what was decided and not moved is moved, and what was moved is not", async () => {
  const first = await aBalancer();
  await first.decide(set(100));
  const second = await aBalancer({}, first.log);
  await second.attend();
  expect([second.state.split, await second.told()]).toEqual([{ new: 100 }, ["set", "applied"]]);
  const third = await aBalancer({}, first.log);
  third.state.split = { new: 100 };
  await third.attend();
  expect([third.state.applied, await third.told()]).toEqual([0, ["set", "applied", "confirmed"]]);
});

test("a decision taken while the one before is on its way is moved next", async () => {
  const gate = { open: (): void => undefined };
  const moved: Split[] = [];
  const { decide, attend, told } = await aBalancer({
    apply: async (split) => {
      moved.push(split);
      if (moved.length === 1) await new Promise<void>((resolve) => (gate.open = resolve));
      return accept(undefined);
    },
  });
  await decide(set(100));
  const moving = attend();
  await decide(set(50));
  gate.open();
  await moving;
  await attend();
  expect([moved, await told()]).toEqual([
    [{ new: 100 }, { new: 50 }],
    ["set", "set", "applied"],
  ]);
});

test("where people move the traffic, nothing is said to be read back", async () => {
  const { decide, attend, told } = await aBalancer(recordOnly(() => ({ new: 100 })));
  await decide(set(100));
  for (let i = 0; i < 5; i++) await attend();
  expect(await told()).toEqual(["set", "applied"]);
});
