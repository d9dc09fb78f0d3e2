import { busy, overBudget } from "#edges/over-budget";

const TRY_AGAIN_S = 5;

/** How many may run and wait, and what is said to whom that leaves out. */
export type Crowd = {
  /** At once, of all together. */
  readonly most: number;
  /** At once, of one visitor; absent: as many as of all. */
  readonly mostEach?: number;
  /** Of one visitor; what comes then is refused at once. */
  readonly mostWaiting: number;
  /** Whoever had no turn by then is refused; `Infinity`: waits as long as it takes. */
  readonly waitMs: number;
  /** To a visitor whose own work fills its places. */
  readonly tooMany: string;
  /** To a visitor who only waited for others. */
  readonly busy?: string;
};

export type Turn = {
  /** Nobody waits for the work any more. */
  readonly signal?: AbortSignal;
  /** In place of the crowd's `waitMs`. */
  readonly waitMs?: number;
};

/** Runs `work` when it is the visitor's turn; rejects, as `overBudget` and `busy` do, when that does not come. */
export type FewAtOnce = <T>(visitor: string, work: () => Promise<T>, turn?: Turn) => Promise<T>;

/**
 * Runs a few at once, the visitors in turn, so that everybody waits for one of each other visitor's, never for all of a flood.
 */
export function fewAtOnce(crowd: Crowd): FewAtOnce {
  const { most, mostEach = most, mostWaiting } = crowd;
  const waiting = new Map<string, Set<() => void>>();
  const running = new Map<string, number>();
  let total = 0;
  const runsOf = (visitor: string): number => running.get(visitor) ?? 0;
  const next = (): void => {
    if (total >= most) return;
    for (const [visitor, queue] of waiting) {
      const [begin] = queue;
      if (begin === undefined || runsOf(visitor) >= mostEach) continue;
      waiting.delete(visitor);
      queue.delete(begin);
      // back to the end of the line
      if (queue.size > 0) waiting.set(visitor, queue);
      total += 1;
      running.set(visitor, runsOf(visitor) + 1);
      return begin();
    }
  };
  const end = (visitor: string): void => {
    total -= 1;
    const left = runsOf(visitor) - 1;
    if (left > 0) running.set(visitor, left);
    else running.delete(visitor);
    next();
  };
  const turnOf = (visitor: string, { signal, waitMs = crowd.waitMs }: Turn): Promise<void> =>
    new Promise((resolve, reject) => {
      const queue = waiting.get(visitor) ?? new Set();
      const leave = (why: Error): void => {
        settle();
        queue.delete(begin);
        if (queue.size === 0 && waiting.get(visitor) === queue) waiting.delete(visitor);
        reject(why);
      };
      const late = Number.isFinite(waitMs) ? setTimeout(() => leave(lateFor(visitor)), waitMs).unref() : undefined;
      const gone = (): void => leave(overBudget(TRY_AGAIN_S, crowd.tooMany));
      const settle = (): void => {
        clearTimeout(late);
        signal?.removeEventListener("abort", gone);
      };
      const begin = (): void => {
        settle();
        resolve();
      };
      queue.add(begin);
      waiting.set(visitor, queue);
      if (signal?.aborted) return gone();
      signal?.addEventListener("abort", gone, { once: true });
      next();
    });
  const lateFor = (visitor: string): Error =>
    runsOf(visitor) >= mostEach || crowd.busy === undefined
      ? overBudget(TRY_AGAIN_S, crowd.tooMany)
      : busy(TRY_AGAIN_S, crowd.busy);
  return async (visitor, work, turn = {}) => {
    if ((waiting.get(visitor)?.size ?? 0) >= mostWaiting) throw overBudget(TRY_AGAIN_S, crowd.tooMany);
    await turnOf(visitor, turn);
    try {
      return await work();
    } finally {
      end(visitor);
    }
  };
}
