import type { Pool } from "pg";
import type { LogHead } from "#engine/ports";
import { genesis } from "./hash-chain.ts";
import type { HeadFile } from "./head-file.ts";
import type { LogKey } from "./log-key.ts";
import {
  headText,
  isSignature,
  isSigned,
  keyIdOf,
  publicKeyOf,
  vouchText,
  type SignedHead,
  type TrustedKeys,
  type Vouch,
} from "./signed-head.ts";

/** What signs the log, and what remembers its newest heads, both outside the database. */
export type LogSigning = { readonly key: LogKey; readonly heads: HeadFile; readonly now: () => number };

type Sql = Pick<Pool, "query">;

/** Rows that are checked at a time beside the end of the log: a night's log is one or two such parts. */
const ROWS_AT_ONCE = 5_000;

/** The row of `log_signature` for a head, as the append takes it. */
export function signatureRows(head: SignedHead | null): string {
  if (head === null) return "[]";
  const { seq, hash, signedAt, key, signature } = head;
  return JSON.stringify([{ seq, hash, signed_at: new Date(signedAt).toISOString(), key_id: key, signature }]);
}

type SignatureRow = {
  readonly rollout_id: string;
  readonly seq: number;
  readonly hash: string;
  readonly signed_at: Date;
  readonly key_id: string;
  readonly signature: string;
};

export function signedHeadOf(row: SignatureRow): SignedHead {
  return {
    rollout: row.rollout_id,
    seq: row.seq,
    hash: row.hash,
    signedAt: row.signed_at.getTime(),
    key: row.key_id,
    signature: row.signature,
  };
}

export async function readSignedHead(sql: Sql, rollout: string, seq: number): Promise<string | null> {
  const { rows } = await sql.query<SignatureRow>("select * from log_signature where rollout_id = $1 and seq = $2", [
    rollout,
    seq,
  ]);
  return rows[0] ? headText(signedHeadOf(rows[0])) : null;
}

/** The public key that is believed, and those before it that it vouches for, directly or through one that follows. */
export async function trustedKeys(
  sql: Sql,
  publicKey: string,
): Promise<{ readonly keys: TrustedKeys; readonly vouches: readonly Vouch[] }> {
  const own = publicKeyOf(publicKey);
  const keys = new Map(own ? [[keyIdOf(publicKey), own]] : []);
  const { rows } = await sql.query<{
    id: string;
    public_key: string;
    vouched_by: string;
    heads: string;
    signature: string;
  }>("select * from former_log_key order by made_at desc, id");
  const vouches: Vouch[] = [];
  for (const { id: key, public_key: former, vouched_by: by, heads, signature } of rows) {
    const found = publicKeyOf(former);
    const text = vouchText({ key, publicKey: former, by, heads });
    if (!found || keyIdOf(former) !== key || !isSignature(text, { key: by, signature, keys })) continue;
    keys.set(key, found);
    vouches.push({ key, publicKey: former, by, heads, signature });
  }
  return { keys, vouches };
}

/** Whether the key of this head had been replaced when the head was signed: it vouches for no more than where the log ended then. */
export function isReplaced({ key, rollout, seq }: SignedHead, vouches: readonly Vouch[]): boolean {
  const vouch = vouches.find((each) => each.key === key);
  if (!vouch) return false;
  const end = vouch.heads.split(",").find((head) => head.startsWith(`${rollout}:`));
  return seq > Number(end?.split(":")[1] ?? 0);
}

/**
 * Signs the logs of a version that did not sign, as they are found: only where nothing in the database or outside it says that
 * it ever signed. From then on a log without a signature is one whose signature was taken away.
 */
export async function signOldLogs(pool: Pool, { key, heads, now }: LogSigning): Promise<void> {
  if (heads.all().length > 0) return;
  const { rows } = await pool.query<{ id: string; log_seq: number; log_hash: string }>(
    `select id, log_seq, log_hash from rollout
     where log_seq > 0 and not exists (select 1 from log_signature) and not exists (select 1 from former_log_key)`,
  );
  for (const { id, log_seq: seq, log_hash: hash } of rows) {
    const head = key.sign({ rollout: id, seq, hash }, now());
    await pool.query(INSERT_SIGNATURE, [id, signatureRows(head)]);
    heads.keep(head);
  }
}

/** Signs every log as it stands, whatever signed it before: for an operator who says that this database is the right one. */
export async function signAsFound(pool: Pool, { key, heads, now }: LogSigning): Promise<void> {
  const { rows } = await pool.query<{ id: string; log_seq: number; log_hash: string }>(
    "select id, log_seq, log_hash from rollout where log_seq > 0",
  );
  const found = rows.map(({ id, log_seq: seq, log_hash: hash }) => key.sign({ rollout: id, seq, hash }, now()));
  for (const head of found)
    await pool.query(
      `${INSERT_SIGNATURE} on conflict (rollout_id, seq) do update set hash = excluded.hash,
        signed_at = excluded.signed_at, key_id = excluded.key_id, signature = excluded.signature`,
      [head.rollout, signatureRows(head)],
    );
  await heads.replace(found);
}

