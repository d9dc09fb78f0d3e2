import { mergeAllSums, type WindowSum } from "#core/measure/window";
import { HOUR_MS, type Range } from "#core/time";
import type { LiveSamples } from "./live-samples.ts";
import type { Log, OwnFaults, SampleStore, SampleWriter } from "./ports.ts";

/** For one part of a reading; what comes later than that is remembered by the store, and there when it is asked again. */
const PATIENCE_MS = 10_000;
const SHORTEST_PART_MS = 6 * HOUR_MS;
/** A rollout that was planned long ago is mostly empty: it is not read in thousands of steps. */
const MOST_PARTS = 24;

export type RecountParts = {
  readonly live: LiveSamples;
  readonly store: Pick<SampleStore, "windows">;
  readonly writer: SampleWriter;
  readonly log: Log;
  readonly pause: (ms: number) => Promise<void>;
};

/**
 * Reads doubtful totals from the store again, one reading at a time; call as often as you like. While the store does not
 * answer they stay doubtful, and are read at a later call.
 */
export function recounter(parts: RecountParts): () => void {
  const { live, writer, log } = parts;
  const state = { running: false, failing: false };
  const run = async (): Promise<void> => {
    // a sample that still waits for the database is in no sum of the store
    await writer.drain(PATIENCE_MS);
    if (writer.state().waiting === 0) await readTotals(parts, live.doubtful());
  };
  return () => {
    if (state.running || live.doubtful().length === 0) return;
    state.running = true;
    run()
      .then(() => (state.failing = false))
      .catch((error: unknown) => {
        if (!state.failing) log.warn({ error: String(error) }, "totals cannot be read again yet");
        state.failing = true;
      })
      .finally(() => (state.running = false));
  };
}

type Reading = Pick<RecountParts, "live" | "store" | "pause"> & {
  /** Hears after each part how many of them are read. */
  readonly progress?: (done: number, of: number) => void;
};

/** Part by part; rejects, and leaves the totals in doubt, when the store fails or takes too long over one. */
export async function readTotals(
  { live, store, pause, progress }: Reading,
  targetIds: readonly string[],
): Promise<void> {
  const recount = live.recount(targetIds);
  const parts = partsOf(recount.range);
  const sums = new Map<string, WindowSum>();
  try {
    for (const [i, part] of parts.entries()) {
      const late = pause(PATIENCE_MS).then(() => "late" as const);
      const read = await Promise.race([store.windows(targetIds, part), late]);
      if (read === "late") throw new Error(`the store took more than ${PATIENCE_MS} ms`);
      for (const [id, sum] of read) {
        const known = sums.get(id);
        sums.set(id, known ? mergeAllSums([known, sum]) : sum);
      }
      progress?.(i + 1, parts.length);
    }
    recount.done(sums);
  } catch (error) {
    recount.failed();
    throw error;
  }
}

/** Cut at multiples of a part's length, so that the store finds again what it read before. */
function partsOf({ from, to }: Range): readonly Range[] {
  const parts: Range[] = [];
  const length = Math.ceil(Math.max(SHORTEST_PART_MS, (to - from) / MOST_PARTS) / HOUR_MS) * HOUR_MS;
  for (let at = from; at < to; at = parts.at(-1)?.to ?? to)
    parts.push({ from: at, to: Math.min(to, (Math.floor(at / length) + 1) * length) });
  return parts;
}

export type FirstTotals = Omit<Reading, "progress"> & { readonly log: Log; readonly faults: OwnFaults };

const FAULT = "totals";

/**
 * The totals at a start: waited for a moment, and otherwise read on while the program runs, which says how far it is. What
 * fails stays in doubt, and is read again later.
 */
export async function readFirstTotals(parts: FirstTotals, targetIds: readonly string[]): Promise<void> {
  const { log, faults, pause } = parts;
  const state = { done: 0, of: 0, waited: true };
  const tell = (): void => {
    const far = state.of === 0 ? "" : ` (${Math.round((100 * state.done) / state.of)} % so far)`;
    faults.raise(FAULT, {
      severity: "low",
      sentence: `What was measured since T0 is still being read from the database${far}: until then figures since T0 lack it.`,
    });
  };
  const progress = (done: number, of: number): void => {
    Object.assign(state, { done, of });
    if (!state.waited) tell();
  };
  const reading = readTotals({ ...parts, progress }, targetIds)
    .catch((error: unknown) => log.warn({ error: String(error) }, "totals cannot be read again yet"))
    .finally(() => {
      state.waited = true;
      faults.clear(FAULT);
    });
  const isLate = await Promise.race([reading.then(() => false), pause(PATIENCE_MS).then(() => true)]);
  if (!isLate) return;
  state.waited = false;
  log.warn(state, "starting while totals are still being read");
  tell();
}
