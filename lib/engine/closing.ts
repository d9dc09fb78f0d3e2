import type { Log } from "./ports.ts";

/** Everything that is open, to be closed in turn. */
export type Closing = { add(close: () => Promise<void>): void; run(): Promise<void> };

/** What was opened last is closed first; one that fails does not keep the others open. */
export function closeInTurn(log: Log): Closing {
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
