import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { RolloutView } from "#wire/rollout";
import { fetchRollout } from "./api.ts";
import { valueOf } from "./query-client.ts";
import { useReplay } from "./replay-context.ts";
import { useHydrated } from "./use-hydrated.ts";

export const ROLLOUT_KEY = ["rollout"] as const;

type Rollout = {
  readonly data: RolloutView | undefined;
  readonly error: UseQueryResult["error"];
  readonly refetch: () => Promise<unknown>;
};

/** What is known once about the rollout; asked again now and then, and at once when its clock changes. */
export function useRollout(): Rollout {
  // the answer may be there before the last part of the page is taken over, and the server drew it without
  const hydrated = useHydrated();
  const replay = useReplay();
  const { data, error, refetch } = useQuery({
    enabled: replay === null,
    queryKey: ROLLOUT_KEY,
    queryFn: ({ signal }) => valueOf(fetchRollout(signal)),
    staleTime: 30_000,
    // A wall that was not paired, or found the server away, recovers without a hand on it.
    refetchInterval: (query) => (query.state.status === "error" ? 10_000 : 60_000),
    refetchIntervalInBackground: true,
  });
  // of a replay only the moment is asked for, which says it too
  if (replay) return { data: replay.shown?.rollout, error: null, refetch };
  return { data: hydrated ? data : undefined, error: hydrated ? error : null, refetch };
}
