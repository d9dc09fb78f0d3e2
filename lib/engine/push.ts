import { sketchOf, sketchOfHistogram, type Sketch } from "#core/measure/sketch";
import type { Sample } from "#core/measure/sample";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Target } from "#core/target";
import { DAY_MS, TICK_MS, tickAt, type EpochMs } from "#core/time";
import type { PushedSample } from "#wire/push";
import type { GaugeNames } from "./gauge-names.ts";
import type { PushingKey } from "./ports.ts";

const OLDEST_MS = 29 * DAY_MS;
/** A sender's clock may run ahead of ours by this much. */
export const MOST_AHEAD_MS = 2 * TICK_MS;

export type PushContext = {
  readonly targets: ReadonlyMap<string, Target>;
  readonly key: PushingKey;
  readonly names: GaugeNames;
  readonly now: EpochMs;
};

/** Pushed samples as samples; refused as a whole, naming every sample at fault, so that a sender never has half a batch stored. */
export function takePush(pushed: readonly PushedSample[], context: PushContext): Outcome<readonly Sample[]> {
  const places = pushed.flatMap((sample, index) =>
    faultOf(sample, context).map(([field, message]) => ({ path: `samples.${index}.${field}`, message })),
  );
  const first = places[0];
  if (first) return refuse("invalid", `${first.path}: ${first.message}`, places.slice(0, 50));
  const tooMany = context.names.take(pushed, context.key.name, context.now);
  if (tooMany) {
    const [index, message] = tooMany;
    const path = `samples.${index}.gauges`;
    return refuse("invalid", `${path}: ${message}`, [{ path, message }]);
  }
  return accept(pushed.map(sampleOf));
}

function faultOf(
  sample: PushedSample,
  { targets, key, now }: PushContext,
): readonly (readonly [field: string, message: string])[] {
  const target = targets.get(sample.target);
  if (target?.kind !== "push" || (key.targets !== null && !key.targets.includes(sample.target))) {
    return [["target", `"${sample.target}" is not a push target of this key`]];
  }
  const at = Date.parse(sample.at);
  if (!(at <= now + MOST_AHEAD_MS)) return [["at", "lies in the future"]];
  return at < now - OLDEST_MS ? [["at", "is older than 29 days"]] : [];
}

function sampleOf(pushed: PushedSample): Sample {
  const { target, up, requests, errors, gauges } = pushed;
  return {
    targetId: target,
    tick: tickAt(Date.parse(pushed.at)),
    up,
    requests,
    errors,
    latency: latencyOf(pushed),
    gauges,
    reason: up === false ? "reported as down" : null,
  };
}

function latencyOf({ latenciesMs, histogram }: PushedSample): Sketch | null {
  const sketch = histogram ? sketchOfHistogram(histogram.boundsMs, histogram.counts) : sketchOf(latenciesMs ?? []);
  return sketch.count > 0 ? sketch : null;
}
