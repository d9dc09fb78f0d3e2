import type { Piece } from "./pieces.ts";
import type { Run } from "./time-keys.ts";

/** Ticks that lie in one hour, all of it or a part of it at the edge of a range, summed in steps of `stepMs`. */
export type HourPart = { readonly hour: number; readonly ticks: Run; readonly stepMs: number };
/** The pieces of a part by target key, one per step with samples; a target without samples there has none. */
export type PartSums = ReadonlyMap<number, readonly Piece[]>;

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
    held -= sizeOf(parts.get(name)?.sums);
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
      held += sizeOf(all);
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

function nameOf({ ticks, stepMs }: HourPart): string {
  return `${ticks.from} ${ticks.to} ${stepMs}`;
}

/** That a target has nothing takes room too. */
function sizeOf(sums: PartSums | undefined): number {
  let size = 0;
  for (const pieces of sums?.values() ?? []) size += Math.max(1, pieces.length);
  return size;
}
