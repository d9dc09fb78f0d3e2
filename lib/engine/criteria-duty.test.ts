import { beforeEach, afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, TICK_MS, tickAt, type EpochMs } from "#core/time";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aCriteriaPlan } from "#testing/a-criteria-plan";
import { ADA, ADVANCED, ALL_GO, actorOf, happened, NOOR, PLAN_T0, started } from "#testing/a-room";
import { anEventLog } from "#testing/an-event-log";
import { aRealStore, type EngineStore } from "#testing/an-engine";
import { aSample, aTargetOf } from "#testing/a-window";
import type { EventLog, NewEvent } from "./ports.ts";
import { criteriaDuty, type CriteriaDutyParts } from "./criteria-duty.ts";
import { roomKeeper, type RoomKeeper } from "./room-keeper.ts";

const PLAN = aCriteriaPlan();
const TARGETS = [aTargetOf({ id: "web" })];
const END = PLAN_T0 + 2 * HOUR_MS;
const STARTED: readonly NewEvent[] = [...[ADVANCED, ...ALL_GO].map((event) => happened(event)), started()];

let database: TestDatabase;
let store: EngineStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = await aRealStore(database.pool, TARGETS);
  const ticks = Array.from({ length: (2 * HOUR_MS) / TICK_MS }, (_, index) => tickAt(PLAN_T0) + index);
  // one tick stays open, for the sample that comes too late
  await store.write(ticks.slice(0, -1).map((tick) => aSample({ tick, requests: 100, errors: 0 })));
});
afterAll(() => database.close());

const said: string[] = [];
beforeEach(() => void (said.length = 0));

type Trial = { readonly keeper: RoomKeeper; readonly log: EventLog; at(now: EpochMs): Promise<readonly string[]> };

/** A program on `log`, as after a restart; `at` attends then and answers what is new in the log. */
async function onTrial(log: EventLog, part: Partial<Pick<CriteriaDutyParts, "store">> = {}): Promise<Trial> {
  const state = { now: PLAN_T0 };
  const told = { tell: () => undefined };
  const keeper = roomKeeper({ rollout: "r1", log, publisher: told, now: () => state.now, onEvent: () => undefined });
  await keeper.catchUp();
  const duty = criteriaDuty({
    plan: PLAN,
    targets: TARGETS,
    keeper,
    store: part.store ?? store,
    startedAt: () => keeper.room().launch.t0,
    now: () => state.now,
    everyMs: () => TICK_MS,
    evaluations: { settled: ({ id }, error) => void (error !== null && said.push(id)) },
  });
  return {
    keeper,
    log,
    at: async (now) => {
      const { seq } = keeper.room();
      state.now = now;
      await duty.attend();
      return (await keeper.eventsAfter(seq, 99)).map(({ event }) => event.type);
    },
  };
}

function verdicts({ keeper }: Trial): Readonly<Record<string, string>> {
  const criteria = keeper.room().closing.closeOut.frozen?.criteria ?? [];
  return Object.fromEntries(criteria.map(({ criterion, verdict }) => [criterion, verdict]));
}

const gain = (value: number, speaksFor: EpochMs): NewEvent =>
  happened({ type: "figure_given", metric: "gain", value, speaksFor, source: "Finance", note: "" }, { at: speaksFor });

describe("the criteria", () => {
  test("are frozen once, a minute after the window's end, also by a program that starts anew", async () => {
    const trial = await onTrial(anEventLog(STARTED));
    expect(await trial.at(END)).toEqual([]);
    expect(await trial.at(END + MINUTE_MS)).toEqual(["criteria_frozen"]);
    expect(await trial.at(END + 2 * MINUTE_MS)).toEqual([]);
    const again = await onTrial(trial.log);
    expect(await again.at(END + 3 * MINUTE_MS)).toEqual([]);
    expect(verdicts(again)).toEqual({ errors: "PASS", critical: "PASS", gain: "NO_DATA", sure: "NO_DATA" });
  });

  test("do not change by a sample that comes after the freeze", async () => {
    const trial = await onTrial(anEventLog([...STARTED, gain(6, PLAN_T0 + MINUTE_MS)]));
    await trial.at(END + MINUTE_MS);
    const before = verdicts(trial);
    await store.write([aSample({ tick: tickAt(END) - 1, requests: 100_000, errors: 90_000 })]);
    expect(await trial.at(END + HOUR_MS)).toEqual(["criterion_settled"]);
    expect(verdicts(trial)).toEqual({ ...before, gain: "PASS" });
    // settled for good: a better figure comes too late
    expect(await trial.at(END + 9 * HOUR_MS)).toEqual([]);
  });

  test("wait while the store is away, and are frozen when it is back", async () => {
    const away = { ...store, windows: () => Promise.reject(new Error("away")) };
    const log = anEventLog(STARTED);
    const trial = await onTrial(log, { store: away });
    expect(await trial.at(END + MINUTE_MS)).toEqual([]);
    expect(said).toEqual(["rule:criteria"]);
    expect(await (await onTrial(log)).at(END + 2 * MINUTE_MS)).toEqual(["criteria_frozen"]);
  });
});

const CONFIRMED: NewEvent["event"] = {
  type: "stabilisation_confirmed",
  reason: "Known.",
  against: ["One."],
  needsSecond: true,
};

async function append({ keeper }: Trial, { event, actor }: NewEvent): Promise<void> {
  await keeper.change({ actor, receipt: null, decide: () => ({ ok: true, value: [event] }) });
}

test("the production baseline is stored once the stabilisation has all its signatures", async () => {
  const day = PLAN_T0 + 25 * HOUR_MS;
  const trial = await onTrial(anEventLog([...STARTED]));
  await trial.at(END + MINUTE_MS);
  await append(trial, happened(CONFIRMED, { at: day, actor: actorOf(ADA) }));
  expect(await trial.at(day)).not.toContain("baseline_stored");
  await append(trial, happened({ type: "stabilisation_seconded" }, { at: day, actor: actorOf(NOOR) }));
  expect(await trial.at(day + MINUTE_MS)).toEqual(["baseline_stored"]);
  expect(await trial.at(day + 2 * MINUTE_MS)).toEqual([]);
  const { baseline } = trial.keeper.room().closing.closeOut;
  expect(baseline?.figures.map(({ metric }) => metric)).toContain("errors");
});

test("a confirmation before which nothing was measured for a day has the first figures after it as its baseline", async () => {
  const day = END + 40 * HOUR_MS;
  const trial = await onTrial(anEventLog([...STARTED]));
  await trial.at(END + MINUTE_MS);
  await trial.at(day);
  await append(trial, happened(CONFIRMED, { at: day, actor: actorOf(ADA) }));
  await append(trial, happened({ type: "stabilisation_seconded" }, { at: day, actor: actorOf(NOOR) }));
  expect(await trial.at(day + MINUTE_MS)).not.toContain("baseline_stored");
  await store.write([aSample({ tick: tickAt(day + MINUTE_MS), requests: 1_000, errors: 3 })]);
  expect(await trial.at(day + 2 * MINUTE_MS)).toContain("baseline_stored");
  const { baseline } = trial.keeper.room().closing.closeOut;
  expect(baseline?.to).toBe(day + 2 * MINUTE_MS);
  expect(baseline?.figures.find(({ metric }) => metric === "errors")).toMatchObject({ value: 0.003 });
});
