import { expect, test } from "vitest";
import { SILENT } from "#testing/an-engine";
import { EVENT_LOG, logWatch } from "./log-watch.ts";
import { ownFaults } from "./own-faults.ts";

function watched(fault: () => Promise<string | null>) {
  const clock = { now: 0 };
  const looks: number[] = [];
  const faults = ownFaults(() => clock.now);
  const watch = logWatch({
    watched: EVENT_LOG,
    look: () => (looks.push(clock.now), fault()),
    ...{ faults, realNow: () => clock.now, log: SILENT },
  });
  const at = async (now: number): Promise<void> => {
    clock.now = now;
    await watch.attend();
  };
  return { at, looks, faults };
}

test("a changed log is told as critical, and stays told when it is put back", async () => {
  const answers = [null, "Event 5 was changed.", null];
  const { at, faults } = watched(() => Promise.resolve(answers.shift() ?? null));
  await at(0);
  expect(faults.list()).toEqual([]);
  await at(5_000);
  await at(10_000);
  expect(faults.list()).toMatchObject([{ id: "log-changed", severity: "critical" }]);
  expect(faults.list()[0]?.sentence).toContain("Event 5 was changed.");
});

test("it is looked at after every tick of production, and not a hundred times a second in a rehearsal", async () => {
  const { at, looks } = watched(() => Promise.resolve(null));
  for (let now = 0; now < 4_000; now += 10) await at(now);
  await at(5_000);
  await at(10_000);
  expect(looks).toEqual([0, 2_000, 5_000, 10_000]);
});

test("while the database is away nothing is said of it", async () => {
  const { at, faults } = watched(() => Promise.reject(new Error("away")));
  await at(0);
  expect(faults.list()).toEqual([]);
});
