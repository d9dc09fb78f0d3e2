import { useQuery } from "@tanstack/react-query";
import { sessionSchema, type Session } from "#wire/session";
import { ask } from "./api.ts";
import { valueOf } from "./query-client.ts";
import { useReplay } from "./replay-context.ts";
import { useHydrated } from "./use-hydrated.ts";

const SESSION_KEY = ["session"] as const;

/** In a replay everybody only looks. */
const LOOKS_BACK: Session = { kind: "display", id: "replay", name: "Replay" };

/** As whom this page may act; null until it is known. */
export function useSession(): Session | null {
  const own = useOwnSession();
  const isReplay = useReplay() !== null;
  return own !== null && isReplay ? LOOKS_BACK : own;
}

/** Who is looking; null until it is known. Asked now and then, which keeps the session alive. */
export function useOwnSession(): Session | null {
  const hydrated = useHydrated();
  const { data } = useQuery({
    queryKey: SESSION_KEY,
    queryFn: ({ signal }) => valueOf(ask("/api/v1/session", { schema: sessionSchema, signal })),
    staleTime: 60_000,
    refetchInterval: 5 * 60_000,
  });
  return hydrated ? (data ?? null) : null;
}
