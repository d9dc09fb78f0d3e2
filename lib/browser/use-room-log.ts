import { useQuery } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import type { Plan } from "#core/plan/plan";
import type { Account } from "#core/room/actor";
import type { Room } from "#core/room/room";
import { accountsSchema, planAnswerSchema } from "#wire/room-log";
import { ask } from "./api.ts";
import { useLiveClient } from "./live-context.ts";
import { valueOf } from "./query-client.ts";
import { useReplay } from "./replay-context.ts";
import { useSession } from "./use-session.ts";

const nothing = (): void => undefined;

/** What has been decided so far, up to the second; null until it is known. */
export function useRoomLog(): Room | null {
  const client = useLiveClient();
  const subscribe = useCallback((listener: () => void) => client?.log().subscribe(listener) ?? nothing, [client]);
  return useSyncExternalStore(
    subscribe,
    () => client?.log().room() ?? null,
    () => null,
  );
}

/** The plan that the rollout executes; it does not change while the program runs. In a replay of another rollout, its own. */
export function usePlan(): Plan | null {
  const replay = useReplay();
  const isOther = replay !== null && replay.moment.rollout !== null;
  const { data } = useQuery({
    enabled: !isOther,
    queryKey: ["plan"],
    queryFn: ({ signal }) => valueOf(ask("/api/v1/plan", { schema: planAnswerSchema, signal })),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return (isOther ? replay.shown?.plan : data) ?? null;
}

/** Who can be put to a role; empty for those who may not see the list. */
export function useAccounts(): readonly Account[] {
  const isPerson = useSession()?.kind === "person";
  const { data } = useQuery({
    enabled: isPerson,
    queryKey: ["accounts"],
    queryFn: ({ signal }) => valueOf(ask("/api/v1/accounts", { schema: accountsSchema, signal })),
  });
  return data?.accounts ?? [];
}
