import { MINUTE_MS, tickStart, type EpochMs, type Tick } from "#core/time";

type Values = Map<string, number | null>;
type Step = { readonly readAt: EpochMs; readonly values: Values };

/** A step is read again after so long: another node may have stored a late sample that this one was not told of. */
const COUNTS_FOR_MS = 5 * MINUTE_MS;
/** Kinds of questions (segment and step) that are remembered, and steps of each. */
const MOST_LINES = 16;
const MOST_STEPS = 2_000;

/**
 * Values of steps that are over, so that many displays that ask for the same hour read only its newest minutes. Everything in
 * it can be read again.
 */
export type SeriesMemory = {
  /** The value of each metric in the step, or null where it must be read. */
  recall(line: string, from: EpochMs, metrics: readonly string[]): ReadonlyMap<string, number | null> | null;
  keep(line: string, from: EpochMs, values: ReadonlyMap<string, number | null>): void;
  /** A sample of this tick was stored after its time: what was summed without it is forgotten. */
  late(tick: Tick): void;
};

export function seriesMemory(now: () => EpochMs): SeriesMemory {
  const lines = new Map<string, Map<EpochMs, Step>>();
  return {
    recall: (line, from, metrics) => {
      const step = lines.get(line)?.get(from);
      if (!step || Math.abs(now() - step.readAt) > COUNTS_FOR_MS) return null;
      return metrics.every((metric) => step.values.has(metric)) ? step.values : null;
    },
    keep: (line, from, values) => {
      const steps = lines.get(line) ?? new Map<EpochMs, Step>();
      lines.set(line, steps);
      steps.set(from, { readAt: now(), values: new Map(values) });
      dropOldest(steps, MOST_STEPS);
      dropOldest(lines, MOST_LINES);
    },
    late: (tick) => {
      const at = tickStart(tick);
      // a step's length is its question's: whatever may reach as far goes
      for (const [line, steps] of lines)
        for (const from of steps.keys()) if (from <= at && at < from + stepOf(line)) steps.delete(from);
    },
  };
}

/** One question's name: all targets or one segment's, cut into steps of `stepMs`. */
export function lineName(segment: string | null, stepMs: number): string {
  return `${stepMs} ${segment ?? ""}`;
}

function stepOf(line: string): number {
  return Number(line.split(" ", 1)[0]);
}

function dropOldest<K, V>(map: Map<K, V>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
