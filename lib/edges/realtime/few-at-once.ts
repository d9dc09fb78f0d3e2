import { overBudget } from "#edges/over-budget";

const TRY_AGAIN_S = 5;

/**
 * Runs at most `most` at once, the peers in turn; rejects at once what comes when `mostWaiting` of the same peer wait
 * already. So the other peers wait for one of each peer's, never for all of a flood.
 */
export function fewAtOnce(most: number, mostWaiting: number) {
  const waiting = new Map<string, (() => void)[]>();
  let running = 0;
  const next = (): void => {
    const [first] = waiting;
    if (first === undefined || running >= most) return;
    const [peer, queue] = first;
    waiting.delete(peer);
    const run = queue.shift();
    // back to the end of the line
    if (queue.length > 0) waiting.set(peer, queue);
    running += 1;
    run?.();
  };
  return async <T>(peer: string, work: () => Promise<T>): Promise<T> => {
    const queue = waiting.get(peer) ?? [];
    if (queue.length >= mostWaiting)
      throw overBudget(TRY_AGAIN_S, "Too many connections from one address wait to be let in.");
    await new Promise<void>((resolve) => {
      queue.push(resolve);
      waiting.set(peer, queue);
      next();
    });
    try {
      return await work();
    } finally {
      running -= 1;
      next();
    }
  };
}