const INSERT_SIGNATURE = `insert into log_signature (rollout_id, seq, hash, signed_at, key_id, signature)
  select $1, row.seq, row.hash, row.signed_at, row.key_id, row.signature
  from json_to_recordset($2::json) as row (seq int, hash text, signed_at timestamptz, key_id text, signature text)`;

const LOOK_AT_END = `select r.log_seq, r.log_hash, s.*,
    (select hash from rollout_event where rollout_id = r.id and seq = $2) as known_hash,
    (select hash from rollout_event where rollout_id = r.id and seq = $3) as kept_hash
  from rollout r left join lateral
    (select * from log_signature where rollout_id = r.id order by seq desc limit 1) s on true
  where r.id = $1`;

type End = Partial<SignatureRow> & {
  readonly log_seq: number;
  readonly log_hash: string;
  readonly known_hash: string | null;
  readonly kept_hash: string | null;
};

/** The first row after $2 and up to $3 that does not follow from the row before it; $4 stands before the first of all. */
const LOOK_AT_ROWS = `select seq, before from (
    select seq, hash, body, lag(seq, 1, 0) over w as before, lag(hash, 1, $4::text) over w as hash_before
    from rollout_event where rollout_id = $1 and seq >= $2 and seq <= $3 window w as (order by seq)
  ) as row
  where seq > $2 and (before <> seq - 1
    or hash <> encode(sha256(convert_to(hash_before || E'\\n' || seq || E'\\n' || body, 'UTF8')), 'hex'))
  order by seq limit 1`;

/** Looks for what somebody else changed. One check for a program: it remembers which rows come next. */
export function logCheck(
  pool: Pool,
  { key, heads }: LogSigning,
): (rollout: string, known: LogHead) => Promise<string | null> {
  const next = new Map<string, number>();
  const started = new Map<string, SignedHead | null>();
  const trust: { keys: TrustedKeys | null } = { keys: null };
  return async (rollout, known) => {
    // what was kept outside before this program wrote anything
    if (!started.has(rollout)) started.set(rollout, heads.newest(rollout));
    const kept = started.get(rollout) ?? null;
    const { rows } = await pool.query<End>({
      name: "look-at-log-end",
      text: LOOK_AT_END,
      values: [rollout, known.seq, kept?.seq ?? 0],
    });
    const [end] = rows;
    if (!end) return "Its rollout is no longer in the database.";
    // a former key comes in only while no program runs
    trust.keys ??= (await trustedKeys(pool, key.publicKey)).keys;
    const fault =
      endFault(end, { known, kept, keys: trust.keys }) ?? (await rowFault(pool, { rollout, to: known.seq, next }));
    if (fault !== null) heads.freeze(rollout);
    return fault;
  };
}

function endFault(
  end: End,
  { known, kept, keys }: { readonly known: LogHead; readonly kept: SignedHead | null; readonly keys: TrustedKeys },
): string | null {
  const known_hash = known.seq === 0 ? known.hash : end.known_hash;
  if (end.log_seq < known.seq || known_hash === null)
    return `${missingWords(Math.min(end.log_seq, known.seq - 1) + 1, known.seq)} at the end of the log.`;
  if (known_hash !== known.hash) return `Event ${known.seq} is not the one that was written.`;
  if (kept && end.kept_hash === null) return `${missingWords(end.log_seq + 1, kept.seq)} at the end of the log.`;
  if (kept && end.kept_hash !== kept.hash) return `Event ${kept.seq} is not the one that was signed.`;
  if (end.log_seq === 0) return null;
  if (end.signature === undefined || end.signature === null) return "Its signatures were taken away.";
  const head = signedHeadOf(end as SignatureRow);
  if (head.seq !== end.log_seq || head.hash !== end.log_hash || !isSigned(head, keys))
    return `Event ${end.log_seq}, the last, is not signed with this installation's key.`;
  return null;
}

async function rowFault(
  pool: Pool,
  { rollout, to, next }: { readonly rollout: string; readonly to: number; readonly next: Map<string, number> },
): Promise<string | null> {
  const known = next.get(rollout) ?? 0;
  const from = known >= to ? 0 : known;
  const until = Math.min(to, from + ROWS_AT_ONCE);
  const { rows } = await pool.query<{ seq: number; before: number }>({
    name: "look-at-log-rows",
    text: LOOK_AT_ROWS,
    values: [rollout, from, until, genesis(rollout)],
  });
  const [wrong] = rows;
  // a fault is looked at again until it is put right
  next.set(rollout, wrong ? from : until);
  if (!wrong) return null;
  return wrong.before === wrong.seq - 1
    ? `Event ${wrong.seq} was changed, or stands in another's place.`
    : `${missingWords(wrong.before + 1, wrong.seq - 1)}.`;
}

/** "Event 4 is missing", "Events 4 to 6 are missing". */
export function missingWords(from: number, to: number): string {
  return from >= to ? `Event ${to} is missing` : `Events ${from} to ${to} are missing`;
}
