import { evaluate } from "#core/measure/evaluate";
import type { Window, WindowSum } from "#core/measure/window";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Target } from "#core/target";
import { stepFor, ticksIn, type Range } from "#core/time";
import { limitAt } from "#core/measure/limit";
import type { History, Series } from "#wire/history";
import type { HistoryBucket, HistoryQuery, SampleStore, SeriesQuery } from "./ports.ts";
import type { Yardstick } from "./readings.ts";

/** A target's history in columns; `not_found` for a target that is not configured. */
export async function readHistory(
  store: SampleStore,
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

/** Metrics over time, pooled over all targets or one segment's; `not_found` for a metric that the plan does not have. */
export async function readSeries(
  store: SampleStore,
  about: { readonly targets: readonly Target[]; readonly yardsticks: ReadonlyMap<string, Yardstick> },
  query: SeriesQuery,
): Promise<Outcome<Series>> {
  const unknown = query.metrics.find((id) => !about.yardsticks.has(id));
  if (unknown !== undefined) return refuse("not_found", `The plan has no metric "${unknown}".`);
  const targets = about.targets.filter((target) => query.segment === null || target.segment === query.segment);
  const stepMs = stepFor(query.range, query.buckets);
  const from = Math.floor(query.range.from / stepMs) * stepMs;
  const steps = await store.series(
    targets.map((target) => target.id),
    { from, to: query.range.to },
    stepMs,
  );
  const byStart = new Map(steps.map((step) => [step.from, step.sums]));
  const starts = Array.from(
    { length: Math.ceil((query.range.to - from) / stepMs) },
    (_, index) => from + index * stepMs,
  );
  const windows = starts.map((start) => windowAt({ from: start, to: start + stepMs }, targets, byStart.get(start)));
  return accept({
    from,
    stepMs,
    lines: query.metrics.flatMap((id) => {
      const yardstick = about.yardsticks.get(id);
      return yardstick ? [lineOf(yardstick, query.segment, windows)] : [];
    }),
  });
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
  windows: readonly (Window | null)[],
): Series["lines"][number] {
  return {
    metric: metric.id,
    label: metric.label,
    unit: metric.unit,
    segment,
    values: windows.map((window) => window && evaluate(metric, window).value),
    passAt: limit && limitAt(limit.pass, metric.unit),
    failAt: limit?.fail ? limitAt(limit.fail, metric.unit) : null,
  };
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
