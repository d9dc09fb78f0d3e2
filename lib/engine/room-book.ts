import { roomsAfter } from "#core/room/room-at";
import type { LoggedEvent } from "#core/room/room-event";
import { EMPTY_ROOM, type Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import type { EventLog } from "./ports.ts";

const READ_AT_ONCE = 500;
/** Events from one remembered room to the next: as many are read and folded for a moment at most. */
const SPACING = 32;

/** The room as it was at a moment, the event that it had come to, and when something was logged before and after. */
export type RoomThen = {
  readonly room: Room;
  readonly event: LoggedEvent | null;
  readonly previous: EpochMs | null;
  readonly next: EpochMs | null;
};

export type RoomBook = {
  /** When the first event was logged; null for an empty log. */
  first(): Promise<EpochMs | null>;
  /** When the last event was logged; null for an empty log. */
  last(): Promise<EpochMs | null>;
  at(moment: EpochMs): Promise<RoomThen>;
};

type Pages = {
  /** By number of the event less one: when it was, or the latest before it, should a clock ever have been set back. */
  readonly times: EpochMs[];
  /** The room after every `SPACING` events; they share whatever did not change. */
  readonly rooms: Room[];
  newest: Room;
};

/**
 * A log's rooms by moment. The log is folded once, and remembered as a room every few events: the last before a moment and the
 * events from there on give the room at that moment. All of it can be read again.
 */
export function roomBook({
  rollout,
  log,
}: {
  readonly rollout: string;
  readonly log: Pick<EventLog, "eventsAfter">;
}): RoomBook {
  const pages: Pages = { times: [], rooms: [EMPTY_ROOM], newest: EMPTY_ROOM };
  const reading: { now: Promise<void> | null } = { now: null };
  const readOn = async (): Promise<void> => {
    let events: readonly LoggedEvent[];
    do {
      events = await log.eventsAfter(rollout, pages.newest.seq, READ_AT_ONCE);
      for (const room of roomsAfter(pages.newest, events)) remember(pages, room);
      for (const { at } of events) pages.times.push(Math.max(at, pages.times.at(-1) ?? at));
    } while (events.length === READ_AT_ONCE);
  };
  const keepUp = (): Promise<void> => (reading.now ??= readOn().finally(() => void (reading.now = null)));
  return {
    first: async () => {
      if (pages.times.length === 0) await keepUp();
      return pages.times[0] ?? null;
    },
    last: async () => {
      await keepUp();
      return pages.times.at(-1) ?? null;
    },
    at: async (moment) => {
      // what is logged from now on is later than all that is known
      if (moment >= (pages.times.at(-1) ?? -Infinity)) await keepUp();
      const seq = countUpTo(pages.times, moment);
      const held = pages.rooms[Math.floor(seq / SPACING)] ?? EMPTY_ROOM;
      // one more where the room is remembered itself: what was logged last is told too
      const from = held.seq === seq ? Math.max(0, seq - 1) : held.seq;
      const events = seq === 0 ? [] : await log.eventsAfter(rollout, from, seq - from);
      const room =
        roomsAfter(
          held,
          events.filter((event) => event.seq > held.seq),
        ).at(-1) ?? held;
      return { room, event: events.at(-1) ?? null, ...neighbours(pages.times, seq, moment) };
    },
  };
}

function remember(pages: Pages, room: Room): void {
  pages.newest = room;
  if (room.seq % SPACING === 0) pages.rooms.push(room);
}

/** How many events had happened by `moment`, their times rising. */
function countUpTo(times: readonly EpochMs[], moment: EpochMs): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as EpochMs) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** In whole ms, not before the event: an address holds no parts of one. */
function neighbours(
  times: readonly EpochMs[],
  seq: number,
  moment: EpochMs,
): { readonly previous: EpochMs | null; readonly next: EpochMs | null } {
  let before = seq - 1;
  while (before >= 0 && Math.ceil(times[before] as EpochMs) >= moment) before -= 1;
  const [previous, next] = [times[before], times[seq]];
  return {
    previous: previous === undefined ? null : Math.ceil(previous),
    next: next === undefined ? null : Math.ceil(next),
  };
}
