import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { OwnFaults } from "#engine/ports";
import { awayOf } from "./database-away.ts";

const TRY_EVERY_MS = 2_000;
const FAULT = "database-disk-full";

export type DatabaseDisk = {
  /** What a query failed with; anything but a full disk changes nothing. */
  failed(error: unknown): void;
  close(): void;
};

/** Raises `database-disk-full` when the database says so, writes a row now and then, and clears it when that works again. */
export function databaseDisk(pool: Pool, faults: Pick<OwnFaults, "raise" | "clear">): DatabaseDisk {
  const state = { full: false };
  const stop = new AbortController();
  const untilWritable = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await sleep(TRY_EVERY_MS, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
      if (!stop.signal.aborted && (await canWrite(pool))) break;
    }
    state.full = false;
    faults.clear(FAULT);
  };
  return {
    failed: (error) => {
      if (state.full || stop.signal.aborted || awayOf(error) !== "disk-full") return;
      state.full = true;
      faults.raise(FAULT, {
        severity: "critical",
        sentence: "The database's disk is full: nothing can be stored until there is room on it.",
      });
      void untilWritable();
    },
    close: () => stop.abort(),
  };
}

/** As a real change does: a row, and the log before it. */
async function canWrite(pool: Pool): Promise<boolean> {
  return pool.query("update roll_up_state set id = id").then(
    () => true,
    () => false,
  );
}
