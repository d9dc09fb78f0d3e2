import type { Pool } from "pg";
import { isSoundEvent } from "#core/room/sound-event";
import type { LoggedEvent, RoomEvent } from "#core/room/room-event";
import type { EventLog, NewChange, NewEvent, Receipt, UnreadableRows } from "#engine/ports";
import { readOr, UNCOUNTED } from "../reading.ts";
import { inTransaction } from "../samples/transaction.ts";
import { chainAfter, eventOf, genesis, loggedOf, type LogRow } from "./hash-chain.ts";
import { logCheck } from "./log-check.ts";
import { readSignedHead, signatureRows, signedHeadOf, type LogSigning, type SignatureRow } from "./log-signing.ts";
import { orWhyNot } from "./or-why-not.ts";
import { rowBook, type RowBook } from "./rollout-row.ts";
import type { Head } from "./signed-head.ts";
import { entryRow, signRow } from "./signed-rows.ts";
import { isVouchedFor } from "./trusted-keys.ts";

/**
 * One statement, so one transaction and one round trip: it moves the head of the log, and only where the head is still the one
 * that the decision was taken on are events, entries, sign-offs and the receipt written.
 */
const APPEND = `
with head as (
  update rollout as own set log_seq = $4, log_hash = $5, archive_no = case $10::text
      when 'rollout_reopened' then 0
      when 'rollout_archived' then
        (select max(archive_no) + 1 from rollout where plan = own.plan and kind = own.kind)
      else archive_no end
  where id = $1 and log_seq = $2 and (log_hash = $3 or log_seq = 0)
  returning id
), events as (
  insert into rollout_event (rollout_id, seq, at, type, body, hash)
  select head.id, row.seq, row.at, row.type, row.body, row.hash
  from head, json_to_recordset($6::json) as row (seq int, at timestamptz, type text, body text, hash text)
), entries as (
  insert into checkpoint_entry (rollout_id, seq, checkpoint, revision, answers, tone, account_id, name, at)
  select head.id, row.seq, row.checkpoint, row.revision, row.answers, row.tone, row.account_id, row.name, row.at
  from head, json_to_recordset($7::json) as row (seq int, checkpoint text, revision int, answers jsonb, tone text,
    account_id text, name text, at timestamptz)
), signs as (
  insert into sign_off (rollout_id, seq, kind, subject, choice, role, reason, account_id, name, at)
  select head.id, row.seq, row.kind, row.subject, row.choice, row.role, row.reason, row.account_id, row.name, row.at
  from head, json_to_recordset($8::json) as row (seq int, kind text, subject text, choice text, role text, reason text,
    account_id text, name text, at timestamptz)
), receipts as (
  insert into command_receipt (rollout_id, account_id, key, verb, digest, from_seq, to_seq)
  select head.id, row.account, row.key, row.verb, row.digest, row.from_seq, row.to_seq
  from head, json_to_recordset($9::json) as row (account text, key text, verb text, digest text, from_seq int, to_seq int)
), signatures as (
  insert into log_signature (rollout_id, seq, hash, row_hash, signed_at, key_id, signature)
  select head.id, row.seq, row.hash, row.row_hash, row.signed_at, row.key_id, row.signature
  from head, json_to_recordset($11::json) as row (seq int, hash text, row_hash text, signed_at timestamptz, key_id text,
    signature text)
)
select id from head`;

/** Numbers and hashes of the newest rows that are known here, by rollout. */
type Heads = Map<string, { readonly seq: number; readonly hash: string }>;
type Sql = Pick<Pool, "query">;

