import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCriteriaPlan } from "#testing/a-criteria-plan";
import { openTestDatabase, type TestDatabase } from "#testing/a-database";
import { aRealStore, type EngineStore } from "#testing/an-engine";
import { anEventLog } from "#testing/an-event-log";
import { happened, PLAN_T0 } from "#testing/a-room";
import { aSample, aTargetOf } from "#testing/a-window";
import { MINUTE_MS, TICK_MS, tickAt, type EpochMs } from "#core/time";
import { measureWhatIsOver } from "./incident-duty.ts";
import { roomKeeper, type RoomKeeper } from "./room-keeper.ts";
import type { EventLog, NewEvent } from "./ports.ts";

const TARGETS = [aTargetOf({ id: "web" })];
const [BEGUN, OVER] = [PLAN_T0 + 20 * MINUTE_MS, PLAN_T0 + 30 * MINUTE_MS];
const MEASURABLE = OVER + 15 * MINUTE_MS;

let database: TestDatabase;
let store: EngineStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = await aRealStore(database.pool, TARGETS);
  const ticks = Array.from({ length: (60 * MINUTE_MS) / TICK_MS }, (_, index) => tickAt(PLAN_T0) + index);
  const isBad = (tick: number): boolean => tick >= tickAt(BEGUN) && tick < tickAt(OVER);
  await store.write(ticks.map((tick) => aSample({ tick, requests: 100, errors: isBad(tick) ? 40 : 0 })));
});
afterAll(() => database.close());

const fired = (alert: string, severity: "critical" | "low"): NewEvent =>
  happened(
    {
      ...{ type: "alert_fired", alert, rule: "errors", subject: null, label: "Errors", severity },
      ...{ since: BEGUN, sentence: "40 % fail.", evidence: null, times: 1 },
    },
    { at: BEGUN },
  );
const over = (alert: string): NewEvent =>
  happened({ type: "alert_resolved", alert, sentence: "It is well." }, { at: OVER });

type Trial = { readonly keeper: RoomKeeper; at(now: EpochMs): Promise<readonly string[]> };

/** A program on `log`; `at` does the duty then and answers which incidents it has measured. */
async function onTrial(log: EventLog): Promise<Trial> {
  const state = { now: PLAN_T0 };
  const publisher = { tell: () => undefined };
  const keeper = roomKeeper({ rollout: "r1", log, publisher, now: () => state.now, onEvent: () => undefined });
  await keeper.catchUp();
  return {
    keeper,
    at: async (now) => {
      const { seq } = keeper.room();
      state.now = now;
      await measureWhatIsOver({ plan: aCriteriaPlan(), targets: TARGETS, store, keeper, now: () => state.now });
      return (await keeper.eventsAfter(seq, 99)).map(
        ({ event }) => ("alert" in event ? event.alert : event.type) ?? "",
      );
    },
  };
}

describe("an incident that is over", () => {
  test("is measured a quarter of an hour later, once, also by a program that starts anew", async () => {
    const log = anEventLog([fired("bad", "critical"), over("bad")]);
    const trial = await onTrial(log);
    expect(await trial.at(MEASURABLE - 1)).toEqual([]);
    expect(await trial.at(MEASURABLE)).toEqual(["bad"]);
    expect(await trial.at(MEASURABLE + MINUTE_MS)).toEqual([]);
    expect(await (await onTrial(log)).at(MEASURABLE + MINUTE_MS)).toEqual([]);
  });

  test("has what was counted before, during and after it", async () => {
    const trial = await onTrial(anEventLog([fired("bad", "critical"), over("bad")]));
    await trial.at(MEASURABLE);
    const counts = trial.keeper.room().alerts["bad"]?.measured?.map(({ part, requests, errors }) => {
      return `${part} ${errors}/${requests}`;
    });
    // 180 ticks in a quarter of an hour and 120 in ten minutes, of 100 requests each
    expect(counts).toEqual(["before 0/18000", "during 4800/12000", "after 0/18000"]);
  });

  test("is not measured while it goes on, nor where it never was more than low", async () => {
    const trial = await onTrial(anEventLog([fired("bad", "critical"), fired("odd", "low"), over("odd")]));
    expect(await trial.at(MEASURABLE)).toEqual([]);
  });

  test("waits its turn where many are over at once", async () => {
    const ids = ["a", "b", "c", "d", "e"];
    const trial = await onTrial(anEventLog([...ids.map((id) => fired(id, "critical")), ...ids.map(over)]));
    expect(await trial.at(MEASURABLE)).toEqual(["a", "b"]);
    expect(await trial.at(MEASURABLE)).toEqual(["c", "d"]);
    expect(await trial.at(MEASURABLE)).toEqual(["e"]);
  });
});
