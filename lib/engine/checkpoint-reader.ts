import type { WindowSource } from "#core/room/form/prefill";
import type { PeakOf, Wanted } from "#core/room/form/wanted";
import type { EpochMs, Range } from "#core/time";
import { peakBook, type PeakParts } from "./peak-book.ts";
import { readMinutes, readWindow, windowOf } from "./stored-windows.ts";

/** Reads from the store what a checkpoint's form is filled with. Both reject when the store cannot be read. */
export type CheckpointReader = {
  read(wanted: Wanted): Promise<WindowSource>;
  /** A part of what takes long and is over before `now`, so that `read` finds it done. */
  readAhead(wanted: Pick<Wanted, "peaks">, now: EpochMs): Promise<void>;
};

export function checkpointReader(parts: PeakParts): CheckpointReader {
  const book = peakBook(parts);
  return {
    read: async ({ windows, minutes, peaks }) => {
      const [merged, steps, tops] = await Promise.all([
        readEach(windows, rangeKey, (range) => readWindow(parts, range)),
        readEach(minutes, rangeKey, (range) => readMinutes(parts, range)),
        readEach(peaks, peakKey, (of) => book.peak(of)),
      ]);
      const atPeaks = [...tops.values()].flatMap((top) => (top ? [top.range] : []));
      const known = new Map([...merged, ...(await readEach(atPeaks, rangeKey, (at) => readWindow(parts, at)))]);
      return {
        window: (range) => known.get(rangeKey(range)) ?? windowOf(parts.targets, range, new Map()),
        minutes: (range) => steps.get(rangeKey(range)) ?? [],
        peak: (of) => tops.get(peakKey(of)) ?? null,
      };
    },
    readAhead: async ({ peaks }, now) => {
      for (const of of distinct(peaks, peakKey).values()) await book.readAhead(of, now);
    },
  };
}

/** Each thing asked for is read once, all at the same time. */
async function readEach<Asked, Answer>(
  asked: readonly Asked[],
  key: (one: Asked) => string,
  read: (one: Asked) => Promise<Answer>,
): Promise<ReadonlyMap<string, Answer>> {
  const once = [...distinct(asked, key)];
  return new Map(await Promise.all(once.map(async ([name, one]) => [name, await read(one)] as const)));
}

function distinct<Asked>(asked: readonly Asked[], key: (one: Asked) => string): ReadonlyMap<string, Asked> {
  return new Map(asked.map((one) => [key(one), one]));
}

function rangeKey({ from, to }: Range): string {
  return `${from}-${to}`;
}

function peakKey({ metric, segment, range }: PeakOf): string {
  return `${metric} ${segment ?? ""} ${rangeKey(range)}`;
}
