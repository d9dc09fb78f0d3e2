import { sketchOf } from "#core/measure/sketch";
import type { Sample } from "#core/measure/sample";
import type { Target } from "#core/target";
import type { Tick } from "#core/time";
import { chanceFrom, type Chance } from "#demo/chance";

const SEED = 20_261_117;
const TICKS_PER_HOUR = 720;
/** So many hours are made; then they come again. */
const HOURS_MADE = 4;
const LATENCIES_PER_TICK = 20;
const SEGMENTS = ["segment-a", "segment-b", "segment-c"];

type Kind = { readonly kind: Target["kind"]; readonly says: (chance: Chance) => Omit<Sample, "targetId" | "tick"> };
const PROBED: Kind = { kind: "http", says: probed };
const TRAFFIC: Kind = { kind: "push", says: traffic };
const HOST: Kind = { kind: "push", says: host };
const KINDS: readonly Kind[] = [
  ...Array.from({ length: 6 }, () => PROBED),
  ...Array.from({ length: 9 }, () => TRAFFIC),
  ...Array.from({ length: 5 }, () => HOST),
];

/** Twenty targets that between them report everything the shipped plan's forms measure. */
export const TARGETS: readonly Target[] = KINDS.map(({ kind, says }, i) => ({
  id: `target-${i}`,
  kind,
  name: `Target ${i}`,
  segment: says === host ? null : (SEGMENTS[i % SEGMENTS.length] ?? null),
  region: null,
  critical: kind === "http",
}));

/** What all targets say of a tick: the same, whenever it is asked. */
export function systemSamples(): (tick: Tick) => readonly Sample[] {
  const chance = chanceFrom(SEED);
  const made = Array.from({ length: HOURS_MADE * TICKS_PER_HOUR }, () => KINDS.map(({ says }) => says(chance)));
  return (tick) => {
    const all = made[tick % made.length] ?? [];
    return TARGETS.map(({ id }, i) => ({ targetId: id, tick, ...(all[i] as (typeof all)[number]) }));
  };
}

function probed(chance: Chance): ReturnType<Kind["says"]> {
  const failed = chance() < 0.0005;
  return {
    up: !failed,
    requests: 1,
    errors: failed ? 1 : 0,
    latency: failed ? null : sketchOf([latency(chance)]),
    gauges: {},
    reason: failed ? "answered 503" : null,
  };
}

function traffic(chance: Chance): ReturnType<Kind["says"]> {
  return {
    up: null,
    requests: 90 + Math.floor(20 * chance()),
    errors: chance() < 0.05 ? 1 : 0,
    latency: sketchOf(Array.from({ length: LATENCIES_PER_TICK }, () => latency(chance))),
    gauges: {
      cache_hits: 80,
      cache_misses: Math.floor(20 * chance()),
      revenue_usd: 2 + chance(),
      active_learners: 55_000 + Math.floor(2_000 * chance()),
    },
    reason: null,
  };
}

function host(chance: Chance): ReturnType<Kind["says"]> {
  const gauges = {
    memory_mb: 900 + 20 * chance(),
    cpu_percent: 30 + 20 * chance(),
    network_mbps: 80 + 40 * chance(),
    db_query_ms: 2 + 3 * chance(),
  };
  return { up: null, requests: 0, errors: 0, latency: null, gauges, reason: null };
}

/** Spread as lognormal, 18 ms in the middle. */
function latency(chance: Chance): number {
  return 18 * Math.exp(0.3 * Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance()));
}
