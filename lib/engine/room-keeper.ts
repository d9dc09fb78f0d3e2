import type { Outcome } from "#core/outcome";
import type { LoggedEvent } from "#core/room/room-event";
import { applyEvent, EMPTY_ROOM, type Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import type { Change } from "./decide-changes.ts";
import type { EventLog, LogHead, Publisher } from "./ports.ts";
import { writeTogether, type Waiting } from "./write-changes.ts";

const READ_AT_ONCE = 500;
/** Changes in one write: fifty leads who submit at once wait for the disk once, not fifty times. */
const MOST_AT_ONCE = 64;

/** The room as it stands, and the one way to change it: one change after the other, each stored before it is seen. */
export type RoomKeeper = {
  room(): Room;
  /** The end of what is folded in. */
  head(): LogHead;
  /** Folds in whatever the log has beyond what is known here. */
  catchUp(): Promise<void>;
  /** The events that the change caused; none where nothing had to change. */
  change(change: Change): Promise<Outcome<readonly LoggedEvent[]>>;
  eventsAfter(seq: number, most: number): Promise<readonly LoggedEvent[]>;
};

export type KeeperParts = {
  readonly rollout: string;
  readonly log: EventLog;
  readonly publisher: Pick<Publisher, "tell">;
  readonly now: () => EpochMs;
  /** Called with every event that is folded in, in order. */
  readonly onEvent: (event: LoggedEvent, room: Room) => void;
};

export function roomKeeper({ rollout, log, publisher, now, onEvent }: KeeperParts): RoomKeeper {
  const state = { room: EMPTY_ROOM, hash: "" };
  const inTurn = queue();
  const fold = (events: readonly LoggedEvent[]): void => {
    const fresh = events.filter(({ seq }) => seq > state.room.seq);
    for (const event of fresh) {
      state.room = applyEvent(state.room, event);
      state.hash = event.hash;
      onEvent(event, state.room);
    }
    if (fresh.length > 0) publisher.tell(fresh);
  };
  const readOn = async (from: Pick<EventLog, "eventsAfter"> = log): Promise<void> => {
    let events: readonly LoggedEvent[];
    do fold((events = await from.eventsAfter(rollout, state.room.seq, READ_AT_ONCE)));
    while (events.length === READ_AT_ONCE);
  };
  const head = (): LogHead => ({ seq: state.room.seq, hash: state.hash, isOpen: state.room.archive === null });
  const writing = {
    ...{ rollout, log, room: () => state.room, now, fold, readOn },
    fault: () => log.fault(rollout, head()),
    alone: <T>(work: (only: Pick<EventLog, "eventsAfter" | "append">) => Promise<T>) => log.alone(rollout, work),
  };
  const waiting: Waiting[] = [];
  return {
    room: () => state.room,
    head,
    catchUp: () => inTurn(() => readOn()),
    change: (change) =>
      new Promise((resolve, reject) => {
        waiting.push({ change, resolve, reject });
        // whatever has come while the write before was on its way is written together
        void inTurn(() => writeTogether(writing, waiting.splice(0, MOST_AT_ONCE)));
      }),
    eventsAfter: (seq, most) => log.eventsAfter(rollout, seq, most),
  };
}

/** One at a time; work that fails does not stop the next. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  const state = { last: Promise.resolve() };
  return (work) => {
    const result = state.last.then(work);
    state.last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };
}
