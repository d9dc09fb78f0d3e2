import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { RoomName } from "#wire/frame";
import { replaySchema } from "#wire/replay";
import { ask } from "./api.ts";
import type { AskedMoment } from "./replay-address.ts";
import { refusalOf, valueOf } from "./query-client.ts";
import type { ReplayClient } from "./replay-client.ts";
import type { ReplayState } from "./replay-context.ts";

const NONE: readonly RoomName[] = [];
/** Moments kept for stepping back and forth. */
const KEPT_MS = 60_000;

/** Reads the room as it was at the moment asked for and hands it to `client`; the moment before stays until then. */
export function useReplayAnswer(client: ReplayClient, { at, rollout }: AskedMoment): ReplayState {
  const rooms = useSyncExternalStore(client.subscribeRooms, client.rooms, () => NONE);
  const { data, error, isPlaceholderData, isFetching } = useQuery({
    queryKey: ["replay", at, rollout, rooms],
    queryFn: ({ signal }) => valueOf(ask(replayPath({ at, rollout }, rooms), { schema: replaySchema, signal })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: KEPT_MS,
  });
  const shown = error === null ? (data ?? null) : null;
  useEffect(() => {
    if (shown !== null && !isPlaceholderData) client.show(shown);
  }, [client, shown, isPlaceholderData]);
  return useMemo(
    () => ({ moment: { at, rollout }, shown, refusal: refusalOf(error), isReading: isFetching }),
    [at, rollout, shown, error, isFetching],
  );
}

function replayPath({ at, rollout }: AskedMoment, rooms: readonly RoomName[]): string {
  const query = new URLSearchParams([["at", at], ...rooms.map((room) => ["room", room])]);
  if (rollout !== null) query.set("rollout", rollout);
  return `/api/v1/replay?${query}`;
}
