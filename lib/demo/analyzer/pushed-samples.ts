import { tickStart, type EpochMs } from "#core/time";
import type { PushedSample } from "#wire/push";
import { SEGMENTS, letterOf, type Segment } from "../story.ts";
import type { ClosedTick } from "./tick-counter.ts";

export const HOST_TARGET = "analyzer-host";

/** The push target that carries a segment's traffic. */
export function trafficTarget(segment: Segment): string {
  return `traffic-${letterOf(segment)}`;
}

/** A closed tick as the samples that are pushed of it: each segment's traffic, and what the analyzer's process used. */
export function pushedSamples(
  { tick, segments }: ClosedTick,
  about: {
    readonly activeLearners: (segment: Segment) => number;
    readonly host: Readonly<Record<string, number>>;
  },
): readonly PushedSample[] {
  const at = new Date(tickStart(tick) satisfies EpochMs).toISOString();
  const traffic = SEGMENTS.map((segment): PushedSample => {
    const { requests, errors, cacheHits, cacheMisses, revenueCents, latenciesMs } = segments[segment];
    return {
      target: trafficTarget(segment),
      at,
      up: null,
      requests,
      errors,
      latenciesMs,
      gauges: {
        cache_hits: cacheHits,
        cache_misses: cacheMisses,
        revenue_usd: revenueCents / 100,
        active_learners: about.activeLearners(segment),
      },
    };
  });
  return [...traffic, { target: HOST_TARGET, at, up: null, requests: 0, errors: 0, gauges: { ...about.host } }];
}
