import { QueryClient } from "@tanstack/react-query";
import type { Outcome, Refusal } from "#core/outcome";

/** What a failed query throws: an Error that carries its refusal as data. */
export type RefusedError = Error & { readonly refusal: Refusal };

/** TanStack Query knows failure only as a throw; this is the one place where a refusal becomes one. */
export async function valueOf<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const settled = await outcome;
  if (settled.ok) return settled.value;
  throw Object.assign(new Error(settled.refusal.message), { refusal: settled.refusal });
}

export function refusalOf(error: Error | null): Refusal | null {
  if (error === null) return null;
  return "refusal" in error ? (error as RefusedError).refusal : { code: "internal", message: error.message };
}

const MOST_TRIES = 3;

function mayPass(refusal: Refusal | null): boolean {
  return refusal?.code === "unavailable" || refusal?.code === "too_many";
}

/** Tries again only what may pass by itself; a refusal such as "not paired" is shown at once. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        retry: (failures, error) => mayPass(refusalOf(error)) && failures < MOST_TRIES,
        retryDelay: (attempt) => Math.min(1_000 * 2 ** attempt, 8_000),
      },
    },
  });
}
