import type { LoggedEvent } from "#core/room/room-event";
import { applyEvent, type Room } from "#core/room/room";

export type RoomLog = {
  /** Null until the server has told it. */
  room(): Room | null;
  subscribe(listener: () => void): () => void;
  /** Begins anew from the server's own fold. */
  reset(room: Room): void;
  /** Folds events in; answers whether some before them are missing, and folds none of those then. */
  fold(events: readonly LoggedEvent[]): { readonly missing: boolean };
};

/** The room as the log says, folded here by the same reducer as on the server. Knows nothing of React or sockets. */
export function createRoomLog(): RoomLog {
  const listeners = new Set<() => void>();
  const state: { room: Room | null } = { room: null };
  const change = (room: Room): void => {
    if (room === state.room) return;
    state.room = room;
    for (const listener of listeners) listener();
  };
  return {
    room: () => state.room,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    reset: change,
    fold(events) {
      let { room } = state;
      if (room === null) return { missing: events.length > 0 };
      for (const event of events) {
        if (event.seq > room.seq + 1) {
          change(room);
          return { missing: true };
        }
        room = applyEvent(room, event);
      }
      change(room);
      return { missing: false };
    },
  };
}
