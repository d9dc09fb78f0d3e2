import { accept, refuse, type Outcome } from "#core/outcome";
import type { PersonActor } from "#core/room/actor";
import { finishedAt } from "#core/room/archive";
import { decideArchive, decideReopen } from "#core/room/commands/archive-commands";
import { t0Of } from "#core/room/commands/launch-commands";
import { endFault } from "#core/room/end-fault";
import type { RoomEvent } from "#core/room/room-event";
import type { Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import type { RolloutLine } from "#wire/rollouts";
import { replayMarks } from "./replay-marks.ts";
import { replays, type ReplayParts } from "./replay.ts";
import type { Clock, EventLog } from "./ports.ts";
import { roomBook, type RoomBook } from "./room-book.ts";
import { roomKeeper, type RoomKeeper } from "./room-keeper.ts";
import type { RolloutDoor, RolloutShelf, StoredRollout } from "./rollout-port.ts";

export type DeskParts = Omit<ReplayParts, "eventLog"> & {
  readonly eventLog: EventLog;
  readonly shelf: RolloutShelf;
  /** Of the rollout that runs here. */
  readonly keeper: Pick<RoomKeeper, "change" | "room">;
};

type Decide = (stored: StoredRollout, room: Room, now: EpochMs) => Outcome<readonly RoomEvent[]>;

/** Every rollout of the database: the one that runs here, those that are archived, and those of other plans. */
export function rolloutDesk(parts: DeskParts): RolloutDoor {
  const { eventLog, shelf, rollout } = parts;
  const books = new Map<string, RoomBook>();
  const bookOf = (id: string): RoomBook => {
    const book = books.get(id) ?? roomBook({ rollout: id, log: eventLog });
    books.set(id, book);
    return book;
  };
  const change = async (id: string, actor: PersonActor, decide: Decide): ReturnType<RolloutDoor["archive"]> => {
    const stored = (await shelf.listRollouts()).find((one) => one.id === id);
    if (!stored) return NO_SUCH;
    const keeper = id === rollout.id ? parts.keeper : await visited(parts, id);
    const changed = await keeper.change({ actor, receipt: null, decide: (room, now) => decide(stored, room, now) });
    return changed.ok ? accept({}) : changed;
  };
  return {
    list: async () => {
      const stored = await shelf.listRollouts();
      return await Promise.all(stored.map((one) => lineOf(parts, one, bookOf(one.id))));
    },
    archive: (id, input, { actor, ...session }) =>
      change(id, actor, (stored, room, now) => {
        // the one that runs here is on this plan; another is not run, and what its end was matters no more
        const plan = id === rollout.id ? parts.plan : null;
        const noFactor = endFault({ plan: plan ?? stored.setup?.plan ?? null, ...session });
        return decideArchive(room, input, { plan, t0: t0Of(room, stored.t0), now, noFactor });
      }),
    reopen: async (id, input, actor) => {
      const all = await shelf.listRollouts();
      const wanted = all.find((one) => one.id === id);
      const open = all.find((one) => one.isOpen && one.plan === wanted?.plan && one.kind === wanted.kind);
      if (open && open.id !== id)
        return refuse("conflict", "Another rollout of this plan is open: only one can be. Archive that one first.");
      return await change(id, actor, (_, room) => decideReopen(room, input));
    },
    replay: async (id, query) => {
      const stored = (await shelf.listRollouts()).find((one) => one.id === id);
      if (!stored) return NO_SUCH;
      const last = await bookOf(id).last();
      if (!stored.setup || last === null) return NO_PLAN;
      const { plan, targets } = stored.setup;
      const past = replays({ ...parts, plan, targets, rollout: stored, clock: stoppedClock(stored.kind, last) });
      const replayed = await past.at(query);
      return replayed.ok ? accept({ ...replayed.value, plan }) : replayed;
    },
    marks: (id) => marksOf(parts, id),
    events: (id, seq, most) => eventLog.eventsAfter(id, seq, most),
  };
}

const NO_PLAN: Outcome<never> = refuse("conflict", "Of this rollout the plan was not kept: it cannot be shown.");
const NO_SUCH: Outcome<never> = refuse("not_found", "There is no such rollout.");

async function marksOf({ shelf, eventLog }: DeskParts, id: string): ReturnType<RolloutDoor["marks"]> {
  const stored = (await shelf.listRollouts()).find((one) => one.id === id);
  if (!stored) return NO_SUCH;
  if (!stored.setup) return NO_PLAN;
  return accept(await replayMarks({ eventLog, rollout: stored, plan: stored.setup.plan })());
}

/** The keeper of a rollout that nobody follows here. */
async function visited({ clock, eventLog }: DeskParts, id: string): Promise<RoomKeeper> {
  const keeper = roomKeeper({
    rollout: id,
    log: eventLog,
    publisher: { tell: () => undefined },
    now: () => clock.now(),
    onEvent: () => undefined,
  });
  await keeper.catchUp();
  return keeper;
}

async function lineOf(parts: DeskParts, stored: StoredRollout, book: RoomBook): Promise<RolloutLine> {
  const { room } = await book.at(Infinity);
  const last = await book.last();
  const isHere = stored.id === parts.rollout.id;
  const plan = isHere ? parts.plan : (stored.setup?.plan ?? null);
  const t0 = t0Of(room, stored.t0);
  const end = plan && finishedAt(room, { plan, t0 });
  const now = isHere ? parts.clock.now() : (last ?? stored.t0);
  const { id, kind, planVersion } = stored;
  return {
    ...{ id, kind, planVersion, t0, last },
    name: plan?.name ?? stored.plan,
    startedAt: room.launch.start && t0,
    finishedAt: end !== null && end <= now ? end : null,
    archived: room.archive && { at: room.archive.at, by: room.archive.by, reason: room.archive.reason },
    state: room.archive ? "archived" : isHere ? "running" : "elsewhere",
    isHere,
    isReplayable: isHere || stored.setup !== null,
  };
}

/** The clock of a rollout that does not run: it stands where the last event was. */
function stoppedClock(kind: StoredRollout["kind"], at: EpochMs): Clock {
  return { setting: () => ({ kind, rate: 1, realAt: 0, clockAt: at }), now: () => at, at: () => () => undefined };
}
