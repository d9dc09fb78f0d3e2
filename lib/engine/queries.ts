import { evaluate } from "#core/measure/evaluate";
import type { Window, WindowSum } from "#core/measure/window";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Target } from "#core/target";
import { affordableStep, stepFor, ticksIn, type EpochMs, type Range } from "#core/time";
import { limitAt } from "#core/measure/limit";
import type { History, Series } from "#wire/history";
import type { HistoryBucket, HistoryQuery, SampleReads, SeriesQuery } from "./ports.ts";
import type { Yardstick } from "./readings.ts";
import { lineName, type SeriesMemory } from "./series-memory.ts";

/** A target's history in columns; `not_found` for a target that is not configured. */
export async function readHistory(
  store: Pick<SampleReads, "history" | "series">,
  targets: readonly Target[],
  query: HistoryQuery,
): Promise<Outcome<History>> {
  if (!targets.some((target) => target.id === query.target))
    return refuse("not_found", `There is no target "${query.target}".`);
  const buckets = await store.history(query.target, query.range, query.buckets);
  const stepMs = stepFor(query.range, query.buckets);
  const column = <T>(pick: (bucket: HistoryBucket) => T): T[] => buckets.map(pick);
  return accept({
    target: query.target,
    from: buckets[0]?.from ?? query.range.from,
    stepMs,
    coverage: column((bucket) =>
      round(bucket.ticks / Math.max(1, ticksIn({ from: bucket.from, to: bucket.from + stepMs })), 3),
    ),
    up: column((bucket) => (bucket.upKnown === 0 ? null : round(bucket.upTicks / bucket.upKnown, 4))),
    requests: column((bucket) => bucket.requests),
    errors: column((bucket) => bucket.errors),
    minMs: column((bucket) => bucket.minMs && round(bucket.minMs, 2)),
    maxMs: column((bucket) => bucket.maxMs && round(bucket.maxMs, 2)),
    p99Ms: column((bucket) => bucket.p99Ms && round(bucket.p99Ms, 2)),
  });
}

export type SeriesAbout = {
  readonly targets: readonly Target[];
  readonly yardsticks: ReadonlyMap<string, Yardstick>;
  readonly memory: SeriesMemory;
  /** Steps that end before are over: hardly a sample of theirs is still to come. */
  readonly overBefore: EpochMs;
};

/** Sums of all targets that one answer is made of: what would need more, and take longer than seconds, has longer steps. */
const MOST_SUMS = 300_000;

/**
 * Metrics over time, pooled over all targets or one segment's; `not_found` for a metric that the plan does not have. In fewer
 * steps than asked for where so many targets over so long would take too long to read.
 */
export async function readSeries(
  store: Pick<SampleReads, "history" | "series">,
  about: SeriesAbout,
  query: SeriesQuery,
): Promise<Outcome<Series>> {
  const unknown = query.metrics.find((id) => !about.yardsticks.has(id));
  if (unknown !== undefined) return refuse("not_found", `The plan has no metric "${unknown}".`);
  const yardsticks = query.metrics.flatMap((id) => about.yardsticks.get(id) ?? []);
  const { length: series } = targetsOf(about, query);
  const stepMs = affordableStep(query.range, { buckets: query.buckets, series, mostSums: MOST_SUMS });
  const from = Math.floor(query.range.from / stepMs) * stepMs;
  const starts = Array.from(
    { length: Math.ceil((query.range.to - from) / stepMs) },
    (_, index) => from + index * stepMs,
  );
  const line = lineName(query.segment, stepMs);
  const recalled = starts.map((start) => about.memory.recall(line, start, query.metrics));
  const unread = recalled.indexOf(null);
  const read =
    unread < 0
      ? new Map<EpochMs, Values>()
      : await readSteps(store, about, { ...query, stepMs, starts: starts.slice(unread) });
  for (const [start, values] of read) if (start + stepMs <= about.overBefore) about.memory.keep(line, start, values);
  const values = starts.map((start, index) => read.get(start) ?? recalled[index] ?? NOTHING);
  return accept({ from, stepMs, lines: yardsticks.map((yardstick) => lineOf(yardstick, query.segment, values)) });
}

/** Sums that are held at once, of all targets: each takes 1.5 KB, and what they come to takes next to nothing. */
const SUMS_AT_ONCE = 6_000;

type Values = ReadonlyMap<string, number | null>;
const NOTHING: Values = new Map();

/** The values of consecutive steps, read from the store. */
async function readSteps(
  store: Pick<SampleReads, "history" | "series">,
  about: SeriesAbout,
  query: SeriesQuery & { readonly stepMs: number; readonly starts: readonly EpochMs[] },
): Promise<ReadonlyMap<EpochMs, Values>> {
  const { stepMs, starts } = query;
  const targets = targetsOf(about, query);
  const ids = targets.map((target) => target.id);
  const yardsticks = query.metrics.flatMap((id) => about.yardsticks.get(id) ?? []);
  const stepsAtOnce = Math.max(1, Math.floor(SUMS_AT_ONCE / Math.max(1, ids.length)));
  const values = new Map<EpochMs, Values>();
  for (let first = 0; first < starts.length; first += stepsAtOnce) {
    const some = starts.slice(first, first + stepsAtOnce);
    const to = Math.min(query.range.to, starts[first + stepsAtOnce] ?? Infinity);
    const steps = await store.series(ids, { from: some[0] ?? to, to }, stepMs);
    const byStart = new Map(steps.map((step) => [step.from, step.sums]));
    for (const start of some) {
      const window = windowAt({ from: start, to: start + stepMs }, targets, byStart.get(start));
      const valueOf = ({ metric }: Yardstick): number | null => window && evaluate(metric, window).value;
      values.set(start, new Map(yardsticks.map((yardstick) => [yardstick.metric.id, valueOf(yardstick)])));
    }
  }
  return values;
}

function targetsOf({ targets }: SeriesAbout, { segment }: Pick<SeriesQuery, "segment">): readonly Target[] {
  return targets.filter((target) => segment === null || target.segment === segment);
}

function windowAt(
  range: Range,
  targets: readonly Target[],
  sums: ReadonlyMap<string, WindowSum> | undefined,
): Window | null {
  const measured = targets.flatMap((target) => {
    const sum = sums?.get(target.id);
    return sum ? [{ target, sum }] : [];
  });
  return measured.length === 0 ? null : { range, targets: measured };
}

function lineOf(
  { metric, limit }: Yardstick,
  segment: string | null,
  steps: readonly Values[],
): Series["lines"][number] {
  return {
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    segment,
    values: steps.map((values) => values.get(metric.id) ?? null),
    passAt: limit && limitAt(limit.pass, metric.unit),
    failAt: limit?.fail ? limitAt(limit.fail, metric.unit) : null,
  };
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
