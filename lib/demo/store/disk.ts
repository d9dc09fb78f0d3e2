import type { Chance } from "../chance.ts";

/** Two lookups at a time, each evenly between these: 100 a second at most, and a queue beyond. */
const ARMS = 2;
const SEEK_MS = { least: 18, most: 22 } as const;

/** What makes reading from the store dear: without it every answer would take a millisecond, however many ask. */
export type Disk = { seek(): Promise<void> };

export function makeDisk(chance: Chance): Disk {
  const state = { busy: 0 };
  const queue: (() => void)[] = [];
  return {
    async seek() {
      if (state.busy >= ARMS) await new Promise<void>((resolve) => queue.push(resolve));
      else state.busy += 1;
      await new Promise((resolve) => setTimeout(resolve, SEEK_MS.least + (SEEK_MS.most - SEEK_MS.least) * chance()));
      const next = queue.shift();
      if (next) next();
      else state.busy -= 1;
    },
  };
}
