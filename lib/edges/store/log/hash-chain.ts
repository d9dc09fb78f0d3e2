import { createHash } from "node:crypto";
import { loggedEventSchema, type LoggedEvent } from "#core/room/room-event";
import type { NewEvent } from "#engine/ports";

/** A row of the log as the database keeps it: `body` is the text that was hashed, letter for letter. */
export type LogRow = {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly body: string;
  readonly hash: string;
};

/** What stands before the first row: no two rollouts share a chain. */
export function genesis(rollout: string): string {
  return sha256(`holdpoint log ${rollout}`);
}

/** The rows for `events` after row `seq` with `hash`: each covers its number, its text and the hash before. */
export function chainAfter(
  { seq, hash }: { readonly seq: number; readonly hash: string },
  events: readonly NewEvent[],
): readonly LogRow[] {
  const rows: LogRow[] = [];
  let before = hash;
  for (const [index, { at, actor, event }] of events.entries()) {
    const number = seq + index + 1;
    const body = JSON.stringify({ at, actor, event });
    before = hashOf(before, number, body);
    rows.push({ seq: number, at, type: event.type, body, hash: before });
  }
  return rows;
}

/** SHA-256 over the hash before, the row's number and its text, in hexadecimal. */
export function hashOf(before: string, seq: number, body: string): string {
  return sha256(`${before}\n${seq}\n${body}`);
}

/** The row as an event; what was just written was typed, so nothing is parsed. */
export function loggedOf(row: LogRow, { at, actor, event }: NewEvent): LoggedEvent {
  return { seq: row.seq, at, actor, event, hash: row.hash };
}

/** A stored row as an event; throws on one that this program does not know. */
export function eventOf(row: { readonly seq: number; readonly body: string; readonly hash: string }): LoggedEvent {
  const body: unknown = JSON.parse(row.body);
  return loggedEventSchema.parse({ ...(body as object), seq: row.seq, hash: row.hash });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
