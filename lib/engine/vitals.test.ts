import { describe, expect, it } from "vitest";
import { TICK_MS, tickStart } from "#core/time";
import { aReport, handClock } from "#testing/an-engine";
import { aSample } from "#testing/a-window";
import { patienceTicks } from "./patience.ts";
import { vitals, type Vitals } from "./vitals.ts";

const FIRST = 1_000;
const FAULT = { id: "disk", severity: "high", sentence: "The disk is nearly full.", since: 7 } as const;

function vitalsAt(rate = 1): { readonly signs: Vitals; set(tick: number): void } {
  const clock = handClock(tickStart(FIRST), rate);
  const signs = vitals({
    unreadable: { count: () => 3 },
    strayErrors: { count: () => 2 },
    clock,
    writer: { state: () => ({ reachable: true, waiting: 3, lost: 1 }) },
    publisher: { connected: () => 4, cutOff: () => ({ does_not_read: 1 }) },
    faults: { list: () => [FAULT] },
  });
  return { signs, set: (tick) => clock.set(tickStart(tick)) };
}

describe("the sampler", () => {
  it("is not alive before its first tick", () => {
    const { signs } = vitalsAt();
    expect(signs.tick()).toBeNull();
    expect(signs.health().sampler).toEqual({ alive: false, ticksMissed: 0, jitterMsP99: 0 });
  });

  it.each([
    ["in production two ticks", 1, 2],
    ["in a rehearsal at 12 times two real seconds", 12, 5],
    ["in a rehearsal at 600 times two real seconds", 600, 240],
  ])("counts as down when nothing is heard of it: %s", (_when, rate, ticks) => {
    const { signs, set } = vitalsAt(rate);
    signs.heard(aReport(FIRST), 0);
    set(FIRST + ticks);
    expect(signs.health().sampler.alive).toBe(true);
    expect(signs.tick()).toBe(FIRST);
    set(FIRST + ticks + 1);
    expect(signs.health().sampler.alive).toBe(false);
    // what is told then is told of the newest tick that is over
    expect(signs.tick()).toBe(FIRST + ticks);
    signs.heard(aReport(FIRST + ticks), 0);
    expect(signs.health().sampler.alive).toBe(true);
  });
});

describe("vitals", () => {
  it("say what the store and the displays say, and round the jitter", () => {
    const { signs } = vitalsAt();
    const { health, ...report } = aReport(FIRST, [aSample()]);
    signs.heard({ ...report, health: { ...health, ticksMissed: 2, jitterMsP99: 1.2345 } }, 1);
    expect(signs.health()).toEqual({
      sampler: { alive: true, ticksMissed: 2, jitterMsP99: 1.2 },
      store: { reachable: true, waiting: 3, lost: 1 },
      displays: 4,
      faults: [FAULT],
    });
  });

  it("count what was done since the start, as it stood when it was asked", () => {
    const { signs } = vitalsAt();
    signs.heard(aReport(FIRST), 5);
    signs.heard(aReport(FIRST + 1), 6);
    const before = signs.counters();
    signs.count("pushed", 7);
    signs.count("duplicates", 2);
    signs.count("frames", 3);
    expect(before).toEqual({
      ticks: 2,
      samples: 11,
      pushed: 0,
      duplicates: 0,
      frames: 0,
      unreadable: 3,
      strayErrors: 2,
      cutOff: { does_not_read: 1 },
    });
    expect(signs.counters()).toEqual({ ...before, pushed: 7, duplicates: 2, frames: 3 });
  });
});

describe("patience", () => {
  it.each([
    [TICK_MS, 2],
    [1_000, 2],
    [500, 4],
    [TICK_MS / 600, 240],
  ])("with %s real ms a tick makes two ticks %s, at least two real seconds", (everyMs, ticks) => {
    expect(patienceTicks(2, everyMs)).toBe(ticks);
  });
});
