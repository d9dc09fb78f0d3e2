import type { EpochMs } from "../time.ts";
import type { LoggedEvent } from "./room-event.ts";
import { applyEvent, EMPTY_ROOM, type Room } from "./room.ts";

/** The room after each of `events`, which follow `room` in order. */
export function roomsAfter(room: Room, events: readonly LoggedEvent[]): readonly Room[] {
  let held = room;
  return events.map((event) => (held = applyEvent(held, event)));
}

/**
 * The room as it was at `moment`: a fold over the log up to the first event that is later. `events` is the log from its
 * beginning.
 */
export function roomAt(events: readonly LoggedEvent[], moment: EpochMs): Room {
  const later = events.findIndex(({ at }) => at > moment);
  return roomsAfter(EMPTY_ROOM, later === -1 ? events : events.slice(0, later)).at(-1) ?? EMPTY_ROOM;
}
