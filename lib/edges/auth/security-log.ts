import { createHash } from "node:crypto";
import {
  securityEventSchema,
  type LoggedSecurityEvent,
  type NewSecurityEvent,
  type SecurityEvent,
} from "#core/security/security-event";
import type { EpochMs } from "#core/time";
import type { SecurityAsked, SecurityLine, SecurityReport } from "#wire/security";
import { busy } from "#edges/over-budget";
import { foldedFailures } from "./folded-failures.ts";
import { change, rowsOf, together, type Pool, type Sql } from "./sql.ts";

/** The log of what matters to security: append-only, and chained as a rollout's log is. */
export type SecurityLog = {
  /** Part of a transaction of the caller: what is not logged has not happened. */
  write(sql: Sql, event: NewSecurityEvent): Promise<void>;
  /** In a transaction of its own. */
  alone(event: NewSecurityEvent): Promise<void>;
  /** Something that anybody can cause as often as they like: counted, and written ever more seldom. `key` is who causes it. */
  failure(key: string, event: NewSecurityEvent): Promise<void>;
};

/** Signs the end of the log with a key that is not in the database. */
export type SignEnd = {
  sign(end: Head): {
    readonly signedAt: EpochMs;
    /** Id of the key. */
    readonly key: string;
    readonly signature: string;
  };
  /** Why what stands at the end is nobody's of this installation, in one sentence; null: it is. `sql` holds the head. */
  endFault(sql: Sql): Promise<string | null>;
};

export function securityLog(pool: Pool, now: () => EpochMs, signEnd: SignEnd): SecurityLog {
  const fold = foldedFailures(now);
  const write: SecurityLog["write"] = (sql, event) => append(sql, fullOf(event, now()), signEnd);
  const alone: SecurityLog["alone"] = async (event) => {
    await together(pool, async (sql) => {
      await write(sql, event);
      return { ok: true };
    });
  };
  return {
    write,
    alone,
    failure: async (key, event) => {
      const folded = fold(`${event.type} ${key}`);
      if (folded !== null) await alone({ ...event, detail: [event.detail, folded].filter(Boolean).join(" ") });
    },
  };
}

function fullOf({ type, by = null, about = null, peer = null, detail = "" }: NewSecurityEvent, at: EpochMs) {
  return { at, type, by: by && { id: by.id, name: by.name }, about, peer, detail } satisfies SecurityEvent;
}

/**
 * The head's row is locked until the caller's transaction ends, so that numbers have no gaps. What somebody else put at the end
 * is signed over, for people must be able to sign in; but what was found there is written first, and stays in the log.
 */
async function append(sql: Sql, event: SecurityEvent, signEnd: SignEnd): Promise<void> {
  const [head] = await rowsOf<Head>(sql, "select seq, hash from security_head where id = 1 for update");
  if (!head) throw new Error("the security log has no head");
  const fault = await signEnd.endFault(sql);
  const found = fault === null ? [] : [fullOf({ type: "log_found_changed", detail: fault }, event.at)];
  let end = head;
  for (const next of [...found, event]) end = await insertAfter(sql, end, next);
  const { signedAt, key, signature } = signEnd.sign(end);
  await change(
    sql,
    "update security_head set seq = $1, hash = $2, signed_at = $3, key_id = $4, signature = $5 where id = 1",
    [end.seq, end.hash, new Date(signedAt), key, signature],
  );
}

async function insertAfter(sql: Sql, before: Head, event: SecurityEvent): Promise<Head> {
  const seq = before.seq + 1;
  const body = JSON.stringify(event);
  const hash = securityHash(before.hash, seq, body);
  await change(sql, "insert into security_event (seq, at, type, body, hash) values ($1, $2, $3, $4, $5)", [
    seq,
    new Date(event.at),
    event.type,
    body,
    hash,
  ]).catch((error: unknown) => {
    throw isTaken(error) ? busy(60, ROW_IN_THE_WAY) : error;
  });
  return { seq, hash };
}