/** The log in the database. The hash of the newest row is remembered; another node's rows are read before appending goes on. */
export function eventLog(pool: Pool, signing: LogSigning, unreadable = UNCOUNTED): EventLog {
  const heads: Heads = new Map();
  const rowHash = rowBook(signing.key.publicKey, signing.heads);
  const writing = { ...signing, unreadable, rowHash, signedEnds: new Map<string, string>() };
  return {
    ...logOn(pool, heads, writing),
    fault: orWhyNot(logCheck(pool, signing, rowHash)),
    signedHead: (rollout, seq) => readSignedHead(pool, rollout, seq),
    publicKey: signing.key.publicKey,
    rowsAfter: (rollout, seq, most) => readRows(pool, { rollout, seq, most }),
    receipt: (rollout, account, key) => readReceipt(pool, { rollout, account, key }),
    alone: async (rollout, work) => {
      const found: Heads = new Map(heads);
      const done = await inTransaction(pool, "read write", async (client) => {
        // a node that hangs must not hold up the others for ever
        await client.query(`set local idle_in_transaction_session_timeout = ${MOST_IDLE_MS}`);
        await client.query("select 1 from rollout where id = $1 for update", [rollout]);
        return await work(logOn(client, found, writing));
      });
      // only what is committed is so
      for (const [id, { seq, hash }] of found) remember(heads, id, { seq, hash });
      return done;
    },
  };
}

const MOST_IDLE_MS = 5_000;
/** Events that the row of the rollout tells too: which one is open must be known before its log is read. */
const ARCHIVING: ReadonlySet<RoomEvent["type"]> = new Set(["rollout_archived", "rollout_reopened"]);

function remember(heads: Heads, rollout: string, { seq, hash }: Pick<LogRow, "seq" | "hash">): void {
  if (seq >= (heads.get(rollout)?.seq ?? 0)) heads.set(rollout, { seq, hash });
}

type Writing = LogSigning & {
  readonly unreadable: UnreadableRows;
  readonly rowHash: RowBook;
  /** Hashes of the ends that were signed here, or found signed, by rollout. */
  readonly signedEnds: Map<string, string>;
};

function logOn(
  sql: Sql,
  heads: Heads,
  { key, heads: outside, now, unreadable, rowHash, signedEnds }: Writing,
): Pick<EventLog, "eventsAfter" | "append"> {
  return {
    eventsAfter: async (rollout, seq, most) => {
      const events = await readEvents({ sql, unreadable }, { rollout, seq, most });
      const last = events.at(-1);
      if (last) remember(heads, rollout, last);
      return events;
    },
    append: async (rollout, seq, changes) => {
      const events = changes.flatMap((change) => change.events);
      const row = await rowHash(sql, rollout);
      const known = heads.get(rollout) ?? { seq: 0, hash: genesis(rollout) };
      if (known.seq !== seq) return null;
      // what another wrote is signed over only where a program of ours wrote it
      const isOurs = seq === 0 || signedEnds.get(rollout) === known.hash;
      if (!isOurs && !(await isEndSigned(sql, { rollout, ...known }, key.publicKey))) return null;
      const rows = chainAfter(known, events);
      const last = rows.at(-1) ?? known;
      const signed =
        rows.length > 0 ? key.sign({ rollout, seq: last.seq, hash: last.hash, rowHash: row }, now()) : null;
      const { rows: moved } = await sql.query({
        name: "append-events",
        text: APPEND,
        values: [rollout, seq, known.hash, last.seq, last.hash, ...contents(rows, changes), signatureRows(signed)],
      });
      if (moved.length === 0) return null;
      heads.set(rollout, { seq: last.seq, hash: last.hash });
      signedEnds.set(rollout, last.hash);
      if (signed) outside.keep(signed);
      return rows.map((row, index) => loggedOf(row, events[index] as NewEvent));
    },
  };
}

async function isEndSigned(sql: Sql, end: Head, publicKey: string): Promise<boolean> {
  const { rows } = await sql.query<SignatureRow>("select * from log_signature where rollout_id = $1 and seq = $2", [
    end.rollout,
    end.seq,
  ]);
  const head = rows[0] ? signedHeadOf(rows[0]) : null;
  return head?.hash === end.hash && (await isVouchedFor(sql, head, publicKey));
}

