import type { Sample } from "#core/measure/sample";
import { addSample, EMPTY_SUM, mergeAllSums, mergeSums, sumOf, type WindowSum } from "#core/measure/window";
import type { Tick } from "#core/time";

/** Ticks [from, to). */
export type Ticks = { readonly from: Tick; readonly to: Tick };

/** Ticks summed together once: about the square root of the longest window, so that a window has few runs and few ends. */
const RUN_TICKS = 8;

/** One target's last minutes, and the sum of what was before. */
export type RecentSamples = {
  readonly ring: Map<Tick, Sample>;
  /** Ticks of `ring` that are shown and not stored yet: the total leaves them out. */
  readonly open: Set<Tick>;
  /** By number of the run, the sums of `ring` that were asked for and still hold. */
  readonly runs: Map<number, WindowSum>;
  newest: Sample | null;
  /** Of the stored samples from T0 on that are folded into it; the others are in `ring`. */
  sum: WindowSum;
  /** The store may hold a sample that `sum` lacks. */
  doubtful: boolean;
  /** While the store is asked for the sum, nothing from this tick on is dropped. */
  heldFrom: Tick | null;
};

export function noSamples(): RecentSamples {
  return {
    ring: new Map(),
    open: new Set(),
    runs: new Map(),
    newest: null,
    sum: EMPTY_SUM,
    doubtful: false,
    heldFrom: null,
  };
}

export function show(recent: RecentSamples, sample: Sample): void {
  keep(recent, sample);
  recent.open.add(sample.tick);
  if (recent.newest === null || sample.tick > recent.newest.tick) recent.newest = sample;
}

/** Counts a stored sample once. `counted`: from T0 to where samples are folded. */
export function settle(recent: RecentSamples, sample: Sample, counted: Ticks): void {
  if (sample.tick < counted.from) return void recent.open.delete(sample.tick);
  if (!recent.open.delete(sample.tick)) {
    recent.doubtful ||= !recent.ring.has(sample.tick);
    return;
  }
  // of two that differ, the one that was stored
  if (recent.ring.get(sample.tick) !== sample) keep(recent, sample);
  if (recent.newest?.tick === sample.tick) recent.newest = sample;
  if (sample.tick < counted.to) recent.sum = addSample(recent.sum, sample);
}

function keep({ ring, runs }: RecentSamples, sample: Sample): void {
  ring.set(sample.tick, sample);
  runs.delete(runOf(sample.tick));
}

function runOf(tick: Tick): number {
  return Math.floor(tick / RUN_TICKS);
}

/** The sum of what is shown of `ticks`: whole runs of them are summed once, however many windows they lie in. */
export function sumShown(recent: RecentSamples, ticks: Ticks): WindowSum {
  if (ticks.to - ticks.from > recent.ring.size) return sumOf(shownIn(recent, ticks));
  const firstRun = Math.ceil(ticks.from / RUN_TICKS);
  const endRun = Math.max(firstRun, runOf(ticks.to));
  const head = { from: ticks.from, to: Math.min(ticks.to, firstRun * RUN_TICKS) };
  const tail = { from: Math.max(head.to, endRun * RUN_TICKS), to: ticks.to };
  const sums = [sumOf([...shownIn(recent, head), ...shownIn(recent, tail)])];
  for (let run = firstRun; run < endRun; run += 1) sums.push(sumOfRun(recent, run));
  return mergeAllSums(sums);
}

function sumOfRun(recent: RecentSamples, run: number): WindowSum {
  const known = recent.runs.get(run);
  if (known) return known;
  const sum = sumOf(shownIn(recent, { from: run * RUN_TICKS, to: (run + 1) * RUN_TICKS }));
  recent.runs.set(run, sum);
  return sum;
}

function shownIn({ ring }: RecentSamples, ticks: Ticks): readonly Sample[] {
  // after a jump of the clock the ring is the shorter of the two
  if (ticks.to - ticks.from > ring.size)
    return [...ring.values()].filter(({ tick }) => tick >= ticks.from && tick < ticks.to);
  const found: Sample[] = [];
  for (let tick = ticks.from; tick < ticks.to; tick += 1) {
    const sample = ring.get(tick);
    if (sample) found.push(sample);
  }
  return found;
}

/** `sum` with what is stored of `ticks`. */
export function sumWith(recent: RecentSamples, sum: WindowSum, ticks: Ticks): WindowSum {
  const stored = shownIn(recent, ticks).filter(({ tick }) => !recent.open.has(tick));
  return mergeSums(sum, sumOf(stored));
}

/** Drops what is older, nearly all of it: samples arrive nearly in order, and a Map keeps that order. */
export function trim(recent: RecentSamples, before: Tick): void {
  const limit = Math.min(before, recent.heldFrom ?? before);
  for (const tick of recent.ring.keys()) {
    if (tick >= limit) break;
    drop(recent, tick);
  }
}

/** Drops all that is older. */
export function dropBefore(recent: RecentSamples, before: Tick): void {
  for (const tick of recent.ring.keys()) if (tick < before) drop(recent, tick);
}

/** Whether an open sample came to be stored is for the store to say. */
function drop(recent: RecentSamples, tick: Tick): void {
  recent.ring.delete(tick);
  recent.runs.delete(runOf(tick));
  recent.doubtful ||= recent.open.delete(tick);
}
