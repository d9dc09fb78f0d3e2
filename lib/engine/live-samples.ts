import type { Sample } from "#core/measure/sample";
import { EMPTY_SUM, type Window, type WindowSum } from "#core/measure/window";
import { sourceOf, type Source, type Target } from "#core/target";
import { TICK_MS, tickStart, type EpochMs, type Range, type Tick } from "#core/time";
import { keptTicks, lagTicks } from "./patience.ts";
import { dropBefore, noSamples, settle, show, sumShown, sumWith, trim, type RecentSamples } from "./recent-samples.ts";

/** The store is asked for the sums of `range`; nothing is lost of what arrives meanwhile. */
export type Recount = {
  readonly range: Range;
  done(sums: ReadonlyMap<string, WindowSum>): void;
  failed(): void;
};

export type LiveSamples = {
  /** Shows samples at once. Returns those not known yet, for the store: older ones than are kept here among them. */
  show(samples: readonly Sample[]): readonly Sample[];
  /** These are stored, or certain to be: each counts towards the total, once. */
  settle(samples: readonly Sample[]): void;
  newest(targetId: string): Sample | null;
  /** The newest tick of any target of this source; null before the first. */
  newestTick(source: Source): Tick | null;
  /** Oldest instant that is kept. */
  since(): EpochMs;
  window(range: Range, targets: readonly Target[]): Window;
  /** `range` from T0 on; it may end earlier than one asked for before by as much as a source may lag. */
  total(range: Range, targets: readonly Target[]): Window;
  /** Targets of whose total only the store is sure: a sample came later than is kept here, or it is unknown whether it was stored. */
  doubtful(): readonly string[];
  /** Begins to read their totals again. */
  recount(targetIds: readonly string[]): Recount;
  /** T0 is another one: totals begin anew, and what the store alone knows of them is in doubt. */
  restart(t0: EpochMs): void;
};

/** What frames are made of, now or at a past moment. */
export type Measured = Pick<LiveSamples, "newest" | "newestTick" | "since" | "window" | "total">;

export type LiveOptions = {
  readonly t0: EpochMs;
  readonly now: EpochMs;
  /** Real ms per tick; may change. */
  readonly everyMs: () => number;
};

/**
 * The last minutes of every target and its sum since T0. What is kept here is known tick by tick, and counted once; of what is
 * older the store alone knows, and is asked again.
 */
export function liveSamples(targets: readonly Target[], options: LiveOptions): LiveSamples {
  const all = new Map(targets.map((target): [string, RecentSamples] => [target.id, noSamples()]));
  const sources = new Map(targets.map((target) => [target.id, sourceOf(target.kind)]));
  const newest = new Map<Source, Tick>();
  const origin = { t0: options.t0 };
  const { edges, fold, keepFrom } = movingEdges(all, options);

  const take = (sample: Sample): boolean => {
    const recent = all.get(sample.targetId);
    if (!recent || recent.ring.has(sample.tick)) return false;
    if (sample.tick < edges.kept) return true;
    show(recent, sample);
    const source = sources.get(sample.targetId);
    if (source) newest.set(source, Math.max(newest.get(source) ?? sample.tick, sample.tick));
    return true;
  };
  const over = windowsOver(all);
  const shown = rememberedWindows((range, wanted) => over(range, wanted, (recent) => sumShown(recent, ticksOf(range))));

  return {
    show: (samples) => {
      const unknown = samples.filter(take);
      if (unknown.length > 0) shown.forget();
      keepFrom(Math.max(...newest.values()) - keptTicks(options.everyMs()));
      return unknown;
    },
    settle: (samples) => {
      const counted = { from: firstTickFrom(origin.t0), to: edges.folded };
      shown.forget();
      for (const sample of samples) settle(all.get(sample.targetId) ?? noSamples(), sample, counted);
    },
    newest: (targetId) => all.get(targetId)?.newest ?? null,
    newestTick: (source) => newest.get(source) ?? null,
    since: () => tickStart(edges.kept),
    window: shown.read,
    total: (range, wanted) => {
      const to = firstTickFrom(range.to);
      fold(to - lagTicks(options.everyMs()));
      return over(range, wanted, (recent) => sumWith(recent, recent.sum, { from: edges.folded, to }));
    },
    doubtful: () => [...all].flatMap(([id, recent]) => (recent.doubtful ? [id] : [])),
    recount: (ids) => {
      const asked = [...all].filter(([id]) => ids.includes(id));
      return recountOf(asked, { t0: origin.t0, kept: edges.kept, folded: () => edges.folded, t0Now: () => origin.t0 });
    },
    restart: (t0) => beginAnew(all, edges, (origin.t0 = t0)),
  };
}

