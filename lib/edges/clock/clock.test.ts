import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { followingClock, realClock, rehearsalClock } from "./clock.ts";
import { steadyTime, type TimeSource } from "./steady-time.ts";

/** A machine's time in the test's hand: `wall` can be set, the counter only counts. */
function handTime(start = 1_000_000): TimeSource & { pass(ms: number): void; setWall(at: number): void } {
  let [wall, count] = [start, 0];
  return {
    wall: () => wall,
    counter: () => count,
    pass: (ms) => void ((wall += ms), (count += ms)),
    setWall: (at) => void (wall = at),
  };
}
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe("real time", () => {
  test("is the wall clock, and follows a step forward at once", () => {
    const time = handTime(1_000);
    const now = steadyTime(time);
    time.pass(250);
    expect(now()).toBe(1_250);
    time.setWall(3_600_000);
    expect(now()).toBe(3_600_000);
  });

  test("after the wall clock was set back by 10 s it runs at half speed for 20 s, then agrees again", () => {
    const time = handTime(100_000);
    const now = steadyTime(time);
    now();
    time.setWall(90_000);
    time.pass(4_000);
    expect(now()).toBe(102_000);
    time.pass(15_999);
    now();
    expect(now()).toBeGreaterThanOrEqual(109_999);
    time.pass(2);
    expect(now()).toBe(110_001);
  });

  test("never goes backwards, whatever is done to the wall clock and the rate", () => {
    const seed = 20261103;
    const step = fc.oneof(
      fc.record({ pass: fc.integer({ min: 0, max: 10_000 }) }),
      fc.record({ setWall: fc.integer({ min: -50_000, max: 50_000 }) }),
      fc.record({ rate: fc.double({ min: 0.01, max: 600, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const time = handTime();
        const clock = rehearsalClock({ startAt: 0, rate: 60 }, time);
        let last = clock.now();
        for (const s of steps) {
          if ("pass" in s) time.pass(s.pass);
          else if ("setWall" in s) time.setWall(time.wall() + s.setWall);
          else clock.setRate(s.rate);
          const now = clock.now();
          expect(now).toBeGreaterThanOrEqual(last);
          last = now;
        }
      }),
      { seed, verbose: 1 },
    );
  });
});

describe("a rehearsal clock", () => {
  test("starts where it is told and runs at its rate", () => {
    const time = handTime();
    const clock = rehearsalClock({ startAt: 5_000, rate: 60 }, time);
    time.pass(1_000);
    expect(clock.now()).toBe(65_000);
    expect(clock.setting()).toEqual({ kind: "rehearsal", rate: 60, realAt: 1_000_000, clockAt: 5_000 });
  });

  test("keeps its reading when the rate changes", () => {
    const time = handTime();
    const clock = rehearsalClock({ startAt: 0, rate: 60 }, time);
    time.pass(1_000);
    expect(clock.setRate(2)).toEqual({ kind: "rehearsal", rate: 2, realAt: 1_001_000, clockAt: 60_000 });
    expect(clock.now()).toBe(60_000);
    time.pass(500);
    expect(clock.now()).toBe(61_000);
  });

  test.each([0, -1, Number.NaN, 601, Infinity])("a rate of %s is refused", (rate) => {
    expect(() => rehearsalClock({ rate })).toThrow(RangeError);
  });

  test("calls at the moment on its own time, not before it and soon after", async () => {
    const clock = rehearsalClock({ startAt: 0, rate: 50 });
    const calledAt = await new Promise<number>((done) => clock.at(5_000, () => done(clock.now())));
    expect(calledAt).toBeGreaterThanOrEqual(5_000);
    expect(calledAt).toBeLessThan(5_000 + 50 * 50);
  });

  test("a pending call moves when the rate changes, and a cancelled one is not made", async () => {
    const clock = rehearsalClock({ startAt: 0, rate: 1 });
    const calls: string[] = [];
    clock.at(20_000, () => calls.push("moved"));
    const cancel = clock.at(20_000, () => calls.push("cancelled"));
    await sleep(20);
    expect(calls).toEqual([]);
    clock.setRate(400);
    cancel();
    await sleep(150);
    expect(calls).toEqual(["moved"]);
  });

  test("a slower rate holds a pending call back", async () => {
    const clock = rehearsalClock({ startAt: 0, rate: 100 });
    const calls: number[] = [];
    const cancel = clock.at(10_000, () => calls.push(clock.now()));
    clock.setRate(1);
    await sleep(180);
    expect(calls).toEqual([]);
    cancel();
  });
});

test("a call 60 days ahead waits, although a timer holds only 24.8 days", async () => {
  const clock = realClock();
  let called = false;
  const cancel = clock.at(clock.now() + 60 * 86_400_000, () => (called = true));
  await sleep(30);
  expect(called).toBe(false);
  cancel();
});

test("a clock that follows another reads the same, and waits instead of stepping back", () => {
  const time = handTime();
  const leader = rehearsalClock({ startAt: 0, rate: 60 }, time);
  const follower = followingClock(leader.setting(), time);
  time.pass(1_000);
  const slower = leader.setRate(1);
  time.pass(10);
  expect(follower.now()).toBe(60_600);
  follower.follow(slower);
  expect(follower.now()).toBe(60_600);
  time.pass(1_000);
  expect(follower.now()).toBe(leader.now());
});
