import { expect, test } from "vitest";
import { createJitter } from "./jitter.ts";

test("before the first start there is no jitter", () => {
  expect(createJitter().p99()).toBe(0);
});

test("the 99th percentile is at most 10 % above the exact one", () => {
  const jitter = createJitter();
  for (let ms = 1; ms <= 1_000; ms++) jitter.add(ms / 10);
  jitter.endTick();
  expect(jitter.p99()).toBeGreaterThanOrEqual(99);
  expect(jitter.p99()).toBeLessThanOrEqual(99 * 1.1);
});

test("what happened more than 120 ticks ago is forgotten", () => {
  const jitter = createJitter();
  for (let start = 0; start < 1_000; start++) jitter.add(5_000);
  jitter.endTick();
  for (let tick = 0; tick < 119; tick++) {
    jitter.add(1);
    jitter.endTick();
  }
  expect(jitter.p99()).toBeGreaterThan(4_000);
  jitter.add(1);
  jitter.endTick();
  expect(jitter.p99()).toBeLessThan(1.2);
});

test("a start of hours late is still counted", () => {
  const jitter = createJitter();
  jitter.add(1e8);
  jitter.endTick();
  expect(jitter.p99()).toBeGreaterThan(10_000);
});
