import type { RoomName } from "#wire/frame";
import type { Replay } from "#wire/replay";
import { createRoomLog } from "./room-log.ts";
import { createRoomStore, type RoomStore } from "./room-store.ts";
import type { LinkState, LiveClient } from "./socket.ts";

const STANDING: LinkState = { link: "up", since: 0, offsetMs: 0, why: null };
const SHARED: readonly RoomName[] = ["overview", "segments"];
const nothing = (): void => undefined;

/** Stands where a live page has its connection, so that the same components show the past. */
export type ReplayClient = LiveClient & {
  /** Shows a moment in place of the one before. */
  show(replay: Pick<Replay, "room" | "frames">): void;
  /** Rooms that are shown and must be asked for by name; the same list until it changes. */
  rooms(): readonly RoomName[];
  subscribeRooms(listener: () => void): () => void;
};

export function createReplayClient(): ReplayClient {
  const stores = new Map<RoomName, { readonly store: RoomStore; holders: number }>();
  const listeners = new Set<() => void>();
  const log = createRoomLog();
  const state: { rooms: readonly RoomName[]; shown: Pick<Replay, "frames"> | null } = { rooms: [], shown: null };
  const tell = (): void => {
    state.rooms = [...stores.keys()].filter((room) => !SHARED.includes(room)).toSorted();
    for (const listener of listeners) listener();
  };
  const fill = (store: RoomStore): void => {
    if (state.shown) store.reset(state.shown.frames.filter(({ room }) => room === store.room));
  };
  return {
    open: () => nothing,
    link: () => STANDING,
    subscribeLink: () => nothing,
    log: () => log,
    hold: (room) => {
      const held = stores.get(room) ?? { store: storeOf(room), holders: 0 };
      if (held.holders++ === 0) {
        stores.set(room, held);
        fill(held.store);
        tell();
      }
      return {
        store: held.store,
        release: () => {
          if (--held.holders > 0) return;
          stores.delete(room);
          tell();
        },
      };
    },
    show: (replay) => {
      state.shown = replay;
      log.reset(replay.room);
      for (const { store } of stores.values()) fill(store);
    },
    rooms: () => state.rooms,
    subscribeRooms: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function storeOf(room: RoomName): RoomStore {
  return createRoomStore({ room, capacity: 1, paintEveryMs: 0, now: Date.now, later: (paint) => paint() });
}
