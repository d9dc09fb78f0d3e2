import { expect, test } from "vitest";
import { SILENT } from "#testing/an-engine";
import { EVENT_LOG, logWatch } from "./log-watch.ts";
import { ownFaults } from "./own-faults.ts";

function watched(fault: () => Promise<string | null>, isReachable = () => true) {
  const clock = { now: 0 };
  const looks: number[] = [];
  const faults = ownFaults(() => clock.now);
  const watch = logWatch({
    watched: EVENT_LOG,
    look: () => (looks.push(clock.now), fault()),
    ...{ isReachable, faults, realNow: () => clock.now, log: SILENT },
  });
  const at = async (now: number): Promise<void> => {
    clock.now = now;
    await watch.attend();
  };
  return { at, looks, faults };
}

test("a changed log is told as critical, and that it was changed stays told when it is put right", async () => {
  const answers = [null, "Event 5 was changed.", "Event 5 was changed.", null];
  const { at, faults } = watched(() => Promise.resolve(answers.shift() ?? null));
  await at(0);
  expect(faults.list()).toEqual([]);
  await at(5_000);
  await at(10_000);
  expect(faults.list()).toMatchObject([{ id: "log-changed", severity: "critical", since: 5_000 }]);
  expect(faults.list()[0]?.sentence).toContain("was changed in the database: Event 5 was changed. Run");
  await at(15_000);
  await at(20_000);
  expect(faults.list()).toMatchObject([{ id: "log-changed", severity: "critical", since: 5_000, isPutRight: true }]);
  expect(faults.list()[0]?.sentence).toContain("what was found is put right since: Event 5 was changed. Run");
});

test("another change is told with its own sentence and time, also after the first was put right", async () => {
  const answers = ["Event 5 was changed.", "Event 3 was changed.", null, "Event 9 is missing.", "Event 9 is missing."];
  const { at, faults } = watched(() => Promise.resolve(answers.shift() ?? null));
  const told = async (now: number) => (
    await at(now),
    faults.list().map(({ since, sentence }) => ({ since, sentence }))
  );
  await at(5_000);
  expect(await told(10_000)).toEqual([{ since: 10_000, sentence: expect.stringContaining(": Event 3 was") as string }]);
  await at(15_000);
  expect(await told(20_000)).toEqual([{ since: 20_000, sentence: expect.stringContaining(": Event 9 is") as string }]);
  expect(await told(25_000)).toEqual(await told(20_000));
});

test("what is put right and changed again is told as changed", async () => {
  const answers = ["Event 5 was changed.", null, "Event 5 was changed."];
  const { at, faults } = watched(() => Promise.resolve(answers.shift() ?? null));
  for (const now of [5_000, 10_000, 15_000]) await at(now);
  expect(faults.list()[0]?.sentence).toContain("was changed in the database: Event 5 was changed.");
  expect(faults.list()[0]?.isPutRight).toBeUndefined();
});

test("while the database is away what was found stays told as it was", async () => {
  const answers = [() => Promise.resolve("Event 5 was changed."), () => Promise.reject(new Error("away"))];
  const { at, faults } = watched(() => answers.shift()?.() ?? Promise.resolve(null));
  await at(5_000);
  const before = faults.list();
  await at(10_000);
  expect(faults.list()).toEqual(before);
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

const LOCKED = (): Promise<never> => Promise.reject(new Error("canceling statement due to statement timeout"));

test("a check that somebody keeps from the database is told, and no more once it comes to an end", async () => {
  const state = { look: LOCKED as () => Promise<string | null> };
  const { at, faults } = watched(() => state.look());
  for (let now = 5_000; now <= 30_000; now += 5_000) await at(now);
  expect(faults.list()).toEqual([]);
  await at(35_000);
  expect(faults.list()).toMatchObject([{ id: "log-changed-unchecked", severity: "critical" }]);
  expect(faults.list()[0]?.sentence).toContain("has not been checked since 1970-01-01 00:00:05 UTC");
  state.look = () => Promise.resolve(null);
  await at(40_000);
  expect(faults.list()).toEqual([]);
});

test("so is one that never comes to an end", async () => {
  const { at, faults } = watched(() => new Promise(() => undefined));
  for (let now = 5_000; now <= 35_000; now += 5_000) void at(now);
  await at(40_000);
  expect(faults.list()).toMatchObject([{ id: "log-changed-unchecked" }]);
});

test("a database that is away is no such fault, however long, nor in its first moments after", async () => {
  const state = { reachable: false };
  const { at, faults } = watched(LOCKED, () => state.reachable);
  for (let now = 5_000; now <= 300_000; now += 5_000) await at(now);
  state.reachable = true;
  for (let now = 305_000; now <= 325_000; now += 5_000) await at(now);
  expect(faults.list()).toEqual([]);
});
