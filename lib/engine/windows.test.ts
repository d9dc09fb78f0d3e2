import { describe, expect, it } from "vitest";
import type { MetricFormula } from "#core/measure/metric";
import type { Window } from "#core/measure/window";
import { MINUTE_MS, TICK_MS, tickStart, type Tick } from "#core/time";
import { aSample, aTargetOf } from "#testing/a-window";
import { liveSamples, type LiveSamples } from "./live-samples.ts";
import { momentOf, windowOf, type Moment } from "./windows.ts";

const FIRST: Tick = 1_000_000;
const T0 = tickStart(FIRST);
const PROBE = aTargetOf({ id: "api", kind: "http" });
const PUSH = aTargetOf({ id: "orders", kind: "push" });
const TARGETS = [PROBE, PUSH];
const OF_PROBES: MetricFormula = { kind: "error_rate", source: "probe" };
const OF_TRAFFIC: MetricFormula = { kind: "error_rate", source: "traffic" };

/** One sample per tick up to `probed`, and of traffic up to `pushed`. */
function live(probed: Tick, pushed: Tick | null, everyMs = TICK_MS): LiveSamples {
  const samples = liveSamples(TARGETS, { t0: T0, now: T0, everyMs: () => everyMs });
  for (let tick = FIRST; tick <= probed; tick += 1) {
    const ids = pushed !== null && tick <= pushed ? ["api", "orders"] : ["api"];
    samples.settle(samples.show(ids.map((targetId) => aSample({ targetId, tick }))));
  }
  return samples;
}

function moment(tick: Tick, pushed: Tick | null, everyMs = TICK_MS): Moment {
  return momentOf(live(tick, pushed, everyMs), TARGETS, { tick, t0: T0, everyMs });
}

function ticks(window: Window): readonly number[] {
  return window.targets.map(({ sum }) => sum.ticks);
}

describe("what the rooms look at", () => {
  it("ends with the tick that is told of, its last five minutes and the five before", () => {
    const tick = FIRST + 200;
    const { now, before, sinceT0 } = moment(tick, tick);
    const end = tickStart(tick + 1);
    expect(now(OF_PROBES).range).toEqual({ from: end - 5 * MINUTE_MS, to: end });
    expect(before(OF_PROBES).range).toEqual({ from: end - 10 * MINUTE_MS, to: end - 5 * MINUTE_MS });
    expect(sinceT0(OF_PROBES)?.range).toEqual({ from: T0, to: end });
    expect(ticks(now(OF_PROBES))).toEqual([60, 60]);
    expect(ticks(before(OF_PROBES))).toEqual([60, 60]);
    expect(sinceT0(OF_PROBES) && ticks(sinceT0(OF_PROBES) as Window)).toEqual([201, 201]);
  });

  it("knows nothing of later ticks, although samples of them are there", () => {
    const { now, sinceT0 } = momentOf(live(FIRST + 102, FIRST + 102), TARGETS, {
      tick: FIRST + 99,
      t0: T0,
      everyMs: TICK_MS,
    });
    expect(ticks(now(OF_TRAFFIC))).toEqual([60, 60]);
    expect(sinceT0(OF_TRAFFIC) && ticks(sinceT0(OF_TRAFFIC) as Window)).toEqual([100, 100]);
  });

  it.each([
    ["in production by 3 ticks", 3, TICK_MS, 3],
    ["in production by 6 ticks", 6, TICK_MS, 6],
    ["in production by 9 ticks, of which 6 are waited for", 9, TICK_MS, 6],
    ["in a rehearsal at 60 times by 9 ticks, of which 6 are waited for", 9, TICK_MS / 60, 6],
    ["in a rehearsal at 600 times by 40 ticks: a third of a second", 40, TICK_MS / 600, 40],
    ["in a rehearsal at 600 times by 90 ticks, of which half a second is waited for", 90, TICK_MS / 600, 60],
  ])("ends earlier for traffic that lags %s", (...[, lag, everyMs, waited]) => {
    const tick = FIRST + 200;
    const { now, before } = moment(tick, tick - lag, everyMs);
    const end = tickStart(tick + 1 - waited);
    expect(now(OF_TRAFFIC).range.to).toBe(end);
    expect(ticks(now(OF_TRAFFIC))).toEqual([60, 60 - (lag - waited)]);
    expect(ticks(before(OF_TRAFFIC))).toEqual([60, 60]);
    expect(now(OF_PROBES).range.to).toBe(tickStart(tick + 1));
  });

  it("waits for no traffic where none ever came", () => {
    expect(moment(FIRST + 5, null).now(OF_TRAFFIC).range.to).toBe(tickStart(FIRST + 6));
  });

  it("has nothing since T0 before T0", () => {
    const early = momentOf(live(FIRST - 1, null), TARGETS, { tick: FIRST - 1, t0: T0, everyMs: TICK_MS });
    expect(early.sinceT0(OF_PROBES)).toBeNull();
    expect(moment(FIRST, null).sinceT0(OF_PROBES)).not.toBeNull();
  });

  it.each<[MetricFormula, "probe" | "traffic"]>([
    [{ kind: "availability" }, "probe"],
    [OF_PROBES, "probe"],
    [{ kind: "gauge", gauge: "learners", aggregate: "last" }, "traffic"],
    [{ kind: "gauge_share", part: "hits", whole: ["hits", "misses"] }, "traffic"],
    [{ kind: "request_rate", source: "traffic", per: "second" }, "traffic"],
  ])("reads %o from its own source", (formula, source) => {
    const lag = source === "traffic" ? 2 : 0;
    expect(moment(FIRST + 200, FIRST + 198).now(formula).range.to).toBe(tickStart(FIRST + 201 - lag));
  });

  it("can be cut down to some targets", () => {
    const window = moment(FIRST + 9, FIRST + 9).now(OF_PROBES);
    const cut = windowOf(window, ({ id }) => id === "orders");
    expect(cut).toEqual({ range: window.range, targets: [window.targets[1]] });
  });
});
