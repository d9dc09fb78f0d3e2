import { setImmediate } from "node:timers/promises";
import { mergeAllSums } from "#core/measure/window";
import { HOUR_MS, TICK_MS, type Range } from "#core/time";
import { groupBy } from "./group-by.ts";
import { readPieces, type Piece, type Source } from "./pieces.ts";
import { grainOf } from "./read-plan.ts";
import type { HourPart, PartSums, Reading, SumCache } from "./sum-cache.ts";
import { hoursOf, TICKS_PER_HOUR, ticksOf } from "./time-keys.ts";

export type CachedStore = Source & { readonly cache: SumCache };
/** Steps are aligned to UTC. */
export type Stepped = { readonly range: Range; readonly stepMs: number };

/**
 * Hours of targets that are read at once; decoding and summing them holds up everything else. Of whole hours the sums are
 * there already.
 */
const HOURS_AT_ONCE = { ofSamples: 24, ofSums: 1_000 };

/**
 * All samples of these targets in a range, one piece per target, hour and step at most: a step that lies in two hours comes
 * in two pieces of the same `from`. Hours that were read before come from the cache.
 */
export async function readCached(
  { cache, ...source }: CachedStore,
  targets: ReadonlyMap<number, string>,
  { range, stepMs }: Stepped,
): Promise<readonly Piece[]> {
  const keys = [...targets.keys()];
  const reading = cache.begin();
  const read = async (run: readonly HourPart[], some: readonly number[]): Promise<readonly PartSums[]> => {
    const asked = new Map(some.map((key) => [key, targets.get(key) ?? ""]));
    const pieces = await readPieces(source, asked, { range: rangeOf(run), grain: grainOf(stepMs, 0) });
    const byHour = groupBy(pieces, ({ from }) => Math.floor(from / HOUR_MS));
    return run.map((part) => partSums(byHour.get(part.hour) ?? [], some, stepMs));
  };
  const atOnce = stepMs < HOUR_MS ? HOURS_AT_ONCE.ofSamples : HOURS_AT_ONCE.ofSums;
  try {
    return await piecesOf(hourParts({ range, stepMs }), keys, { reading, read, atOnce });
  } finally {
    reading.end();
  }
}

type Sources = {
  readonly reading: Reading;
  readonly read: (run: readonly HourPart[], keys: readonly number[]) => Promise<readonly PartSums[]>;
  readonly atOnce: number;
};

async function piecesOf(
  parts: readonly HourPart[],
  keys: readonly number[],
  { reading, read, atOnce }: Sources,
): Promise<readonly Piece[]> {
  const known = parts.map((part) => reading.known(part, keys));
  const found = known.filter((sums) => sums !== null);
  const longest = Math.max(1, Math.floor(atOnce / Math.max(1, keys.length)));
  for (const run of runsOf(
    parts.filter((_, i) => known[i] === null),
    longest,
  )) {
    for (let first = 0; first < keys.length; first += atOnce) {
      for (const [i, sums] of (await read(run, keys.slice(first, first + atOnce))).entries()) {
        reading.keep(run[i] as HourPart, sums);
        found.push(sums);
      }
      await setImmediate();
    }
  }
  return found.flatMap((sums) => keys.flatMap((key) => sums.get(key) ?? []));
}

function partSums(pieces: readonly Piece[], keys: readonly number[], stepMs: number): PartSums {
  const byKey = groupBy(pieces, ({ key }) => key);
  return new Map(
    keys.map((key) => {
      const steps = groupBy(byKey.get(key) ?? [], ({ from }) => Math.floor(from / stepMs) * stepMs);
      return [key, [...steps].map(([from, list]) => ({ key, from, sum: mergeAllSums(list.map(({ sum }) => sum)) }))];
    }),
  );
}

/** A range cut at full hours. */
function hourParts({ range, stepMs }: Stepped): readonly HourPart[] {
  const ticks = { from: Math.ceil(range.from / TICK_MS), to: Math.ceil(range.to / TICK_MS) };
  const hours = hoursOf(ticks, TICKS_PER_HOUR);
  return Array.from({ length: Math.max(0, hours.to - hours.from) }, (_, i) => {
    const hour = hours.from + i;
    const whole = ticksOf(hour);
    return { hour, stepMs, ticks: { from: Math.max(whole.from, ticks.from), to: Math.min(whole.to, ticks.to) } };
  });
}

/** Parts that follow each other, together, so many at most: each run is one question to the database. */
function runsOf(parts: readonly HourPart[], longest: number): readonly (readonly HourPart[])[] {
  const runs: HourPart[][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.at(-1)?.hour === part.hour - 1 && last.length < longest) last.push(part);
    else runs.push([part]);
  }
  return runs;
}

function rangeOf(parts: readonly HourPart[]): Range {
  return { from: (parts[0]?.ticks.from ?? 0) * TICK_MS, to: (parts.at(-1)?.ticks.to ?? 0) * TICK_MS };
}
