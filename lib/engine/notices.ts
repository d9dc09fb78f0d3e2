import { noticesDue, NEWS_MS } from "#core/notify/due-notices";
import { noticesOfEvent } from "#core/notify/event-notices";
import { faultNotices } from "#core/notify/fault-notices";
import type { Notice } from "#core/notify/notice";
import type { OwnFault } from "#core/own-fault";
import type { Plan } from "#core/plan/plan";
import { scheduleOf } from "#core/plan/schedule";
import type { LoggedEvent } from "#core/room/room-event";
import { EMPTY_ROOM, type Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import type { Notifier } from "./notify-ports.ts";
import type { Log, OwnFaults } from "./ports.ts";

export type NoticeParts = {
  readonly plan: Plan;
  readonly rollout: Notice["rollout"];
  readonly notifier: Pick<Notifier, "send">;
  readonly faults: Pick<OwnFaults, "list">;
  readonly room: () => Room;
  readonly t0: () => EpochMs;
  readonly now: () => EpochMs;
  readonly log: Log;
};

export type Notices = {
  /** Every event of the log, in order, and the room with it. */
  hear(event: LoggedEvent, room: Room): void;
  /** Hands in what there is to tell. One at a time; never throws: what could not be handed in is handed in the next time. */
  attend(): Promise<void>;
};

/** Handed in at once; more wait for the next tick. */
const MOST_AT_ONCE = 200;
/** With the database away for long, the newest are kept. */
const MOST_WAITING = 2_000;

/**
 * Turns what happens into notices for people outside. Nothing is remembered beyond this process: ids are stable, and whoever
 * carries the notices knows which it had. After a restart the log is read again, and what is fresh in it handed in again.
 */
export function notices(parts: NoticeParts): Notices {
  const { plan, rollout, notifier, faults, now, log } = parts;
  const waiting = new Map<string, Notice>();
  const sent = new Set<string>();
  const state = { room: EMPTY_ROOM, running: null as Promise<void> | null, failing: false };
  const own = { told: [] as readonly OwnFault[] };
  const take = (found: readonly Notice[]): void => {
    for (const notice of found) if (!sent.has(notice.id)) waiting.set(notice.id, notice);
    for (const id of [...waiting.keys()].slice(0, Math.max(0, waiting.size - MOST_WAITING))) waiting.delete(id);
  };
  const handIn = async (): Promise<void> => {
    const { room, t0 } = parts;
    const due = noticesDue({ plan, rollout, room: room(), schedule: scheduleOf(plan, t0()), now: now() });
    const on = faults.list();
    const ours = faultNotices({ on, told: own.told }, { rollout, at: now() });
    own.told = on.filter(({ severity }) => severity !== "low");
    // those that were told would be found again for an hour
    const found = new Set([...due, ...ours].map(({ id }) => id));
    for (const id of sent) if (!found.has(id)) sent.delete(id);
    take([...due, ...ours]);
    const batch = [...waiting.values()].slice(0, MOST_AT_ONCE);
    if (batch.length === 0) return;
    await notifier.send(batch);
    for (const { id } of batch) {
      waiting.delete(id);
      sent.add(id);
    }
  };
  const attend = async (): Promise<void> => {
    try {
      await handIn();
      state.failing = false;
    } catch (error) {
      if (!state.failing) log.warn({ waiting: waiting.size, error: String(error) }, "notices wait to be handed in");
      state.failing = true;
    }
  };
  return {
    hear: (event, room) => {
      const before = state.room;
      state.room = room;
      if (now() - event.at < NEWS_MS) take(noticesOfEvent(event, { plan, rollout, before, after: room }));
    },
    attend: () => (state.running ??= attend().finally(() => void (state.running = null))),
  };
}
