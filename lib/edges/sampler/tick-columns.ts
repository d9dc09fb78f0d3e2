import { sketchOf } from "#core/measure/sketch";
import type { Sample } from "#core/measure/sample";
import type { Tick } from "#core/time";
import type { TickColumns } from "./protocol.ts";

const NO_GAUGES: Sample["gauges"] = {};

/** What a check found of one target. */
export type Result = {
  readonly latencyMs: number | null;
  readonly reason: string | null;
  readonly gauges?: Sample["gauges"];
};

/** A tick being measured. One result per target: the first. */
export type OpenTick = {
  readonly tick: Tick;
  has(index: number): boolean;
  /** Whether every target has a result. */
  full(): boolean;
  put(index: number, result: Result): void;
  columns(list: number, jitterMsP99: number): TickColumns;
};

export function openTick(tick: Tick, targets: number): OpenTick {
  const latencies = new Array<number | null>(targets).fill(null);
  const reasons: Record<string, string> = {};
  const figures: Record<string, Sample["gauges"]> = {};
  const has = (index: number): boolean => latencies[index] !== null || reasons[index] !== undefined;
  let results = 0;
  return {
    tick,
    has,
    full: () => results === targets,
    put(index, { latencyMs, reason, gauges }) {
      if (has(index) || (latencyMs === null && reason === null)) return;
      results++;
      latencies[index] = latencyMs === null ? null : Math.round(latencyMs * 1_000) / 1_000;
      if (reason !== null) reasons[index] = reason;
      if (gauges) figures[index] = gauges;
    },
    columns: (list, jitterMsP99) => ({ kind: "tick", list, tick, latencies, reasons, gauges: figures, jitterMsP99 }),
  };
}

/** The samples of a closed tick; a target that was not measured has none. */
export function samplesOf(columns: TickColumns, targetIds: readonly string[]): readonly Sample[] {
  const samples: Sample[] = [];
  targetIds.forEach((targetId, index) => {
    const latencyMs = columns.latencies[index] ?? null;
    const reason = columns.reasons[index] ?? null;
    if (latencyMs === null && reason === null) return;
    samples.push({
      targetId,
      tick: columns.tick,
      up: reason === null,
      requests: 1,
      errors: reason === null ? 0 : 1,
      latency: latencyMs === null ? null : sketchOf([latencyMs]),
      gauges: columns.gauges[index] ?? NO_GAUGES,
      reason,
    });
  });
  return samples;
}
