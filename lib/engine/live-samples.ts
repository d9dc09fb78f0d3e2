import type { Sample } from "#core/measure/sample";
import { addSample, EMPTY_SUM, sumOf, type Window, type WindowSum } from "#core/measure/window";
import { sourceOf, type Source, type Target } from "#core/target";
import { tickAt, tickStart, type EpochMs, type Range, type Tick } from "#core/time";

/** Two five-minute windows and as much again as a source may lag. */
const KEPT_TICKS = 132;

export type LiveSamples = {
  /** Takes in samples that are new (not yet known for their target and tick) and returns them; older than is kept: ignored. */
  add(samples: readonly Sample[]): readonly Sample[];
  /** Replaces everything from the store after a start: `kept` are recent samples, `totals` the sums since T0. */
  restore(kept: readonly Sample[], totals: ReadonlyMap<string, WindowSum>): void;
  newest(targetId: string): Sample | null;
  /** The newest tick of any target of this source; null before the first. */
  newestTick(source: Source): Tick | null;
  /** Oldest instant that `window` can still answer for. */
  since(): EpochMs;
  window(range: Range, targets: readonly Target[]): Window;
  /** Everything since T0. */
  total(range: Range, targets: readonly Target[]): Window;
};

type Entry = { readonly ring: Map<Tick, Sample>; newest: Sample | null; total: WindowSum };

/** The last minutes of every target and its sum since T0: a cache of the store that `restore` rebuilds. */
export function liveSamples(targets: readonly Target[], t0: EpochMs): LiveSamples {
  const entries = new Map(
    targets.map((target): [string, Entry] => [target.id, { ring: new Map(), newest: null, total: EMPTY_SUM }]),
  );
  const sources = new Map(targets.map((target) => [target.id, sourceOf(target.kind)]));
  const newest = new Map<Source, Tick>();
  const firstTick = tickAt(t0);

  const oldest = (): Tick => Math.max(...newest.values(), 0) - KEPT_TICKS;
  const keep = (entry: Entry, sample: Sample): void => {
    entry.ring.set(sample.tick, sample);
    if (entry.newest === null || sample.tick > entry.newest.tick) entry.newest = sample;
    const source = sources.get(sample.targetId);
    if (source) newest.set(source, Math.max(newest.get(source) ?? 0, sample.tick));
  };
  const add = (samples: readonly Sample[]): readonly Sample[] => {
    const fresh = samples.filter((sample) => {
      const entry = entries.get(sample.targetId);
      if (!entry || entry.ring.has(sample.tick) || sample.tick < oldest()) return false;
      keep(entry, sample);
      if (sample.tick >= firstTick) entry.total = addSample(entry.total, sample);
      return true;
    });
    const past = oldest();
    for (const entry of entries.values()) trim(entry.ring, past);
    return fresh;
  };

  return {
    add,
    restore: (kept, totals) => {
      for (const [id, entry] of entries) entry.total = totals.get(id) ?? EMPTY_SUM;
      for (const sample of kept) {
        const entry = entries.get(sample.targetId);
        if (entry) keep(entry, sample);
      }
    },
    newest: (targetId) => entries.get(targetId)?.newest ?? null,
    newestTick: (source) => newest.get(source) ?? null,
    since: () => tickStart(oldest()),
    window: (range, wanted) => ({
      range,
      targets: wanted.map((target) => ({ target, sum: sumOf(between(entries.get(target.id)?.ring, range)) })),
    }),
    total: (range, wanted) => ({
      range,
      targets: wanted.map((target) => ({ target, sum: entries.get(target.id)?.total ?? EMPTY_SUM })),
    }),
  };
}

function between(ring: ReadonlyMap<Tick, Sample> | undefined, range: Range): readonly Sample[] {
  const found: Sample[] = [];
  for (let tick = tickAt(range.from); tick < tickAt(range.to); tick += 1) {
    const sample = ring?.get(tick);
    if (sample) found.push(sample);
  }
  return found;
}

/** Samples arrive nearly in order, and a Map keeps that order: the first ones are the oldest. */
function trim(ring: Map<Tick, Sample>, past: Tick): void {
  for (const tick of ring.keys()) {
    if (tick >= past) break;
    ring.delete(tick);
  }
}
