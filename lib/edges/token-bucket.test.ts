import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { tokenBuckets } from "./token-bucket.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const ALLOWANCE = { burst: 3, perSecond: 1 };

function at(mostKeys: number) {
  const clock = { ms: 0 };
  return { clock, buckets: tokenBuckets(ALLOWANCE, mostKeys, () => clock.ms) };
}
const emptied = (buckets: ReturnType<typeof tokenBuckets>, key: string): boolean => {
  while (buckets.take(key));
  return !buckets.hasLeft(key);
};

test("what is taken comes back with time, never above the burst", () => {
  const { clock, buckets } = at(10);
  expect(emptied(buckets, "a")).toBe(true);
  clock.ms += 1_000;
  expect([buckets.take("a"), buckets.take("a")]).toEqual([true, false]);
  clock.ms += 3_600_000;
  expect([1, 2, 3, 4].map(() => buckets.take("a"))).toEqual([true, true, true, false]);
});

test("asking under many keys gives nobody a new budget, neither oneself nor others", () => {
  const { buckets } = at(100);
  expect(emptied(buckets, "guessed-at")).toBe(true);
  for (let i = 0; i < 10_000; i += 1) buckets.take(`spray-${i}`);
  expect(buckets.hasLeft("guessed-at")).toBe(false);
  // and past the most, what is new shares one
  expect([buckets.hasLeft("new"), buckets.hasLeft("another")]).toEqual([false, false]);
});

test("keys whose budget has come back make room for others", () => {
  const { clock, buckets } = at(100);
  for (let i = 0; i < 1_000; i += 1) buckets.take(`spray-${i}`);
  clock.ms += 5_000;
  expect([buckets.take("new"), buckets.take("another"), buckets.take("third")]).toEqual([true, true, true]);
  expect(emptied(buckets, "new")).toBe(true);
  expect(buckets.hasLeft("another")).toBe(true);
});

test("a million distinct peers grow no memory", () => {
  const { clock, buckets } = at(1_000);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 1_000_000; i += 1) {
    clock.ms += 0.01;
    buckets.take(`2001:db8:${i.toString(16)}::/64`);
  }
  collectGarbage();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 * 1024 * 1024);
});
