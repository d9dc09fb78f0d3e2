import type { Pool, PoolClient } from "pg";

type Sql = Pick<Pool | PoolClient, "query">;

/** A row that somebody else put before the first event of a log, or after its last; security events have no rollout. */
export type AddedRow =
  | { readonly table: "rollout_event"; readonly at: { readonly rollout_id: string; readonly seq: number } }
  | { readonly table: "security_event"; readonly at: { readonly seq: number } };

/** A log whose end was set back has signatures that reach further. */
const ADDED_EVENTS = `select e.rollout_id, e.seq from rollout_event e join rollout r on r.id = e.rollout_id
  where e.seq < 1 or (e.seq > r.log_seq
    and e.seq > coalesce((select max(seq) from log_signature where rollout_id = r.id), 0))
  order by e.rollout_id, e.seq`;
/** Its head says of itself only where it ends: rows after it that follow from each other may be ours. */
const ADDED_SECURITY_EVENTS = `select seq from (
    select seq, hash, body, lag(hash, 1, '') over (order by seq) as before from security_event
  ) as row
  where seq < 1 or (seq > (select seq from security_head where id = 1)
    and hash <> encode(sha256(convert_to('holdpoint security ' || before || E'\\n' || seq || E'\\n' || body, 'UTF8')), 'hex'))
  order by seq`;

type AddedEvent = Extract<AddedRow, { readonly table: "rollout_event" }>;

/** Rows of both logs that Holdpoint cannot have written: one that may only be behind an end that was set back is none. */
export async function addedRows(sql: Sql): Promise<readonly AddedRow[]> {
  const events = await addedEvents(sql);
  const { rows } = await sql.query<{ seq: number }>(ADDED_SECURITY_EVENTS);
  return [...events, ...rows.map((at) => ({ table: "security_event", at }) as const)];
}

/** Those of the rollouts' logs. */
export async function addedEvents(sql: Sql): Promise<readonly AddedEvent[]> {
  const { rows } = await sql.query<{ rollout_id: string; seq: number }>(ADDED_EVENTS);
  return rows.map((at) => ({ table: "rollout_event", at }) as const);
}

/**
 * An expression for the number of the first row of `table` before the first event, else after the last, which is `end`; null
 * where there is none. `rollout` is an expression too, for tables that have the rows of all.
 */
export function firstAdded(
  table: string,
  { end, rollout }: { readonly end: string; readonly rollout?: string },
): string {
  const of = rollout === undefined ? "" : `added.rollout_id = ${rollout} and `;
  const first = (which: string): string => `(select min(added.seq) from ${table} added where ${of}added.seq ${which})`;
  return `coalesce(${first("< 1")}, ${first(`> ${end}`)})`;
}

/** Of a row that no head of the log covers. */
export function addedWords(seq: number): string {
  return `Event ${seq} was added to the log: Holdpoint did not write it.`;
}
