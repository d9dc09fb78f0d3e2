import type { WindowSum } from "#core/measure/window";
import type { Run } from "./time-keys.ts";

/** Ticks that lie in one hour: all of it, or a part of it at the edge of a range. */
export type HourPart = { readonly hour: number; readonly ticks: Run };
/** What each target's samples in a part sum up to; null for a target without samples there. */
export type PartSums = ReadonlyMap<number, WindowSum | null>;

/** A look into the cache, and what was read meanwhile: never kept where somebody wrote to the hour in between. */
export type Reading = {
  /** The part's sums, when all these targets' are known. */
  known(part: HourPart, keys: readonly number[]): PartSums | null;
  keep(part: HourPart, sums: PartSums): void;
  end(): void;
};

/** Sums already read. One program writes a database, so they stay true until it writes to their hour. */
export type SumCache = {
  begin(): Reading;
  /** To be called when a write to these hours has ended, well or badly. */
  changed(hours: Iterable<number>): void;
  clear(): void;
};

type Spoilt = { readonly hours: Set<number>; all: boolean };

/** Keeps at most `mostSums` sums (about 1.5 KB each), those asked for last. */
export function makeSumCache(mostSums: number): SumCache {
  const shelf = makeShelf(mostSums);
  const readings = new Set<Spoilt>();
  return {
    begin: () => {
      const spoilt: Spoilt = { hours: new Set(), all: false };
      readings.add(spoilt);
      return {
        known: (part, keys) => shelf.take(part, keys),
        keep: (part, sums) => {
          if (!spoilt.all && !spoilt.hours.has(part.hour)) shelf.put(part, sums);
        },
        end: () => void readings.delete(spoilt),
      };
    },
    changed: (hours) => {
      const written = new Set(hours);
      for (const spoilt of readings) for (const hour of written) spoilt.hours.add(hour);
      shelf.drop((hour) => written.has(hour));
    },
    clear: () => {
      for (const spoilt of readings) spoilt.all = true;
      shelf.drop(() => true);
    },
  };
}

type Shelf = {
  take(part: HourPart, keys: readonly number[]): PartSums | null;
  put(part: HourPart, sums: PartSums): void;
  drop(unwanted: (hour: number) => boolean): void;
};

/** Parts in the order they were last asked for: the first to go comes first. */
function makeShelf(mostSums: number): Shelf {
  const parts = new Map<string, { readonly hour: number; readonly sums: PartSums }>();
  let held = 0;
  const remove = (name: string): void => {
    held -= parts.get(name)?.sums.size ?? 0;
    parts.delete(name);
  };
  return {
    take: (part, keys) => {
      const name = nameOf(part);
      const entry = parts.get(name);
      if (!entry || !keys.every((key) => entry.sums.has(key))) return null;
      parts.delete(name);
      parts.set(name, entry);
      return entry.sums;
    },
    put: (part, sums) => {
      const name = nameOf(part);
      const all = new Map([...(parts.get(name)?.sums ?? []), ...sums]);
      remove(name);
      parts.set(name, { hour: part.hour, sums: all });
      held += all.size;
      for (const oldest of parts.keys()) {
        if (held <= mostSums) break;
        remove(oldest);
      }
    },
    drop: (unwanted) => {
      for (const [name, { hour }] of parts) if (unwanted(hour)) remove(name);
    },
  };
}

function nameOf({ ticks }: HourPart): string {
  return `${ticks.from} ${ticks.to}`;
}
