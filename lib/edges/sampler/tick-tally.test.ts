import { expect, test } from "vitest";
import { TICK_MS } from "#core/time";
import { tickTally } from "./tick-tally.ts";

function handClock(): { now(): number; at: number } {
  const clock = { at: 1_000 * TICK_MS, now: () => clock.at };
  return clock;
}
const missed = (tally: ReturnType<typeof tickTally>): number => tally.status().health.ticksMissed;

test("ticks that are left out are missed, and a tick is counted once", () => {
  const tally = tickTally(handClock());
  tally.ready();
  expect([1001, 1002, 1005, 1005, 1004].map((tick) => tally.count({ tick, jitterMsP99: 2 }))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(tally.status()).toEqual({
    alive: true,
    restarts: 0,
    health: { startedAt: 1_000 * TICK_MS, ticksRun: 3, ticksMissed: 2, jitterMsP99: 2 },
  });
});

test("while the sampler is dead missed ticks go on being counted", () => {
  const clock = handClock();
  const tally = tickTally(clock);
  tally.ready();
  tally.count({ tick: 1001, jitterMsP99: 0 });
  tally.died();
  clock.at = 1_010 * TICK_MS;
  expect(missed(tally)).toBe(7);
  expect(tally.status()).toMatchObject({ alive: false, restarts: 1 });
});

test("before it was ever ready nothing is missed: it has not begun", () => {
  const clock = handClock();
  const tally = tickTally(clock);
  clock.at += 100 * TICK_MS;
  expect(missed(tally)).toBe(0);
});
