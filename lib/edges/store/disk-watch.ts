import { realpath, stat, statfs } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { OwnFaults } from "#engine/ports";

/** Free and whole size of the disk that a folder lies on, in bytes, as far as a user without privileges may use it. */
export type Space = { readonly free: number; readonly size: number };

export type DiskWatch = { close(): Promise<void> };

const LOOK_EVERY_MS = 5_000;
const MB = 1_000_000;
const GB = 1_000 * MB;
/** Below the share and below the bytes: small disks are warned of late, large ones not for ever. */
const LOW = { share: 0.15, bytes: 5 * GB };
const VERY_LOW = { share: 0.05, bytes: 1 * GB };
/** Less than one segment of PostgreSQL's log: its next write may fail. */
const FULL_BYTES = 16 * MB;

/**
 * Looks every few seconds how much room is left for `dataDir` and, where it lies elsewhere, the embedded database in it, and
 * raises `disk-space` before it ends and `disk-full` when it has. Both clear by themselves.
 */
export function watchDisk(
  dataDir: string,
  faults: Pick<OwnFaults, "raise" | "clear">,
  everyMs = LOOK_EVERY_MS,
): DiskWatch {
  const stop = new AbortController();
  const watch = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await look(dataDir, faults);
      await sleep(everyMs, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    }
  };
  const watching = watch();
  return {
    close: async () => {
      stop.abort();
      await watching;
    },
  };
}

async function look(dataDir: string, faults: Pick<OwnFaults, "raise" | "clear">): Promise<void> {
  const tightest = (await spacesOf(dataDir)).sort((a, b) => a.space.free - b.space.free)[0];
  if (!tightest) return;
  const { folder, space } = tightest;
  const level = levelOf(space);
  if (level === "full")
    faults.raise("disk-full", {
      severity: "critical",
      sentence: `The disk of ${folder} is full: nothing can be stored until there is room on it.`,
    });
  else faults.clear("disk-full");
  if (level === "low" || level === "very-low")
    faults.raise("disk-space", {
      severity: level === "low" ? "high" : "critical",
      sentence: `Only ${sizeText(space.free)} of ${sizeText(space.size)} are free on the disk of ${folder}: make room before nothing can be stored.`,
    });
  else faults.clear("disk-space");
}

export type Level = "enough" | "low" | "very-low" | "full";

export function levelOf({ free, size }: Space): Level {
  if (free < FULL_BYTES) return "full";
  const isBelow = ({ share, bytes }: typeof LOW): boolean => free < share * size && free < bytes;
  if (isBelow(VERY_LOW)) return "very-low";
  return isBelow(LOW) ? "low" : "enough";
}

type FolderSpace = { readonly folder: string; readonly space: Space };

/** One per disk. A folder that is not there yet, or cannot be looked at, says nothing. */
async function spacesOf(dataDir: string): Promise<FolderSpace[]> {
  const found = new Map<number, FolderSpace>();
  for (const wanted of [resolve(dataDir), join(resolve(dataDir), "postgres")]) {
    try {
      const folder = await realpath(wanted);
      const { dev } = await stat(folder);
      const { bavail, blocks, bsize } = await statfs(folder);
      if (!found.has(dev)) found.set(dev, { folder, space: { free: bavail * bsize, size: blocks * bsize } });
    } catch {
      continue;
    }
  }
  return [...found.values()];
}

function sizeText(bytes: number): string {
  return bytes < GB ? `${Math.round(bytes / MB)} MB` : `${(bytes / GB).toFixed(1)} GB`;
}