function contents(rows: readonly LogRow[], changes: readonly NewChange[]): readonly string[] {
  const events = changes.flatMap((change) => change.events);
  const numbered = rows.map(({ seq }, index) => ({ ...(events[index] as NewEvent), seq }));
  return [
    JSON.stringify(rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }))),
    JSON.stringify(numbered.flatMap((event) => entryRow(event) ?? [])),
    JSON.stringify(numbered.flatMap((event) => signRow(event) ?? [])),
    JSON.stringify(receiptsOf(rows, changes)),
    events.findLast(({ event }) => ARCHIVING.has(event.type))?.event.type ?? "",
  ];
}

/** Each change's receipt with the numbers of its own rows, which follow each other. */
function receiptsOf(rows: readonly LogRow[], changes: readonly NewChange[]): readonly object[] {
  let before = 0;
  return changes.flatMap(({ events, receipt }) => {
    const own = rows.slice(before, before + events.length);
    before += events.length;
    return receipt ? [{ ...receipt, from_seq: own[0]?.seq ?? null, to_seq: own.at(-1)?.seq ?? null }] : [];
  });
}

type Part = { readonly rollout: string; readonly seq: number; readonly most: number };

async function readRows(sql: Sql, { rollout, seq, most }: Part): Promise<readonly EventRow[]> {
  const { rows } = await sql.query<EventRow>({
    name: "events-after",
    // a row past the end is none of the log's
    text: `select seq, at, type, body, hash from rollout_event
      where rollout_id = $1 and seq > $2 and seq <= (select log_seq from rollout where id = $1) order by seq limit $3`,
    values: [rollout, seq, most],
  });
  return rows;
}

/** Events of the log after `seq`, oldest first; one that cannot be read keeps its place. */
export async function readEvents(
  { sql, unreadable }: { readonly sql: Sql; readonly unreadable: UnreadableRows },
  { rollout, seq, most }: Part,
): Promise<readonly LoggedEvent[]> {
  const rows = await readRows(sql, { rollout, seq, most });
  return rows.map((row) => {
    const at = { rollout_id: rollout, seq: row.seq };
    return readOr(unreadable, { table: "rollout_event", at }, () => soundEventOf(row))[0] ?? unreadableEvent(row);
  });
}

type EventRow = {
  readonly seq: number;
  readonly at: Date;
  readonly type: string;
  readonly body: string;
  readonly hash: string;
};

/** In the place of an event that cannot be read: it costs its own line, says so there, and nobody takes it for nothing. */
function unreadableEvent({ seq, at, type, hash }: EventRow): LoggedEvent {
  return {
    ...{ seq, hash, at: at.getTime(), actor: { kind: "engine" } },
    event: { type: "event_unreadable", was: type.slice(0, 60) },
  };
}

/** As `eventOf`; throws too on one that nothing can show. */
function soundEventOf(row: EventRow): LoggedEvent {
  const logged = eventOf(row);
  if (!isSoundEvent(logged.event)) throw new Error("it holds a moment or an id that nothing can show");
  return logged;
}

async function readReceipt(
  pool: Pool,
  about: { readonly rollout: string; readonly account: string; readonly key: string },
): Promise<Receipt | null> {
  const { rows } = await pool.query<{ verb: string; digest: string; from_seq: number | null; to_seq: number | null }>({
    name: "command-receipt",
    text: `select verb, digest, from_seq, to_seq from command_receipt
      where rollout_id = $1 and account_id = $2 and key = $3`,
    values: [about.rollout, about.account, about.key],
  });
  const [row] = rows;
  if (!row) return null;
  const events = row.from_seq !== null && row.to_seq !== null ? ([row.from_seq, row.to_seq] as const) : null;
  return { key: about.key, account: about.account, verb: row.verb, digest: row.digest, events };
}
