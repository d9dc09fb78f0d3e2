import type { Clock, Log, StoreUpkeep } from "./ports.ts";

const PAUSE_BETWEEN_ROUNDS_MS = 5_000;
const PAUSE_BETWEEN_STEPS_MS = 20;

/** Waits in real time; `cancelled` ends the wait early. */
export type Pause = (ms: number) => Promise<void>;

/** Rolls up, seals and expires in small steps for as long as `running()`; a step that fails is logged and tried in the next round. */
export async function runUpkeep(
  upkeep: StoreUpkeep,
  tools: { readonly clock: Clock; readonly log: Log; readonly pause: Pause; readonly running: () => boolean },
): Promise<void> {
  const { clock, log, pause, running } = tools;
  while (running()) {
    for (const duty of ["rollUp", "seal", "expire"] as const) {
      try {
        while (running() && (await upkeep[duty](clock.now())).more) await pause(PAUSE_BETWEEN_STEPS_MS);
      } catch (error) {
        log.warn({ duty, error: String(error) }, "upkeep of the store failed and will be tried again");
      }
    }
    await pause(PAUSE_BETWEEN_ROUNDS_MS);
  }
}
