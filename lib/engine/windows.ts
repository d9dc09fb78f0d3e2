import type { MetricFormula } from "#core/measure/metric";
import type { Window } from "#core/measure/window";
import type { Source, Target } from "#core/target";
import { MINUTE_MS, TICK_MS, tickStart, type EpochMs, type Tick } from "#core/time";
import type { Measured } from "./live-samples.ts";
import { lagTicks } from "./patience.ts";

const NOW_WINDOW_MS = 5 * MINUTE_MS;

/** What the rooms look at in one tick, over every target: the last five minutes, the five before, and everything since T0. */
export type Moment = {
  now(formula: MetricFormula): Window;
  /** The last `lengthMs`; null where it reaches further back than is kept here. */
  last(formula: MetricFormula, lengthMs: number): Window | null;
  before(formula: MetricFormula): Window;
  /** Null before the start. */
  sinceT0(formula: MetricFormula): Window | null;
};

/**
 * Traffic is reported once its tick has ended, so its windows end with the newest tick reported, up to six ticks ago (in a
 * rehearsal up to half a second); a source that is later than that loses coverage instead.
 */
export function momentOf(
  live: Measured,
  targets: readonly Target[],
  { tick, t0, everyMs }: { readonly tick: Tick; readonly t0: EpochMs | null; readonly everyMs: number },
): Moment {
  const end = tickStart(tick + 1);
  const reported = tickStart((live.newestTick("traffic") ?? tick) + 1);
  const ends: Readonly<Record<Source, EpochMs>> = {
    probe: end,
    traffic: Math.min(end, Math.max(reported, end - lagTicks(everyMs) * TICK_MS)),
  };
  const recent = remembered((to) => live.window({ from: to - NOW_WINDOW_MS, to }, targets));
  const total = remembered((to) => live.total({ from: t0 ?? to, to }, targets));
  return {
    now: (formula) => recent(ends[sourceRead(formula)]),
    last: (formula, lengthMs) => {
      const to = ends[sourceRead(formula)];
      return to - lengthMs < live.since() ? null : live.window({ from: to - lengthMs, to }, targets);
    },
    before: (formula) => recent(ends[sourceRead(formula)] - NOW_WINDOW_MS),
    sinceT0: (formula) => (t0 !== null && ends[sourceRead(formula)] > t0 ? total(ends[sourceRead(formula)]) : null),
  };
}

/** The same window cut down to some of its targets. */
export function windowOf(window: Window, wanted: (target: Target) => boolean): Window {
  return { range: window.range, targets: window.targets.filter(({ target }) => wanted(target)) };
}

/** Gauges come with pushed traffic; only availability and probe metrics read probes. */
function sourceRead(formula: MetricFormula): Source {
  if (formula.kind === "availability") return "probe";
  return "source" in formula ? formula.source : "traffic";
}

/** Every metric of a tick reads one of very few windows: each is summed once. */
function remembered(make: (to: EpochMs) => Window): (to: EpochMs) => Window {
  const made = new Map<EpochMs, Window>();
  return (to) => {
    const known = made.get(to);
    if (known) return known;
    const window = make(to);
    made.set(to, window);
    return window;
  };
}
