import type { Refusal } from "#core/outcome";

// Next holds its own copy of every module, so that no class of ours is the same in both
const REFUSAL = Symbol.for("holdpoint.over-budget");

/**
 * Whoever asks is over a budget of their own: `too_many`, 429. What is refused because the program itself is short of
 * something, whoever asks, is `unavailable`, 503. Both say when to come again.
 */
export function overBudget(seconds: number, message: string): Error {
  return refusing({ code: "too_many", message, retryAfterSeconds: seconds });
}

/** The program is short of something, whoever asks. */
export function busy(seconds: number, message: string): Error {
  return refusing({ code: "unavailable", message, retryAfterSeconds: seconds });
}

function refusing(refusal: Refusal): Error {
  return Object.assign(new Error(refusal.message), { [REFUSAL]: refusal });
}

/** What such an error refuses with; null for any other error. */
export function overBudgetRefusal(error: unknown): Refusal | null {
  return error instanceof Error ? ((error as { readonly [REFUSAL]?: Refusal })[REFUSAL] ?? null) : null;
}
