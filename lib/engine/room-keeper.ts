import { accept, refuse, type Outcome } from "#core/outcome";
import type { Actor } from "#core/room/actor";
import type { LoggedEvent, RoomEvent } from "#core/room/room-event";
import { applyEvent, EMPTY_ROOM, type Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import type { EventLog, Publisher, Receipt } from "./ports.ts";

const READ_AT_ONCE = 500;
export type Change = {
  readonly actor: Actor;
  readonly receipt: Omit<Receipt, "events"> | null;
  readonly decide: (room: Room, now: EpochMs) => Outcome<readonly RoomEvent[]>;
};

/** The room as it stands, and the one way to change it: one change after the other, each stored before it is seen. */
export type RoomKeeper = {
  room(): Room;
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
  const state = { room: EMPTY_ROOM };
  const inTurn = queue();
  const fold = (events: readonly LoggedEvent[]): void => {
    const fresh = events.filter(({ seq }) => seq > state.room.seq);
    for (const event of fresh) {
      state.room = applyEvent(state.room, event);
      onEvent(event, state.room);
    }
    if (fresh.length > 0) publisher.tell(fresh);
  };
  const readOn = async (from: Pick<EventLog, "eventsAfter"> = log): Promise<void> => {
    let events: readonly LoggedEvent[];
    do fold((events = await from.eventsAfter(rollout, state.room.seq, READ_AT_ONCE)));
    while (events.length === READ_AT_ONCE);
  };
  /** Null when another node was first. */
  const attempt = async (
    { actor, receipt, decide }: Change,
    on: Pick<EventLog, "append">,
  ): Promise<Outcome<readonly LoggedEvent[]> | null> => {
    // a rehearsal's clock reads fractions, and the database keeps whole milliseconds
    const at = Math.floor(now());
    const decided = decide(state.room, at);
    if (!decided.ok) return decided;
    if (decided.value.length === 0 && receipt === null) return accept([]);
    const events = decided.value.map((event) => ({ at, actor, event }));
    const appended = await on.append(rollout, state.room.seq, { events, receipt });
    return appended && accept(appended);
  };
  const apply = async (change: Change): Promise<Outcome<readonly LoggedEvent[]>> => {
    const outcome =
      (await attempt(change, log)) ??
      // who was second would be second again to a node with a queue: it reads on and decides anew with the log to itself
      (await log.alone(rollout, async (only) => {
        await readOn(only);
        return await attempt(change, only);
      })) ??
      refuse("unavailable", "Too many changes at once: send it again.");
    if (outcome.ok) fold(outcome.value);
    return outcome;
  };
  return {
    room: () => state.room,
    catchUp: () => inTurn(() => readOn()),
    change: (change) => inTurn(() => apply(change)),
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
