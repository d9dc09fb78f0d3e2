import type { Log } from "./ports.ts";

export type Closing = { add(close: () => Promise<void>): void; run(): Promise<void> };

type Parts = {
  readonly log: Pick<Log, "warn">;
  readonly pause: (ms: number) => Promise<void>;
};

/** Longer than a database that is there takes for the last samples, and short enough for who asked the program to end. */
const PATIENCE_MS = 20_000;

/** What was opened last is closed first; one that fails, or is not done in time, does not keep the others open. */
export function closeInTurn({ log, pause }: Parts): Closing {
  const open: (() => Promise<void>)[] = [];
  const closed = async (close: () => Promise<void>): Promise<void> => {
    const done = close().then(
      () => "done",
      (error: unknown) => log.warn({ error: String(error) }, "closing failed"),
    );
    const late = pause(PATIENCE_MS).then(() => "late");
    if ((await Promise.race([done, late])) === "late") log.warn({}, "closing takes too long: going on without it");
  };
  return {
    add: (close) => void open.push(close),
    run: async () => {
      for (const close of open.splice(0).reverse()) await closed(close);
    },
  };
}