/** Somebody else put a row in the place of the next one. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}
const ROW_IN_THE_WAY =
  "The security log was changed in the database, so that nothing can be written to it. Whoever runs Holdpoint: run npx holdpoint verify-log --security.";

type Head = { readonly seq: number; readonly hash: string };
type Row = Head & { readonly body: string };

/** SHA-256 over the hash before, the row's number and its text, in hexadecimal. */
function securityHash(before: string, seq: number, body: string): string {
  return createHash("sha256").update(`holdpoint security ${before}\n${seq}\n${body}`).digest("hex");
}

/** Rows, newest first. One that cannot be read is left out here; `checkSecurityLog` names it. */
export async function readSecurityEvents(sql: Sql, asked: SecurityAsked): Promise<readonly LoggedSecurityEvent[]> {
  const rows = await rowsOf<Row>(
    sql,
    `select seq, hash, body from security_event
     where ($1::int is null or seq < $1) and (cardinality($2::text[]) = 0 or type = any($2::text[]))
     and ($3::text = '' or strpos(lower(body), lower($3)) > 0) order by seq desc limit $4`,
    [asked.before, [...asked.types], asked.text, asked.limit],
  );
  return rows.flatMap(({ seq, hash, body }) => {
    const event = eventIn(body);
    return event ? [{ seq, hash, ...event }] : [];
  });
}

/** Lines for keeping elsewhere, oldest first: one that cannot be read is exported as the text that it is. */
export async function exportSecurityEvents(sql: Sql, after: number): Promise<readonly SecurityLine[]> {
  const rows = await rowsOf<Row>(
    sql,
    "select seq, hash, body from security_event where seq > $1 order by seq limit $2",
    [after, ROWS_AT_ONCE],
  );
  return rows.map(({ seq, hash, body }) => ({
    seq,
    text: JSON.stringify({ seq, hash, ...(eventIn(body) ?? { body }) }),
  }));
}

const ROWS_AT_ONCE = 1_000;
const MOST_FAULTS = 50;

/**
 * Checks every row against the hash it was written with, and the last one against the head; changes nothing. To be asked in a
 * transaction of one picture: a log that grows meanwhile would not agree with its head.
 */
export async function checkSecurityLog(sql: Sql): Promise<SecurityReport> {
  const [head] = await rowsOf<Head>(sql, "select seq, hash from security_head where id = 1");
  const early = await rowsOf<{ seq: number }>(
    sql,
    "select seq from security_event where seq < 1 order by seq limit 50",
  );
  const faults = early.map(({ seq }) => `Security event ${seq} was added to the log: Holdpoint did not write it.`);
  if (!head) faults.push("The security log has no head.");
  let before: Head = { seq: 0, hash: "" };
  for (;;) {
    const rows = await rowsOf<Row & { type: string; at: Date }>(
      sql,
      "select seq, at, type, body, hash from security_event where seq > $1 order by seq limit $2",
      [before.seq, ROWS_AT_ONCE],
    );
    for (const row of rows) {
      faults.push(...faultsOf(row, before));
      before = row;
    }
    if (rows.length < ROWS_AT_ONCE || faults.length > MOST_FAULTS) break;
  }
  if (head && (before.seq !== head.seq || before.hash !== head.hash))
    faults.push(`The last security event is ${before.seq}, and its head was written for event ${head.seq}.`);
  return { events: before.seq, hash: before.hash, faults: faults.slice(0, MOST_FAULTS) };
}

function faultsOf(row: Row & { readonly type: string; readonly at: Date }, before: Head): readonly string[] {
  if (row.seq !== before.seq + 1) return [`Security events ${before.seq + 1} to ${row.seq - 1} are missing.`];
  if (securityHash(before.hash, row.seq, row.body) !== row.hash)
    return [`Security event ${row.seq} was changed, or stands in another's place.`];
  const event = eventIn(row.body);
  return event?.type === row.type && event.at === row.at.getTime()
    ? []
    : [`Security event ${row.seq}: its columns do not say what it says.`];
}

function eventIn(body: string): SecurityEvent | null {
  try {
    return securityEventSchema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}
