import { accept, refuse, type Outcome } from "#core/outcome";
import type { LoggedEvent } from "#core/room/room-event";
import type { Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import { decideChanges, type Change, type Decided } from "./decide-changes.ts";
import type { EventLog } from "./ports.ts";

/** A change, and whoever waits for what becomes of it. */
export type Waiting = {
  readonly change: Change;
  readonly resolve: (outcome: Outcome<readonly LoggedEvent[]>) => void;
  readonly reject: (error: unknown) => void;
};

type Appending = Pick<EventLog, "eventsAfter" | "append">;

export type WriteParts = {
  readonly rollout: string;
  readonly room: () => Room;
  readonly now: () => EpochMs;
  readonly fold: (events: readonly LoggedEvent[]) => void;
  readonly readOn: (log: Appending) => Promise<void>;
  readonly log: Appending;
  /** What somebody else changed of the log; null: nothing. */
  readonly fault: () => Promise<string | null>;
  /** As the log's, of this rollout. */
  readonly alone: <T>(work: (log: Appending) => Promise<T>) => Promise<T>;
};

/** Writes changes that wait together in one go, and tells each what became of it; never rejects. */
export async function writeTogether(parts: WriteParts, batch: readonly Waiting[]): Promise<void> {
  try {
    await write(parts, batch);
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

async function write(parts: WriteParts, batch: readonly Waiting[]): Promise<void> {
  const tried = await attemptTwice(parts, batch).catch((error: unknown) => ({ error }));
  // what the database refuses for one of them is not the others' fault
  if (tried !== null && "error" in tried && batch.length > 1) {
    for (const one of batch) await writeTogether(parts, [one]);
    return;
  }
  const fault = tried === null || "error" in tried ? await parts.fault().catch(() => null) : null;
  if (tried === null || fault !== null) {
    const why = fault === null ? "Too many changes at once: send it again." : changedWords(fault);
    for (const { resolve } of batch) resolve(refuse("unavailable", why));
    return;
  }
  if ("error" in tried) throw tried.error;
  parts.fold(tried.events);
  settle(batch, tried.decided, tried.events);
}

function changedWords(fault: string): string {
  return `The log was changed in the database, and nothing can be written until it is put right: ${fault}`;
}

type Attempt = { readonly decided: readonly Decided[]; readonly events: readonly LoggedEvent[] };

/** Who was second would be second again to a node with a queue: it reads on and decides anew with the log to itself. */
async function attemptTwice(parts: WriteParts, batch: readonly Waiting[]): Promise<Attempt | null> {
  const first = await attempt(parts, batch, parts.log);
  if (first) return first;
  return parts.alone(async (only) => {
    // what was not signed by a node of ours is not taken for a part of the log, and not signed either: asked once nobody moves
    // the log's end any more
    if ((await parts.fault()) !== null) return null;
    await parts.readOn(only);
    return attempt(parts, batch, only);
  });
}

/** Null when another node was first. */
async function attempt(parts: WriteParts, batch: readonly Waiting[], on: Appending): Promise<Attempt | null> {
  const changes = batch.map(({ change }) => change);
  const room = parts.room();
  // a rehearsal's clock reads fractions, and the database keeps whole milliseconds
  const decided = decideChanges(room, changes, Math.floor(parts.now()));
  const written = decided.flatMap((one) => (one.kind === "write" ? [one.what] : []));
  const events = written.length === 0 ? [] : await on.append(parts.rollout, room.seq, written);
  return events && { decided, events };
}

/** `appended` are the events of all, in order. */
function settle(batch: readonly Waiting[], decided: readonly Decided[], appended: readonly LoggedEvent[]): void {
  let from = 0;
  for (const [i, { resolve, reject }] of batch.entries()) {
    const one = decided[i];
    if (one?.kind === "answer") resolve(one.outcome);
    if (one?.kind === "failure") reject(one.error);
    if (one?.kind !== "write") continue;
    const to = from + one.what.events.length;
    resolve(accept(appended.slice(from, to)));
    from = to;
  }
}
