import type { Pool } from "pg";
import { mergeAllSums, type WindowSum } from "#core/measure/window";
import { HOUR_MS, TICK_MS, type Range } from "#core/time";
import { groupBy } from "./group-by.ts";
import { readPieces, type Piece } from "./pieces.ts";
import type { HourPart, PartSums, Reading, SumCache } from "./sum-cache.ts";
import { hoursOf, TICKS_PER_HOUR, ticksOf } from "./time-keys.ts";

export type WindowStore = { readonly pool: Pool; readonly cache: SumCache };

/** Each target's samples in a range, merged, by target key: hours that were read before come from the cache. */
export async function readWindows(
  { pool, cache }: WindowStore,
  targets: ReadonlyMap<number, string>,
  range: Range,
): Promise<ReadonlyMap<number, WindowSum>> {
  const reading = cache.begin();
  try {
    const read = (parts: readonly HourPart[]): Promise<readonly Piece[]> =>
      readPieces(pool, targets, { range: rangeOf(parts), grain: "hour" });
    return merged(await partSums(hourParts(range), [...targets.keys()], { reading, read }), targets);
  } finally {
    reading.end();
  }
}

type Sources = {
  readonly reading: Reading;
  readonly read: (parts: readonly HourPart[]) => Promise<readonly Piece[]>;
};

async function partSums(
  parts: readonly HourPart[],
  keys: readonly number[],
  { reading, read }: Sources,
): Promise<readonly PartSums[]> {
  const known = parts.map((part) => reading.known(part, keys));
  const found = known.filter((sums) => sums !== null);
  for (const run of runsOf(parts.filter((_, i) => known[i] === null))) {
    const byHour = groupBy(await read(run), ({ from }) => Math.floor(from / HOUR_MS));
    for (const part of run) {
      const sums = sumsByKey(byHour.get(part.hour) ?? [], keys);
      reading.keep(part, sums);
      found.push(sums);
    }
  }
  return found;
}

function sumsByKey(pieces: readonly Piece[], keys: readonly number[]): PartSums {
  const byKey = groupBy(pieces, ({ key }) => key);
  return new Map(
    keys.map((key) => {
      const list = byKey.get(key);
      return [key, list ? mergeAllSums(list.map(({ sum }) => sum)) : null];
    }),
  );
}

function merged(parts: readonly PartSums[], targets: ReadonlyMap<number, string>): ReadonlyMap<number, WindowSum> {
  const sums = [...targets.keys()].map((key): [number, WindowSum] => {
    const ofKey = parts.map((part) => part.get(key) ?? null).filter((sum) => sum !== null);
    return [key, mergeAllSums(ofKey)];
  });
  return new Map(sums.filter(([, { ticks }]) => ticks > 0));
}

/** A range cut at full hours. */
function hourParts(range: Range): readonly HourPart[] {
  const ticks = { from: Math.ceil(range.from / TICK_MS), to: Math.ceil(range.to / TICK_MS) };
  const hours = hoursOf(ticks, TICKS_PER_HOUR);
  return Array.from({ length: Math.max(0, hours.to - hours.from) }, (_, i) => {
    const hour = hours.from + i;
    const whole = ticksOf(hour);
    return { hour, ticks: { from: Math.max(whole.from, ticks.from), to: Math.min(whole.to, ticks.to) } };
  });
}

/** Parts that follow each other, together: each run is one question to the database. */
function runsOf(parts: readonly HourPart[]): readonly (readonly HourPart[])[] {
  const runs: HourPart[][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.at(-1)?.hour === part.hour - 1) last.push(part);
    else runs.push([part]);
  }
  return runs;
}

function rangeOf(parts: readonly HourPart[]): Range {
  return { from: (parts[0]?.ticks.from ?? 0) * TICK_MS, to: (parts.at(-1)?.ticks.to ?? 0) * TICK_MS };
}
