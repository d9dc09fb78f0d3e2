import type { LiveSamples } from "./live-samples.ts";
import type { Log, SampleStore, SampleWriter } from "./ports.ts";

const PATIENCE_MS = 10_000;

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

/** Rejects, and leaves the totals in doubt, when the store fails or takes too long. */
export async function readTotals(
  { live, store, pause }: Pick<RecountParts, "live" | "store" | "pause">,
  targetIds: readonly string[],
): Promise<void> {
  const recount = live.recount(targetIds);
  const { range } = recount;
  const late = pause(PATIENCE_MS).then(() => "late" as const);
  try {
    const sums = range.from < range.to ? await Promise.race([store.windows(targetIds, range), late]) : new Map();
    if (sums === "late") throw new Error(`the store took more than ${PATIENCE_MS} ms`);
    recount.done(sums);
  } catch (error) {
    recount.failed();
    throw error;
  }
}
