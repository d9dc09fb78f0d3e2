import type { Pool, PoolClient } from "pg";
import { utcText } from "#core/iso-text";
import type { EpochMs } from "#core/time";
import type { LogProof } from "./log-report.ts";
import { addedWords, firstAdded } from "./added-rows.ts";
import { checkedRows, MARK_SEED, markOf, type RowsLook } from "./checked-rows.ts";
import { wrongRowWords, type WrongRow } from "./log-check.ts";
import { orWhyNot } from "./or-why-not.ts";
import { isReplaced, missingWords, type LogSigning } from "./log-signing.ts";
import { headText, isSigned, type Head, type SignedHead } from "./signed-head.ts";
import { isTrusted, isVouchedFor, trustedKeys, type Reads, type Trust } from "./trusted-keys.ts";

/** Stands for the security log where other heads name their rollout: no head of one can pass for a head of the other. */
export const SECURITY_LOG_ID = "00000000-0000-0000-0000-000000000000";

type Sql = Pick<Pool | PoolClient, "query">;
type End = Omit<Head, "rollout">;
type EndSignature = { readonly signedAt: EpochMs; readonly key: string; readonly signature: string };

type SecuritySigning = {
  sign(end: End): EndSignature;
  /** Why the end that stands there is nobody's of this installation, in one sentence; null: it is. */
  endFault(sql: Reads): Promise<string | null>;
};

export type WatchedSecurityLog = {
  readonly signEnd: SecuritySigning;
  /** What somebody else changed in it, in one sentence; null where nothing is found. One look at a time. */
  fault(): Promise<string | null>;
};

/**
 * Signs the next end of the security log with the key that signs the logs of rollouts. Before that, with the head's row locked,
 * it is asked who signed the end that stands there: `tell` hears what was signed by nobody of ours.
 */
export function securitySigning(
  { key, now }: Pick<LogSigning, "key" | "now">,
  tell: (sentence: string) => void = () => undefined,
): SecuritySigning {
  return {
    sign: (end) => key.sign({ rollout: SECURITY_LOG_ID, ...end }, now()),
    endFault: async (sql) => {
      const { rows } = await sql.query(`select ${HEAD_COLUMNS} from security_head where id = 1`);
      const [before] = rows as readonly HeadRow[];
      if (before === undefined || before.seq === 0) return null;
      if (await isVouchedFor(sql, signedHeadIn(before), key.publicKey)) return null;
      const sentence = `Event ${before.seq}, then the last, was not signed with this installation's key when more was written.`;
      tell(sentence);
      return sentence;
    },
  };
}

/** What signs the security log, and looks for what somebody else changed: of one program, for one tells the other. */
export function watchedSecurityLog(pool: Pool, signing: LogSigning): WatchedSecurityLog {
  const state = { found: null as string | null };
  const check = securityCheck(pool, signing);
  return {
    signEnd: securitySigning(signing, (sentence) => (state.found ??= sentence)),
    // its own next signature lies over it, so that nothing but this tells of it
    fault: orWhyNot(async () => (await check()) ?? state.found),
  };
}

type HeadRow = {
  readonly seq: number;
  readonly hash: string;
  readonly signed_at: Date | null;
  readonly key_id: string | null;
  readonly signature: string | null;
};
const HEAD_COLUMNS = "seq, hash, signed_at, key_id, signature";

/** Null where it is not signed. */
function signedHeadIn({ seq, hash, signed_at: at, key_id: key, signature }: HeadRow): SignedHead | null {
  if (at === null || key === null || signature === null) return null;
  return { rollout: SECURITY_LOG_ID, seq, hash, rowHash: null, signedAt: at.getTime(), key, signature };
}

/** Signs the log of a version that did not sign, as it is found: only where nothing outside says that it ever was signed. */
export async function signOldSecurityLog(pool: Pool, signing: LogSigning): Promise<void> {
  if (signing.heads.newest(SECURITY_LOG_ID) === null) await signIn(pool, signing, "and signature is null");
}

/** Signs it as it stands, whatever signed it before. */
export async function signSecurityAsFound(pool: Pool, signing: LogSigning): Promise<SignedHead | null> {
  return signIn(pool, signing, "");
}

async function signIn(pool: Pool, { key, now }: LogSigning, where: string): Promise<SignedHead | null> {
  const { rows } = await pool.query<End>(`select seq, hash from security_head where id = 1 and seq > 0 ${where}`);
  if (!rows[0]) return null;
  const head = key.sign({ rollout: SECURITY_LOG_ID, ...rows[0] }, now());
  await pool.query(
    "update security_head set signed_at = $3, key_id = $4, signature = $5 where id = 1 and seq = $1 and hash = $2",
    [head.seq, head.hash, new Date(head.signedAt), head.key, head.signature],
  );
  return head;
}

const LOOK_AT_END = `select ${HEAD_COLUMNS}, (select hash from security_event where seq = $1) as known_hash,
  (select hash from security_event e where e.seq = h.seq) as last_hash,
  ${firstAdded("security_event", { end: "h.seq" })} as added
  from security_head h where id = 1`;

type Looked = HeadRow & {
  readonly known_hash: string | null;
  readonly last_hash: string | null;
  /** A row before the first event or after the last. */
  readonly added: number | null;
};

const LOOK_AT_MARK = `select ${markOf("$2")} as mark from security_event where seq between 1 and $1`;

