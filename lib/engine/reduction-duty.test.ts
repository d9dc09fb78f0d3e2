import { expect, test } from "vitest";
import { accept } from "#core/outcome";
import type { RoomEvent } from "#core/room/room-event";
import { MINUTE_MS, SECOND_MS, type EpochMs } from "#core/time";
import { actorOf, ADA, BEFORE, ENGINE, PLAN_T0, someFacts } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { anEventLog } from "#testing/an-event-log";
import { UNTOLD } from "#testing/an-engine";
import { roomDuty } from "./room-duty.ts";
import { roomKeeper } from "./room-keeper.ts";

const plan = aRoomPlan({
  preflight: [],
  alerts: [{ id: "down", kind: "down", label: "Target down", severity: "critical" }],
  traffic: {
    groups: [{ id: "new", label: "New" }],
    steps: [{ id: "full", label: "All traffic", changes: [{ group: "new", from: 0, to: 100 }] }],
    automatic: { group: "new", to: 50, after: "2m" },
  },
});
const ALL_NEW: RoomEvent = {
  ...{ type: "traffic_set", how: "step", step: "full", intended: { new: 100 }, held: null },
  ...{ reason: "Go.", alert: null },
};
const FIRED: RoomEvent = {
  ...{ type: "alert_fired", alert: "down-1", rule: "down", subject: null, label: "Target down", severity: "critical" },
  ...{ since: BEFORE, sentence: "No answer.", evidence: null, times: 1 },
};

/** A process of Holdpoint on a log that others may hold, too. */
async function aProcess(log: ReturnType<typeof anEventLog>) {
  const state = { now: BEFORE };
  const keeper = roomKeeper({
    ...{ rollout: "r1", log, now: () => state.now, onEvent: () => undefined },
    publisher: { tell: () => undefined },
  });
  await keeper.catchUp();
  const duty = roomDuty({
    ...{ plan, targets: [], keeper, t0: () => PLAN_T0, now: () => state.now, evaluations: UNTOLD },
    store: { windows: () => Promise.resolve(new Map()), series: () => Promise.resolve([]) },
    facts: () => Promise.resolve(someFacts()),
  });
  const decide = (event: RoomEvent) =>
    keeper.change({ actor: actorOf(ADA), receipt: null, decide: () => accept([event]) });
  const at = async (now: EpochMs): Promise<void> => {
    state.now = now;
    await duty.attend();
  };
  const told = async () =>
    (await log.eventsAfter("r1", 2, 99)).map(
      ({ event, actor }) => `${actor.kind} ${event.type.replace("traffic_", "")}`,
    );
  return { keeper, decide, at, told };
}

test("a countdown goes on after a restart, and what it ends with is Holdpoint's own doing", async () => {
  const log = anEventLog();
  const first = await aProcess(log);
  await first.decide(ALL_NEW);
  await first.decide(FIRED);
  await first.at(BEFORE);
  await first.at(BEFORE + MINUTE_MS);
  expect(await first.told()).toEqual(["engine countdown_begun"]);
  const second = await aProcess(log);
  expect(second.keeper.room().traffic.countdown).toMatchObject({ alert: "down-1", until: BEFORE + 2 * MINUTE_MS });
  await second.at(BEFORE + 119 * SECOND_MS);
  expect(await second.told()).toHaveLength(1);
  await second.at(BEFORE + 2 * MINUTE_MS);
  await second.at(BEFORE + 3 * MINUTE_MS);
  expect(await second.told()).toEqual(["engine countdown_begun", "engine set", "engine countdown_ended"]);
  expect(second.keeper.room().traffic).toMatchObject({
    state: { intended: { new: 50 }, held: { new: 100 } },
    decided: { how: "reduce", alert: "down-1", by: ENGINE },
    pending: true,
  });
});

test("two processes on one log reduce once", async () => {
  const log = anEventLog();
  const [first, second] = [await aProcess(log), await aProcess(log)];
  await first.decide(ALL_NEW);
  await first.decide(FIRED);
  await second.keeper.catchUp();
  await Promise.all([first.at(BEFORE), second.at(BEFORE)]);
  await Promise.all([first.at(BEFORE + 2 * MINUTE_MS), second.at(BEFORE + 2 * MINUTE_MS)]);
  await Promise.all([first, second].map(({ keeper }) => keeper.catchUp()));
  expect(await first.told()).toEqual(["engine countdown_begun", "engine set", "engine countdown_ended"]);
});
