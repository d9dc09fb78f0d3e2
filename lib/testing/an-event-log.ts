import type { LoggedEvent } from "#core/room/room-event";
import type { EventLog, NewEvent, Receipt } from "#engine/ports";

/** A log in memory with the real one's contract, for engines whose test is about something else. */
export function anEventLog(before: readonly NewEvent[] = []): EventLog {
  const events: LoggedEvent[] = before.map((event, index) => ({ ...event, seq: index + 1, hash: "" }));
  const receipts: Receipt[] = [];
  const log: EventLog = {
    eventsAfter: async (_, seq, most) => events.filter((event) => event.seq > seq).slice(0, most),
    append: async (_, seq, changes) => {
      if (seq !== events.length) return null;
      for (const { events: added, receipt } of changes) {
        const first = events.length + 1;
        events.push(...added.map((event, index) => ({ ...event, seq: first + index, hash: "" })));
        const range = added.length > 0 ? ([first, events.length] as const) : null;
        if (receipt) receipts.push({ ...receipt, events: range });
      }
      return events.slice(seq);
    },
    receipt: async (_, account, key) =>
      receipts.find((receipt) => receipt.account === account && receipt.key === key) ?? null,
    fault: () => Promise.resolve(null),
    signedHead: () => Promise.resolve(null),
    publicKey: "",
    rowsAfter: () => Promise.resolve([]),
    alone: (_, work) => work(log),
  };
  return log;
}
