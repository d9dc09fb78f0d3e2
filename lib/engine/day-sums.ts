import { mergeAllSums, type WindowSum } from "#core/measure/window";
import { DAY_MS, HOUR_MS, tickStart, type EpochMs, type Range, type Tick } from "#core/time";
import type { SampleStore } from "./ports.ts";

/** About 1.5 KB each. */
const MOST_SUMS = 10_000;
/** A day is remembered once it is over for so long: samples that come later still are told by `late`. */
const OVER_AFTER_MS = HOUR_MS;

type Sums = Awaited<ReturnType<SampleStore["windows"]>>;

/** Windows of many days: each whole day of UTC is read once, so that any other end costs its own hours only. */
export type DaySums = Pick<SampleStore, "windows"> & {
  /** A sample of this tick was stored after its time: its day is read again. */
  late(tick: Tick): void;
};

/** Of always the same targets. */
export function daySums(store: Pick<SampleStore, "windows">, now: () => EpochMs): DaySums {
  const days = new Map<EpochMs, Sums>();
  const read = async (ids: readonly string[], day: EpochMs): Promise<Sums> => {
    const known = days.get(day);
    const sums = known ?? (await store.windows(ids, { from: day, to: day + DAY_MS }));
    days.delete(day);
    days.set(day, sums);
    const most = Math.max(1, Math.floor(MOST_SUMS / Math.max(1, ids.length)));
    for (const oldest of days.keys()) {
      if (days.size <= most) break;
      days.delete(oldest);
    }
    return sums;
  };
  return {
    windows: async (ids, range) => {
      const { whole, edges } = cut(range, now() - OVER_AFTER_MS);
      const parts: Sums[] = [];
      for (const day of whole) parts.push(await read(ids, day));
      for (const edge of edges) parts.push(await store.windows(ids, edge));
      return merged(ids, parts);
    },
    late: (tick) => void days.delete(dayOf(tickStart(tick))),
  };
}

function dayOf(at: EpochMs): EpochMs {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/** Whole days that are over, by their beginning, and what is left at the ends. */
function cut(
  { from, to }: Range,
  overBefore: EpochMs,
): { readonly whole: readonly EpochMs[]; readonly edges: readonly Range[] } {
  const first = Math.ceil(from / DAY_MS) * DAY_MS;
  const last = dayOf(Math.min(to, overBefore));
  if (first >= last) return { whole: [], edges: [{ from, to }] };
  const whole = Array.from({ length: (last - first) / DAY_MS }, (_, index) => first + index * DAY_MS);
  const ends = [
    { from, to: first },
    { from: last, to },
  ];
  return { whole, edges: ends.filter((edge) => edge.from < edge.to) };
}

function merged(ids: readonly string[], parts: readonly Sums[]): Sums {
  return new Map(
    ids.flatMap((id): [string, WindowSum][] => {
      const sums = parts.flatMap((part) => part.get(id) ?? []);
      return sums.length === 0 ? [] : [[id, mergeAllSums(sums)]];
    }),
  );
}