/** The first row after $1 and up to $2 that does not follow from the row before it, or whose columns do not say what it says. */
const LOOK_AT_ROWS = `select seq, before, chained from (
    select *, before = seq - 1 and hash =
      encode(sha256(convert_to('holdpoint security ' || hash_before || E'\\n' || seq || E'\\n' || body, 'UTF8')), 'hex')
      as chained
    from (
      select seq, at, type, hash, body, lag(seq, 1, 0) over w as before, lag(hash, 1, '') over w as hash_before
      from security_event where seq >= $1 and seq <= $2 window w as (order by seq)
    ) as row where seq > $1
  ) as row
  where not chained
    or not starts_with(body, '{"at":' || round(extract(epoch from at) * 1000) || ',"type":' || to_json(type) || ',')
  order by seq limit 1`;

/**
 * Looks for what somebody else changed: one sentence, or null. A look at a time; it remembers the newest head that was right,
 * and keeps it outside the database.
 */
export function securityCheck(pool: Pool, { key, heads }: LogSigning): () => Promise<string | null> {
  const state = { known: heads.newest(SECURITY_LOG_ID), check: checkedRows() };
  return async () => {
    const { rows } = await pool.query<Looked>({
      name: "look-at-security-end",
      text: LOOK_AT_END,
      values: [state.known?.seq ?? 0],
    });
    const trust = await trustedKeys(pool, key.publicKey);
    const fault = endFault(rows[0], state.known, trust) ?? (await state.check(rowsOf(pool), rows[0]?.seq ?? 0));
    const head = rows[0] ? signedHeadIn(rows[0]) : null;
    if (fault !== null) {
      heads.freeze(SECURITY_LOG_ID);
      return fault;
    }
    heads.thaw(SECURITY_LOG_ID);
    if (head && head.seq > (state.known?.seq ?? 0)) heads.keep((state.known = head));
    return null;
  };
}

function endFault(end: Looked | undefined, known: SignedHead | null, trust: Trust): string | null {
  if (!end) return "Its head was taken away.";
  if (known && (end.seq < known.seq || end.known_hash === null)) return `${cut(end, known)}.`;
  if (end.added !== null) return addedWords(end.added);
  if (known && end.known_hash !== known.hash) return `Event ${known.seq} is not the one that was signed.`;
  if (end.seq === 0) return null;
  if (end.last_hash !== end.hash) return `Event ${end.seq}, the last, is not the one that its head names.`;
  const head = signedHeadIn(end);
  if (head === null) return "Its signature was taken away.";
  return isTrusted(head, trust) ? null : `Event ${end.seq}, the last, is not signed with this installation's key.`;
}

function rowsOf(pool: Pool): RowsLook {
  return {
    mark: async (upTo) => {
      const { rows } = await pool.query<{ mark: string }>({
        name: "look-at-security-mark",
        text: LOOK_AT_MARK,
        values: [upTo, MARK_SEED],
      });
      return rows[0]?.mark ?? "";
    },
    fault: async (from, until) => {
      if (from >= until) return null;
      const { rows } = await pool.query<WrongRow>({
        name: "look-at-security-rows",
        text: LOOK_AT_ROWS,
        values: [from, until],
      });
      return rows[0] ? wrongRowWords(rows[0]) : null;
    },
  };
}

/** What is missing at the end, when `known` was the end once. */
function cut({ seq }: End, known: SignedHead): string {
  return `${missingWords(Math.min(seq, known.seq - 1) + 1, known.seq)} at the end of the log`;
}

/** What the signature of the security log's end proves; words as the end of a sentence. */
export type SecuritySignature = {
  readonly signed: string;
  readonly signedHead: string | null;
  readonly faults: readonly string[];
};

/** Holds the end against its signature and against every head in `heads`, kept or given, that is the security log's. */
export async function checkSecurityEnd(sql: Sql, { publicKey, heads }: LogProof): Promise<SecuritySignature> {
  const { rows } = await sql.query<HeadRow>(`select ${HEAD_COLUMNS} from security_head where id = 1`);
  const end = rows[0] ?? { seq: 0, hash: "", signed_at: null, key_id: null, signature: null };
  const head = signedHeadIn(end);
  const signedHead = head && headText(head);
  const kept: string[] = [];
  for (const each of heads.filter(({ rollout }) => rollout === SECURITY_LOG_ID))
    kept.push(...(await keptFault(sql, each, end)));
  if (end.seq === 0) return { signed: "empty", signedHead, faults: kept };
  if (publicKey === null)
    return { signed: "signature not checked: no public key is known here", signedHead, faults: kept };
  const fault = await signatureFault(sql, { end, head, publicKey });
  if (fault !== null) return { signed: "not signed", signedHead, faults: [...kept, fault] };
  return { signed: `signed with key ${head?.key}`, signedHead, faults: kept };
}

type Signed = { readonly end: End; readonly head: SignedHead | null; readonly publicKey: string };

async function signatureFault(sql: Sql, { end, head, publicKey }: Signed): Promise<string | null> {
  if (head === null) return "It has no signature: whatever signed it was taken away.";
  const { keys, vouches } = await trustedKeys(sql, publicKey);
  const last = `Security event ${end.seq}, the last,`;
  if (!keys.has(head.key)) return `${last} is signed with key ${head.key}, which this installation does not know.`;
  if (!isSigned(head, keys)) return `${last} is not signed: its signature was made for something else.`;
  if (isReplaced(head, vouches)) return `${last} is signed with key ${head.key}, which had been replaced by then.`;
  return null;
}

async function keptFault(sql: Sql, known: SignedHead, end: End): Promise<readonly string[]> {
  const { rows } = await sql.query<{ hash: string }>("select hash from security_event where seq = $1", [known.seq]);
  const at = utcText(known.signedAt, "minute");
  if (!rows[0]) return [`${cut(end, known)}, and event ${known.seq} was signed at ${at}.`];
  return rows[0].hash === known.hash ? [] : [`Security event ${known.seq} is not the one that was signed at ${at}.`];
}
