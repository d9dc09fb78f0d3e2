import type { Log } from "./ports.ts";

export type Closing = { add(close: () => Promise<void>): void; run(): Promise<void> };

/** What was opened last is closed first; one that fails does not keep the others open. */
export function closeInTurn(log: Pick<Log, "warn">): Closing {
  const open: (() => Promise<void>)[] = [];
  return {
    add: (close) => void open.push(close),
    run: async () => {
      for (const close of open.splice(0).reverse()) {
        await close().catch((error: unknown) => log.warn({ error: String(error) }, "closing failed"));
      }
    },
  };
}
