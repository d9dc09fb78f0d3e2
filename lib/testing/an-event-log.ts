import type { LoggedEvent } from "#core/room/room-event";
import type { EventLog, NewEvent, Receipt } from "#engine/ports";

/** A log in memory with the real one's contract, for engines whose test is about something else. */
export function anEventLog(before: readonly NewEvent[] = []): EventLog {
  const events: LoggedEvent[] = before.map((event, index) => ({ ...event, seq: index + 1, hash: "" }));
  const receipts: Receipt[] = [];
  const log: EventLog = {
    eventsAfter: async (_, seq, most) => events.filter((event) => event.seq > seq).slice(0, most),
    append: async (_, seq, what) => {
      if (seq !== events.length) return null;
      const logged = what.events.map((event, index) => ({ ...event, seq: seq + index + 1, hash: "" }));
      events.push(...logged);
      const range = logged.length > 0 ? ([seq + 1, events.length] as const) : null;
      if (what.receipt) receipts.push({ ...what.receipt, events: range });
      return logged;
    },
    receipt: async (_, account, key) =>
      receipts.find((receipt) => receipt.account === account && receipt.key === key) ?? null,
    alone: (_, work) => work(log),
  };
  return log;
}
