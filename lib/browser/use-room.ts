import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { RoomName } from "#wire/frame";
import { useLiveClient } from "./live-context.ts";
import type { RoomState, RoomStore } from "./room-store.ts";
import type { LinkState } from "./socket.ts";

const NO_ROOM: RoomState = { latest: null, frames: [], receivedAt: null, refusal: null };
const NO_LINK: LinkState = { link: "connecting", since: 0, offsetMs: null, why: null };
const nothing = (): void => undefined;

/** The frames of one room, joined while this component is shown. */
export function useRoom(room: RoomName): RoomState {
  const client = useLiveClient();
  const [store, setStore] = useState<RoomStore | null>(null);
  useEffect(() => {
    if (client === null) return;
    const held = client.hold(room);
    // holding a room opens it on the socket: it exists only while this is mounted, so it cannot be made while rendering
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setStore(held.store);
    return held.release;
  }, [client, room]);
  const subscribe = useCallback((listener: () => void) => store?.subscribe(listener) ?? nothing, [store]);
  return useSyncExternalStore(
    subscribe,
    () => store?.state() ?? NO_ROOM,
    () => NO_ROOM,
  );
}

/** State of the connection and of this device's clock. */
export function useLink(): LinkState {
  const client = useLiveClient();
  const subscribe = useCallback((listener: () => void) => client?.subscribeLink(listener) ?? nothing, [client]);
  return useSyncExternalStore(
    subscribe,
    () => client?.link() ?? NO_LINK,
    () => NO_LINK,
  );
}
