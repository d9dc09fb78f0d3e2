import { quantile } from "#core/measure/sketch";
import type { Sample } from "#core/measure/sample";
import type { Target } from "#core/target";
import { tickStart, type Tick } from "#core/time";
import type { TargetReading } from "#wire/frame";
import { patienceTicks } from "./patience.ts";

/** More ticks than this without a sample, and the target is silent. */
const SILENT_AFTER_TICKS = 2;
/** Traffic is reported after its tick has ended, and may come late by as much as a page may be. */
const LATE_PUSH_TICKS = 6;

/** The tick that is told of, and how many real ms a tick lasts. */
export type Telling = { readonly tick: Tick; readonly everyMs: number };

/** A target as of a tick: up, down, silent or still waiting for its first sample. */
export function targetReading(target: Target, newest: Sample | null, telling: Telling): TargetReading {
  const { id, name, kind, segment, region, critical } = target;
  const base = { id, name, kind, segment, region, critical };
  if (newest === null)
    return { ...base, state: "waiting", reason: null, lastAt: null, latencyMs: null, requests: 0, errors: 0 };
  const state = stateOf(target, newest, telling);
  return {
    ...base,
    state,
    reason: state === "silent" ? "no sample arrives" : newest.reason,
    lastAt: tickStart(newest.tick),
    latencyMs: newest.latency ? quantile(newest.latency, 0.5) : null,
    requests: newest.requests,
    errors: newest.errors,
  };
}

function stateOf(target: Target, newest: Sample, { tick, everyMs }: Telling): TargetReading["state"] {
  const patience = target.kind === "push" ? LATE_PUSH_TICKS : SILENT_AFTER_TICKS;
  if (tick - newest.tick > patienceTicks(patience, everyMs)) return "silent";
  return newest.up === false ? "down" : "up";
}

const URGENCY: Readonly<Record<TargetReading["state"], number>> = { down: 0, silent: 1, waiting: 2, up: 3 };

/** Worst first: critical before others, then by state, then the slowest. */
export function byUrgency(a: TargetReading, b: TargetReading): number {
  const state = URGENCY[a.state] - URGENCY[b.state];
  if (state !== 0) return state;
  if (a.critical !== b.critical) return a.critical ? -1 : 1;
  return (b.latencyMs ?? 0) - (a.latencyMs ?? 0);
}

export function countStates(targets: readonly TargetReading[]): Readonly<Record<TargetReading["state"], number>> {
  const counts = { up: 0, down: 0, silent: 0, waiting: 0 };
  for (const target of targets) counts[target.state] += 1;
  return counts;
}
