import { tickAt, tickStart, type EpochMs, type Tick } from "#core/time";
import type { ClockSetting } from "#engine/ports";
import { readClock, realTimeOf } from "../clock-reading.ts";
import { SEGMENTS, type Segment } from "../story.ts";
import type { EndedRequest } from "./request-record.ts";

/** One segment's requests of one tick. */
export type TickCounts = {
  requests: number;
  errors: number;
  cacheHits: number;
  cacheMisses: number;
  revenueCents: number;
  readonly latenciesMs: number[];
};
export type ClosedTick = { readonly tick: Tick; readonly segments: Readonly<Record<Segment, TickCounts>> };

/**
 * Sorts requests into ticks of the rollout's clock, by the moment at which they end.
 * A tick closes once and never opens again: should the clock be set back, requests count in the open tick until it catches up.
 */
export type TickCounter = {
  /** The tick in which a request that ends at real time `now` counts; closes earlier ones. */
  tickNow(now: EpochMs): Tick;
  /** `request.tick` must be what `tickNow` just said. */
  add(request: EndedRequest): void;
  /** Continues by `setting`. Ticks that the change skips were not lived through: they stay unreported, a gap. */
  setClock(setting: ClockSetting, now: EpochMs): void;
  setting(): ClockSetting;
  /** Real milliseconds until the open tick ends. */
  untilClose(now: EpochMs): number;
};

/** A process that slept longer than this many ticks reports a gap, not zeros. */
const CATCH_UP_MOST = 1_000;

export function makeTickCounter(
  first: { readonly setting: ClockSetting; readonly now: EpochMs },
  closed: (tick: ClosedTick) => void,
): TickCounter {
  const state = { setting: first.setting, tick: tickAt(readClock(first.setting, first.now)), counts: noCounts() };
  const close = (): void => {
    const segments = state.counts;
    state.counts = noCounts();
    closed({ tick: state.tick, segments });
  };
  const advance = (now: EpochMs): void => {
    const reached = tickAt(readClock(state.setting, now));
    while (state.tick < reached) {
      close();
      state.tick = reached - state.tick > CATCH_UP_MOST ? reached : state.tick + 1;
    }
  };
  return {
    tickNow(now) {
      advance(now);
      return state.tick;
    },
    add: (request) => count(state.counts[request.segment], request),
    setClock(setting, now) {
      advance(now);
      state.setting = setting;
      const reached = tickAt(readClock(setting, now));
      if (reached <= state.tick) return;
      close();
      state.tick = reached;
    },
    setting: () => state.setting,
    untilClose: (now) => realTimeOf(state.setting, tickStart(state.tick + 1)) - now,
  };
}

function count(counts: TickCounts, request: EndedRequest): void {
  counts.requests += 1;
  if (request.error) counts.errors += 1;
  if (request.cache === "hit") counts.cacheHits += 1;
  if (request.cache === "miss") counts.cacheMisses += 1;
  if (request.latencyMs !== null) counts.latenciesMs.push(request.latencyMs);
  counts.revenueCents += request.revenueCents;
}

function noCounts(): Record<Segment, TickCounts> {
  const none = (): TickCounts => ({
    requests: 0,
    errors: 0,
    cacheHits: 0,
    cacheMisses: 0,
    revenueCents: 0,
    latenciesMs: [],
  });
  const [a, b, c] = SEGMENTS;
  return { [a]: none(), [b]: none(), [c]: none() };
}
