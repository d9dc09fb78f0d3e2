import { expect, test } from "vitest";
import { ownFaults } from "./own-faults.ts";

test("a fault keeps its beginning while it goes on, and the worst comes first", () => {
  const clock = { now: 1 };
  const faults = ownFaults(() => clock.now);
  faults.raise("disk", { severity: "high", sentence: "The disk is nearly full." });
  clock.now = 2;
  faults.raise("log", { severity: "critical", sentence: "The log was changed." });
  faults.raise("disk", { severity: "high", sentence: "The disk is full." });
  expect(faults.list()).toEqual([
    { id: "log", severity: "critical", sentence: "The log was changed.", since: 2 },
    { id: "disk", severity: "high", sentence: "The disk is full.", since: 1 },
  ]);
  faults.clear("log");
  faults.clear("disk");
  clock.now = 3;
  faults.raise("disk", { severity: "low", sentence: "The disk fills up." });
  expect(faults.list()).toEqual([{ id: "disk", severity: "low", sentence: "The disk fills up.", since: 3 }]);
});

test("what is so now comes before what was put right, then the worst, then the newest", () => {
  const clock = { now: 0 };
  const faults = ownFaults(() => (clock.now += 1));
  const [critical, high] = [
    { severity: "critical", sentence: "" } as const,
    { severity: "high", sentence: "" } as const,
  ];
  faults.raise("log-changed", { ...critical, isPutRight: true });
  faults.raise("disk", high);
  faults.raise("security-log-changed", critical);
  faults.raise("database", critical);
  faults.raise("load", high);
  const order = (): readonly string[] => faults.list().map(({ id }) => id);
  expect(order()).toEqual(["database", "security-log-changed", "load", "disk", "log-changed"]);
  // changed again
  faults.raise("log-changed", critical);
  expect(order()).toEqual(["database", "security-log-changed", "log-changed", "load", "disk"]);
});

test("however many are raised, the list is bounded", () => {
  const faults = ownFaults(() => 0);
  for (let n = 0; n < 5_000; n += 1)
    faults.raise(`rule:${n}`, { severity: "low", sentence: "It cannot be evaluated." });
  expect(faults.list()).toHaveLength(100);
});

test("a critical fault is told however many others there are, and those are bounded", () => {
  const faults = ownFaults(() => 0);
  for (let i = 0; i < 1_000; i += 1) faults.raise(`rule-${i}`, { severity: "low", sentence: "" });
  const bounded = faults.list().length;
  expect(bounded).toBeLessThan(1_000);
  faults.raise("log-changed", { severity: "critical", sentence: "" });
  expect(faults.list()).toHaveLength(bounded + 1);
  expect(faults.list()[0]?.id).toBe("log-changed");
});
