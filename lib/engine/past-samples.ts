import type { Sample } from "#core/measure/sample";
import { EMPTY_SUM, mergeAllSums, type WindowSum } from "#core/measure/window";
import type { Target } from "#core/target";
import { MINUTE_MS, tickAt, tickStart, type EpochMs, type Range, type Tick } from "#core/time";
import { liveSamples, type Measured } from "./live-samples.ts";
import type { SampleStore } from "./ports.ts";
import { readTotals, type RecountParts } from "./recount.ts";
import { idsOf } from "./stored-windows.ts";

/** As far back as a frame looks: the last five minutes and the five before. */
const LOOKED_AT_MS = 10 * MINUTE_MS;

export type PastParts = {
  readonly targets: readonly Target[];
  readonly store: Pick<SampleStore, "samples" | "series">;
  /** Sums since T0. */
  readonly totals: Pick<SampleStore, "windows">;
  readonly everyMs: () => number;
  readonly pause: RecountParts["pause"];
};

/** What was measured up to a tick; by `minute` where only sums of minutes are kept, and then up to a whole minute. */
export type Past = { readonly tick: Tick; readonly grain: "tick" | "minute"; readonly measured: Measured };

/**
 * What frames of a past tick are made of, from the store: filled as after a restart at that moment, samples that came late
 * included. `t0` is null before the start.
 */
export async function pastSamples(
  parts: PastParts,
  { tick, t0 }: { readonly tick: Tick; readonly t0: EpochMs | null },
): Promise<Past> {
  const { targets, store, totals, everyMs, pause } = parts;
  const to = tickStart(tick + 1);
  const live = liveSamples(targets, { t0: t0 ?? to, now: to, everyMs });
  const ids = idsOf(targets);
  const samples = await store.samples(ids, { from: live.since(), to });
  const minutes = await minutesInstead(parts, { samples, to });
  if (minutes) return await byMinutes(parts, minutes, { t0, to: floorMinute(to) });
  live.settle(live.show(samples));
  if (t0 !== null) await readTotals({ live, store: totals, pause }, ids);
  return { tick, grain: "tick", measured: live };
}

type Minutes = Awaited<ReturnType<SampleStore["series"]>>;

/** Sums of the minutes looked at, where they hold ticks of which no sample is kept any more; else null. */
async function minutesInstead(
  { targets, store }: PastParts,
  { samples, to }: { readonly samples: readonly Sample[]; readonly to: EpochMs },
): Promise<Minutes | null> {
  const end = floorMinute(to);
  const range = { from: end - LOOKED_AT_MS, to: end };
  const [first] = samples;
  if (first && tickStart(first.tick) <= range.from) return null;
  const minutes = await store.series(idsOf(targets), range, MINUTE_MS);
  const summed = minutes.reduce((all, { sums }) => all + ticksOf([...sums.values()]), 0);
  const kept = samples.filter((sample) => tickStart(sample.tick) >= range.from && tickStart(sample.tick) < end);
  return summed > kept.length ? minutes : null;
}

async function byMinutes(
  { targets, totals }: PastParts,
  minutes: Minutes,
  { t0, to }: { readonly t0: EpochMs | null; readonly to: EpochMs },
): Promise<Past> {
  const tick = tickAt(to) - 1;
  const total =
    t0 !== null && t0 < to ? await totals.windows(idsOf(targets), { from: t0, to }) : new Map<string, never>();
  const newest = minutes.at(-1);
  const sumIn = (id: string, range: Range): WindowSum =>
    mergeAllSums(
      minutes.filter(({ from }) => from >= range.from && from < range.to).flatMap(({ sums }) => sums.get(id) ?? []),
    );
  const windowOf = (
    range: Range,
    wanted: readonly Target[],
    sum: (id: string) => WindowSum,
  ): ReturnType<Measured["window"]> => ({
    range,
    targets: wanted.map((target) => ({ target, sum: sum(target.id) })),
  });
  return {
    tick,
    grain: "minute",
    measured: {
      newest: (id) => newestOf(id, newest),
      newestTick: () => tick,
      since: () => to - LOOKED_AT_MS,
      window: (range, wanted) => windowOf(range, wanted, (id) => sumIn(id, range)),
      total: (range, wanted) => windowOf(range, wanted, (id) => total.get(id) ?? EMPTY_SUM),
    },
  };
}

/** The newest minute as one sample, as if it had ended with the minute; up only if it was up in all of it. */
function newestOf(targetId: string, minute: Minutes[number] | undefined): Sample | null {
  const sum = minute?.sums.get(targetId);
  if (!minute || !sum) return null;
  return {
    targetId,
    tick: tickAt(minute.from + MINUTE_MS) - 1,
    up: sum.upKnown === 0 ? null : sum.upTicks === sum.upKnown,
    requests: sum.requests,
    errors: sum.errors,
    latency: sum.latency.count > 0 ? sum.latency : null,
    gauges: {},
    reason: null,
  };
}

function ticksOf(sums: readonly WindowSum[]): number {
  return sums.reduce((all, { ticks }) => all + ticks, 0);
}

function floorMinute(at: EpochMs): EpochMs {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
