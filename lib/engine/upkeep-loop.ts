import type { Clock, Log, OwnFaults, StoreUpkeep } from "./ports.ts";

const PAUSE_BETWEEN_ROUNDS_MS = 5_000;
const PAUSE_BETWEEN_STEPS_MS = 20;
/** Failures in a row before people are told: two programs that write at once may cost one. */
const PATIENCE = 3;
const DUTIES = {
  rollUp: "summed up by the minute",
  seal: "packed by the hour",
  expire: "removed when their time is over",
} as const satisfies Readonly<Record<keyof StoreUpkeep, string>>;

/** Waits in real time; `cancelled` ends the wait early. */
export type Pause = (ms: number) => Promise<void>;

export type UpkeepTools = {
  readonly clock: Clock;
  readonly log: Log;
  readonly faults: Pick<OwnFaults, "raise" | "clear">;
  readonly pause: Pause;
  readonly running: () => boolean;
  /** The database is away, which is told of elsewhere. */
  readonly isAway: (error: unknown) => boolean;
};

/**
 * Rolls up, seals and expires in small steps for as long as `running()`; a step that fails is logged and tried in the next round,
 * and raises the fault `upkeep` when it fails again and again.
 */
export async function runUpkeep(upkeep: StoreUpkeep, tools: UpkeepTools): Promise<void> {
  const { clock, log, pause, running } = tools;
  const failures = { rollUp: 0, seal: 0, expire: 0 };
  while (running()) {
    for (const duty of ["rollUp", "seal", "expire"] as const) {
      try {
        while (running() && (await upkeep[duty](clock.now())).more) await pause(PAUSE_BETWEEN_STEPS_MS);
        failures[duty] = 0;
      } catch (error) {
        if (!tools.isAway(error)) failures[duty] += 1;
        log.warn({ duty, error: String(error) }, "upkeep of the store failed and will be tried again");
      }
    }
    tell(failures, tools.faults);
    await pause(PAUSE_BETWEEN_ROUNDS_MS);
  }
}

function tell(failures: Readonly<Record<keyof StoreUpkeep, number>>, faults: UpkeepTools["faults"]): void {
  const failing = (["rollUp", "seal", "expire"] as const).find((duty) => failures[duty] >= PATIENCE);
  if (failing === undefined) faults.clear("upkeep");
  else
    faults.raise("upkeep", {
      severity: "high",
      sentence: `Stored samples cannot be ${DUTIES[failing]}: the program's log says why. Nothing is lost, but the disk fills.`,
    });
}
