import { refuse, type Outcome } from "#core/outcome";
import { reasonOf } from "#edges/reason";

export type Deadline = { readonly who: string; readonly timeoutMs: number };

/**
 * One call of a controller. Never rejects, and settles after `timeoutMs` (real ms) at the latest: `signal` is aborted then,
 * and once the call is over, so that nothing of it stays open. Failures are refused as `unavailable`, without an address.
 */
export async function withinDeadline<T>(
  { who, timeoutMs }: Deadline,
  run: (signal: AbortSignal) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const over = new AbortController();
  const late = refuse("unavailable", `${who} did not answer within ${timeoutMs.toLocaleString("en-GB")} ms.`);
  return new Promise((resolve) => {
    const settle = (outcome: Outcome<T>): void => {
      clearTimeout(timer);
      resolve(outcome);
      over.abort();
    };
    // as with probes: after a stall of ours, an answer that already lies there goes first
    const timer = setTimeout(() => setImmediate(() => settle(late)), timeoutMs);
    Promise.resolve()
      .then(() => run(over.signal))
      .then(settle, (error: unknown) => settle(refuse("unavailable", `${who} cannot be reached: ${reasonOf(error)}.`)));
  });
}
