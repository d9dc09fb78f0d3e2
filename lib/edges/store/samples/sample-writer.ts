import { setTimeout as pause } from "node:timers/promises";
import type { Sample } from "#core/measure/sample";
import type { Log, SampleStore, SampleWriter } from "#engine/ports";

/** Samples that wait at most: 16 minutes of 1,000 targets, a day of ten. */
const MOST_WAITING = 200_000;
const MOST_PER_WRITE = 2_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** A database that hangs refuses nothing; after this long it takes no samples either. */
const MOST_WRITE_MS = 10_000;

export type WriterOptions = {
  readonly most?: number;
  readonly mostWriteMs?: number;
  /** Hears what a write failed with, each time. */
  readonly failed?: ((error: unknown) => void) | undefined;
};

/**
 * Writes samples behind the beat's back, in order. While the database is away they wait; when too many wait, the oldest are
 * given up and counted. A sample that the database refuses for what it says is given up alone.
 */
export function sampleWriter(
  store: Pick<SampleStore, "write">,
  log: Log,
  { most = MOST_WAITING, mostWriteMs = MOST_WRITE_MS, failed }: WriterOptions = {},
): SampleWriter {
  const waiting: Sample[] = [];
  const state = { reachable: true, lost: 0, running: null as Promise<void> | null };
  const watch = stopwatch(mostWriteMs);
  const lose = (count: number, why: string): void => {
    state.lost += count;
    log.error({ samples: count, why }, "samples were lost");
  };
  const writeNext = async (): Promise<void> => {
    const batch = waiting.slice(0, MOST_PER_WRITE);
    await watch.time(() => writeOrSplit(store, batch, (why) => lose(1, why)));
    removeFront(waiting, batch);
    if (!state.reachable) log.info({ waiting: waiting.length }, "the database takes samples again");
    state.reachable = true;
  };
  const run = async (): Promise<void> => {
    let wait = FIRST_PAUSE_MS;
    while (waiting.length > 0) {
      try {
        await writeNext();
        wait = FIRST_PAUSE_MS;
      } catch (error) {
        failed?.(error);
        if (state.reachable) log.warn({ error: String(error) }, "the database takes no samples; they wait");
        state.reachable = false;
        await pause(wait, undefined, { ref: false });
        wait = Math.min(LONGEST_PAUSE_MS, wait * 2);
      }
    }
    state.running = null;
  };
  return {
    add: (samples) => {
      waiting.push(...samples);
      const over = waiting.length - most;
      if (over > 0) lose(waiting.splice(0, over).length, "too many were waiting for the database");
      if (waiting.length > 0) state.running ??= run();
    },
    state: () => ({ reachable: state.reachable && !watch.isLate(), waiting: waiting.length, lost: state.lost }),
    drain: async (timeoutMs) => {
      const late = pause(timeoutMs, "late" as const, { ref: false });
      if ((await Promise.race([state.running ?? Promise.resolve(), late])) === "late")
        throw new Error(`${waiting.length} samples could not be written in time`);
    },
  };
}

/** Whether work that was begun takes longer than it may. */
function stopwatch(mostMs: number): { time(work: () => Promise<void>): Promise<void>; isLate(): boolean } {
  const state: { since: number | null } = { since: null };
  return {
    time: async (work) => {
      state.since = performance.now();
      try {
        await work();
      } finally {
        state.since = null;
      }
    },
    isLate: () => state.since !== null && performance.now() - state.since > mostMs,
  };
}

/** Halves a batch that the database refuses until the sample at fault stands alone. */
async function writeOrSplit(
  store: Pick<SampleStore, "write">,
  batch: readonly Sample[],
  lose: (why: string) => void,
): Promise<void> {
  try {
    await store.write(batch);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (batch.length === 1) return lose(String(error));
    const middle = Math.ceil(batch.length / 2);
    await writeOrSplit(store, batch.slice(0, middle), lose);
    await writeOrSplit(store, batch.slice(middle), lose);
  }
}

/** The oldest may have been given up while their batch was on its way. */
function removeFront(waiting: Sample[], batch: readonly Sample[]): void {
  const last = batch.at(-1);
  const at = last ? waiting.indexOf(last) : -1;
  waiting.splice(0, at + 1);
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity): trying again cannot help. */
function isRefusal(error: unknown): boolean {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^2[23]/.test(code);
}
