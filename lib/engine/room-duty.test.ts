import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Facts } from "#core/room/deciding";
import { MINUTE_MS, tickAt, type EpochMs } from "#core/time";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { ADVANCED, ALL_GO, BEFORE, ENGINE, happened, PLAN_T0, someFacts, started } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { anEventLog } from "#testing/an-event-log";
import { aRealStore, type EngineStore } from "#testing/an-engine";
import { aSample, aTargetOf } from "#testing/a-window";
import { roomDuty, type DutyParts } from "./room-duty.ts";
import { roomKeeper, type RoomKeeper } from "./room-keeper.ts";

const PLAN = aRoomPlan();
const TARGETS = [aTargetOf({ id: "web" })];

let database: TestDatabase;
let store: EngineStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = await aRealStore(database.pool, TARGETS);
  // 15 minutes from T0: 100 requests a tick, of which 3 fail in the first 5 minutes and none after
  const ticks = Array.from({ length: 180 }, (_, index) => tickAt(PLAN_T0) + index);
  await store.write(ticks.map((tick, index) => aSample({ tick, requests: 100, errors: index < 60 ? 3 : 0 })));
});
afterAll(() => database.close());

type Trial = { readonly keeper: RoomKeeper; at(now: EpochMs, facts?: Partial<Facts>): Promise<void> };

const said: string[] = [];
beforeEach(() => void (said.length = 0));

async function onTrial(
  before: Parameters<typeof anEventLog>[0],
  part: Partial<Pick<DutyParts, "store">> = {},
): Promise<Trial> {
  const state = { now: BEFORE, facts: someFacts() };
  const keeper = roomKeeper({
    rollout: "r1",
    log: anEventLog(before),
    publisher: { tell: () => undefined },
    now: () => state.now,
    onEvent: () => undefined,
  });
  await keeper.catchUp();
  const duty = roomDuty({
    plan: PLAN,
    targets: TARGETS,
    keeper,
    store: part.store ?? store,
    facts: () => Promise.resolve(state.facts),
    t0: () => keeper.room().launch.t0 ?? PLAN_T0,
    now: () => state.now,
    evaluations: { settled: ({ id }, error) => void (error !== null && said.push(id)) },
  });
  return {
    keeper,
    at: async (now, facts = {}) => {
      state.now = now;
      state.facts = someFacts(facts);
      await duty.attend();
    },
  };
}

const STARTED = [...[ADVANCED, ...ALL_GO].map((event) => happened(event)), started()];
const typesAfter = async (keeper: RoomKeeper, seq: number): Promise<readonly string[]> =>
  (await keeper.eventsAfter(seq, 99)).map(({ event }) => event.type);

describe("before the start", () => {
  test("what turned is logged once, by Holdpoint itself", async () => {
    const { keeper, at } = await onTrial([]);
    await at(BEFORE);
    await at(BEFORE + 5_000);
    expect(await typesAfter(keeper, 0)).toEqual(["item_checked", "item_checked"]);
    await at(BEFORE + 10_000, { displays: 0 });
    const [turned] = await keeper.eventsAfter(2, 9);
    expect(turned).toMatchObject({ at: BEFORE + 10_000, actor: ENGINE, event: { item: "displays", ok: false } });
  });

  test("nothing opens, however late it is", async () => {
    const { keeper, at } = await onTrial([]);
    await at(PLAN_T0 + 600 * MINUTE_MS);
    expect(keeper.room().checkpoints).toEqual({});
  });
});

describe("a gate", () => {
  const DUE = PLAN_T0 + 15 * MINUTE_MS;

  test("opens when it is due, its figures read from the samples of its window", async () => {
    const { keeper, at } = await onTrial(STARTED);
    await at(DUE - 1);
    expect(keeper.room().checkpoints).toEqual({});
    await at(DUE);
    const record = keeper.room().checkpoints["first"];
    expect(record).toMatchObject({ id: "first", due: DUE, openedAt: DUE, entry: null });
    expect(record?.fields[0]).toMatchObject({
      field: "errors",
      status: "warn",
      evidence: { value: 180 / 18_000, n: 18_000, coverage: 1, from: PLAN_T0, to: DUE, verdict: "WARN" },
    });
  });

  test("that is late is filled as of when it was due", async () => {
    const { keeper, at } = await onTrial(STARTED);
    await at(DUE + 10 * MINUTE_MS);
    expect(keeper.room().checkpoints["first"]).toMatchObject({
      openedAt: DUE + 10 * MINUTE_MS,
      fields: [{ evidence: { n: 18_000, to: DUE } }, {}, {}, {}],
    });
  });

  test("without a sample opens all the same, with nothing green", async () => {
    const { keeper, at } = await onTrial(STARTED);
    await at(PLAN_T0 + 600 * MINUTE_MS);
    const record = keeper.room().checkpoints["second"];
    expect(record?.fields[0]).toMatchObject({ status: null });
    expect(record?.fields[0]?.evidence?.verdict).toBe("NO_DATA");
  });

  test("opens once, whoever looks how often", async () => {
    const { keeper, at } = await onTrial(STARTED);
    await Promise.all([at(DUE), at(DUE), at(DUE)]);
    await at(DUE + 5_000);
    const opened = (await typesAfter(keeper, 0)).filter((type) => type === "checkpoint_opened");
    expect(opened).toHaveLength(1);
  });

  test("waits while the samples cannot be read, and opens when they can", async () => {
    const away = { windows: () => Promise.reject(new Error("away")), series: () => Promise.reject(new Error("away")) };
    const state = { store: away as Pick<EngineStore, "windows" | "series"> };
    const { keeper, at } = await onTrial(STARTED, {
      store: {
        windows: (...asked) => state.store.windows(...asked),
        series: (...asked) => state.store.series(...asked),
      },
    });
    await at(DUE);
    expect([keeper.room().checkpoints, said]).toEqual([{}, ["rule:checkpoints"]]);
    state.store = store;
    await at(DUE + 5_000);
    expect(Object.keys(keeper.room().checkpoints)).toEqual(["first"]);
  });
});
