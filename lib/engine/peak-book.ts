import { peak, type Peak } from "#core/measure/evaluate";
import type { MetricDefinition } from "#core/measure/metric";
import type { Plan } from "#core/plan/plan";
import type { PeakOf } from "#core/room/form/wanted";
import { sourceOf, type Target } from "#core/target";
import { HOUR_MS, type EpochMs, type Range } from "#core/time";
import { idsOf, readMinutes, type Stored } from "./stored-windows.ts";

/** So many hours are read ahead at a time: a beat must not take long. */
const MOST_HOURS_AHEAD = 4;
/** Hours of all metrics and segments; the first to be read is the first to be forgotten. */
const MOST_KNOWN = 1_000;

/**
 * The highest minute of each hour, once it was read: a day's peak then costs no more than its hours. What was read holds while
 * the hour has as many samples as it had.
 */
export type PeakBook = {
  /** Null without data, or for a metric that the plan does not have; the earliest where several are as high. */
  peak(of: PeakOf): Promise<Peak | null>;
  /** Reads some of the range's hours that are over before `now` and not known; nothing once all are. */
  readAhead(of: PeakOf, now: EpochMs): Promise<void>;
};

export type PeakParts = Stored & { readonly plan: Pick<Plan, "metrics"> };

type Known = { readonly ticks: number; readonly top: Peak | null };

export function peakBook(parts: PeakParts): PeakBook {
  const known = new Map<string, Known>();
  const remember = (name: string, one: Known): void => {
    known.delete(name);
    known.set(name, one);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KNOWN) break;
      known.delete(oldest);
    }
  };
  const topOf = async (question: Question, range: Range, ticks: number | null): Promise<Peak | null> => {
    const name = `${question.name} ${range.from}`;
    const before = known.get(name);
    if (ticks !== null && before?.ticks === ticks) return before.top;
    const top = peak(question.metric, await readMinutes({ ...parts, targets: question.targets }, range));
    if (ticks !== null) remember(name, { ticks, top });
    return top;
  };
  return {
    peak: async (of) => {
      const question = questionOf(parts, of);
      if (!question) return null;
      const { hours, edges } = cut(of.range);
      const ticks = await ticksByHour(parts, question, hours);
      const tops = await Promise.all([
        ...edges.map((edge) => topOf(question, edge, null)),
        ...hours.map((hour) => topOf(question, hour, ticks.get(hour.from) ?? 0)),
      ]);
      return highest(tops);
    },
    readAhead: async (of, now) => {
      const question = questionOf(parts, of);
      if (!question) return;
      const over = cut(of.range).hours.filter(({ from, to }) => to <= now && !known.has(`${question.name} ${from}`));
      const next = over.slice(0, MOST_HOURS_AHEAD);
      const ticks = await ticksByHour(parts, question, next);
      for (const hour of next) await topOf(question, hour, ticks.get(hour.from) ?? 0);
    },
  };
}

type Question = { readonly name: string; readonly metric: MetricDefinition; readonly targets: readonly Target[] };

/** Only the targets that the metric looks at. */
function questionOf({ plan, targets }: PeakParts, { metric: id, segment }: PeakOf): Question | null {
  const metric = plan.metrics.find((one) => one.id === id);
  if (!metric) return null;
  const source = "source" in metric.formula ? metric.formula.source : null;
  const asked = targets.filter(
    (target) =>
      (source === null || sourceOf(target.kind) === source) && (segment === null || target.segment === segment),
  );
  return { name: `${id} ${segment ?? ""}`, metric, targets: asked };
}

/** Counted before the minutes are read: a sample that comes in between makes them read anew next time. */
async function ticksByHour(
  { store }: PeakParts,
  { targets }: Question,
  hours: readonly Range[],
): Promise<ReadonlyMap<EpochMs, number>> {
  const [first, last] = [hours.at(0), hours.at(-1)];
  if (!first || !last) return new Map();
  const steps = await store.series(idsOf(targets), { from: first.from, to: last.to }, HOUR_MS);
  return new Map(steps.map(({ from, sums }) => [from, [...sums.values()].reduce((all, { ticks }) => all + ticks, 0)]));
}

/** Whole hours of UTC, and what is left at the ends. */
function cut({ from, to }: Range): { readonly hours: readonly Range[]; readonly edges: readonly Range[] } {
  const first = Math.ceil(from / HOUR_MS) * HOUR_MS;
  const last = Math.floor(to / HOUR_MS) * HOUR_MS;
  if (first >= last) return { hours: [], edges: [{ from, to }] };
  const hours = Array.from({ length: (last - first) / HOUR_MS }, (_, index) => {
    const start = first + index * HOUR_MS;
    return { from: start, to: start + HOUR_MS };
  });
  const ends = [
    { from, to: first },
    { from: last, to },
  ];
  return { hours, edges: ends.filter((edge) => edge.from < edge.to) };
}

function highest(tops: readonly (Peak | null)[]): Peak | null {
  return tops.reduce<Peak | null>((best, top) => {
    if (!best || !top) return best ?? top;
    const higher = top.value > best.value || (top.value === best.value && top.range.from < best.range.from);
    return higher ? top : best;
  }, null);
}