type ReadWindow = LiveSamples["window"];

/** Frames, facts and readings of one moment ask for the same few windows: each is summed once until more is shown. */
function rememberedWindows(make: ReadWindow): { readonly read: ReadWindow; forget(): void } {
  const made = new Map<string, { readonly wanted: readonly Target[]; readonly window: Window }>();
  return {
    read: (range, wanted) => {
      const key = `${range.from}-${range.to}`;
      const known = made.get(key);
      if (known?.wanted === wanted) return known.window;
      const window = make(range, wanted);
      made.set(key, { wanted, window });
      return window;
    },
    forget: () => made.clear(),
  };
}

type SumOf = (recent: RecentSamples) => WindowSum;

function windowsOver(
  all: ReadonlyMap<string, RecentSamples>,
): (range: Range, wanted: readonly Target[], sum: SumOf) => Window {
  return (range, wanted, sum) => ({
    range,
    targets: wanted.map((target) => ({ target, sum: sum(all.get(target.id) ?? noSamples()) })),
  });
}

function beginAnew(all: ReadonlyMap<string, RecentSamples>, edges: Edges, t0: EpochMs): void {
  const from = firstTickFrom(t0);
  edges.folded = Math.max(edges.kept, from);
  for (const recent of all.values()) Object.assign(recent, { sum: EMPTY_SUM, doubtful: from < edges.kept });
}

type Edges = {
  /** The first tick that is known here for itself. */
  kept: Tick;
  /** What is before is folded into the sums; never before `kept`. */
  folded: Tick;
};

/** Both edges only move on until T0 moves, also when the clock's rate changes: what was dropped is known no more. */
function movingEdges(
  all: ReadonlyMap<string, RecentSamples>,
  { t0, now, everyMs }: LiveOptions,
): { readonly edges: Edges; fold(to: Tick): void; keepFrom(tick: Tick): void } {
  const kept = firstTickFrom(now) - keptTicks(everyMs());
  const edges: Edges = { kept, folded: Math.max(kept, firstTickFrom(t0)) };
  const fold = (to: Tick): void => {
    if (to <= edges.folded) return;
    for (const recent of all.values()) recent.sum = sumWith(recent, recent.sum, { from: edges.folded, to });
    edges.folded = to;
  };
  const keepFrom = (tick: Tick): void => {
    edges.kept = Math.max(edges.kept, tick);
    fold(edges.kept);
    for (const recent of all.values()) trim(recent, edges.kept);
  };
  return { edges, fold, keepFrom };
}

type Recounting = {
  readonly t0: EpochMs;
  readonly kept: Tick;
  readonly folded: () => Tick;
  readonly t0Now: () => EpochMs;
};

/** The store answers for what is before `kept`, `ring` for the rest. An answer about a T0 that was left is no answer. */
function recountOf(
  asked: readonly (readonly [id: string, recent: RecentSamples])[],
  { t0, kept, folded, t0Now }: Recounting,
): Recount {
  for (const [, recent] of asked) {
    dropBefore(recent, kept);
    Object.assign(recent, { doubtful: false, heldFrom: kept });
  }
  const failed = (): void => {
    for (const [, recent] of asked) Object.assign(recent, { doubtful: true, heldFrom: null });
  };
  return {
    range: { from: t0, to: Math.max(t0, tickStart(kept)) },
    done: (sums) => {
      if (t0Now() !== t0) return failed();
      const ticks = { from: Math.max(kept, firstTickFrom(t0)), to: folded() };
      for (const [id, recent] of asked) {
        recent.sum = sumWith(recent, sums.get(id) ?? EMPTY_SUM, ticks);
        recent.heldFrom = null;
      }
    },
    failed,
  };
}

function ticksOf({ from, to }: Range): { readonly from: Tick; readonly to: Tick } {
  return { from: firstTickFrom(from), to: firstTickFrom(to) };
}

/** The first tick that begins at `at` or later. */
function firstTickFrom(at: EpochMs): Tick {
  return Math.ceil(at / TICK_MS);
}
