import type { Pool } from "pg";
import type { LogHead } from "#engine/ports";
import { genesis } from "./hash-chain.ts";
import { addedWords, firstAdded } from "./added-rows.ts";
import { besideFault, ofNoEventWords, TABLES_BESIDE } from "./beside-rows.ts";
import { checkedRows, MARK_SEED, markOf, type RowsLook } from "./checked-rows.ts";
import { missingWords, signedHeadOf, type LogSigning, type SignatureRow } from "./log-signing.ts";
import { otherRowFault, ROW_WAS_CHANGED, rowHashOf, type RolloutRow, type RowBook } from "./rollout-row.ts";
import type { SignedHead } from "./signed-head.ts";
import { isTrusted, trustedKeys, unknownKeyFault, unknownKeys, type Trust } from "./trusted-keys.ts";

const OF_ROLLOUT = { rollout: "r.id", end: "r.log_seq" };
const LOOK_AT_END = `select r.log_seq, r.log_hash, r.archive_no, r.plan, r.plan_version, r.kind, r.t0, s.*,
    (select hash from rollout_event where rollout_id = r.id and seq = $2) as known_hash,
    (select hash from rollout_event where rollout_id = r.id and seq = $3) as kept_hash,
    ${firstAdded("rollout_event", OF_ROLLOUT)} as added,
    ${firstAdded("checkpoint_entry", OF_ROLLOUT)} as added_entry,
    ${firstAdded("sign_off", OF_ROLLOUT)} as added_sign_off
  from rollout r left join lateral
    (select * from log_signature where rollout_id = r.id order by seq desc limit 1) s on true
  where r.id = $1`;

type End = RolloutRow &
  Partial<SignatureRow> & {
    readonly archive_no: number;
    readonly log_seq: number;
    readonly log_hash: string;
    readonly known_hash: string | null;
    readonly kept_hash: string | null;
    /** A row before the first event or after the last. */
    readonly added: number | null;
    readonly added_entry: number | null;
    readonly added_sign_off: number | null;
  };

/**
 * The first row after $2 and up to $3 that does not follow from the row before it, or whose columns do not say what it says; $4
 * stands before the first of all.
 */
const LOOK_AT_ROWS = `select seq, before, chained from (
    select *, before = seq - 1
      and hash = encode(sha256(convert_to(hash_before || E'\\n' || seq || E'\\n' || body, 'UTF8')), 'hex') as chained
    from (
      select seq, at, type, hash, body, lag(seq, 1, 0) over w as before, lag(hash, 1, $4::text) over w as hash_before
      from rollout_event where rollout_id = $1 and seq >= $2 and seq <= $3 window w as (order by seq)
    ) as row where seq > $2
  ) as row
  where not chained or not starts_with(body, '{"at":' || round(extract(epoch from at) * 1000) || ',')
    or strpos(body, '"type":' || to_json(type)) = 0
  order by seq limit 1`;

/** Of the log's rows up to $2 and of those beside them. */
const LOOK_AT_MARK = `select concat_ws(' ', ${["rollout_event", ...TABLES_BESIDE]
  .map((table) => `(select ${markOf("$3")} from ${table} where rollout_id = $1 and seq between 1 and $2)`)
  .join(", ")}) as mark`;

/** Looks for what somebody else changed. One check for a program: it remembers which rows come next. */
export function logCheck(
  pool: Pool,
  { key, heads }: LogSigning,
  rowHash: RowBook,
): (rollout: string, known: LogHead) => Promise<string | null> {
  const checks = new Map<string, ReturnType<typeof checkedRows>>();
  const started = new Map<string, SignedHead | null>();
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
    const trust = await trustedKeys(pool, key.publicKey);
    const check = checks.get(rollout) ?? checkedRows();
    checks.set(rollout, check);
    const fault =
      endFault(end, { known, kept, trust }) ??
      besideEndFault(end) ??
      rolloutFault(end, { known, signed: await rowHash(pool, rollout) }) ??
      (await keyFault(pool, trust, rollout)) ??
      (await check(rowsOf(pool, rollout), known.seq));
    if (fault === null) heads.thaw(rollout);
    else heads.freeze(rollout);
    return fault ?? (await otherRowFault(pool, rollout, heads));
  };
}

async function keyFault(pool: Pool, trust: Trust, rollout: string): Promise<string | null> {
  const [unknown] = await unknownKeys(pool, trust, rollout);
  return unknown ? unknownKeyFault(unknown, trust) : null;
}

function besideEndFault({ added_entry: entry, added_sign_off: signOff }: End): string | null {
  if (entry !== null) return ofNoEventWords(["checkpoint_entry"], entry);
  return signOff === null ? null : ofNoEventWords(["sign_off"], signOff);
}

function endFault(
  end: End,
  { known, kept, trust }: { readonly known: LogHead; readonly kept: SignedHead | null; readonly trust: Trust },
): string | null {
  const known_hash = known.seq === 0 ? known.hash : end.known_hash;
  if (end.log_seq < known.seq || known_hash === null)
    return `${missingWords(Math.min(end.log_seq, known.seq - 1) + 1, known.seq)} at the end of the log.`;
  if (end.added !== null) return addedWords(end.added);
  if (known_hash !== known.hash) return `Event ${known.seq} is not the one that was written.`;
  if (kept && end.kept_hash === null) return `${missingWords(end.log_seq + 1, kept.seq)} at the end of the log.`;
  if (kept && end.kept_hash !== kept.hash) return `Event ${kept.seq} is not the one that was signed.`;
  if (end.log_seq === 0) return null;
  if (end.signature === undefined || end.signature === null) return "Its signatures were taken away.";
  const head = signedHeadOf(end as SignatureRow);
  if (head.seq !== end.log_seq || head.hash !== end.log_hash || !isTrusted(head, trust))
    return `Event ${end.log_seq}, the last, is not signed with this installation's key.`;
  return null;
}

function rolloutFault(
  end: End,
  { known, signed }: { readonly known: LogHead; readonly signed: string | null },
): string | null {
  if (rowHashOf(end) !== signed) return `${ROW_WAS_CHANGED}.`;
  // what was appended meanwhile may have archived it
  return end.log_seq === known.seq ? archiveFault(end.archive_no, known.isOpen) : null;
}

/** When the row of a rollout does not say of its archiving what its log says. */
export function archiveFault(archiveNo: number, isOpen: boolean): string | null {
  if ((archiveNo === 0) === isOpen) return null;
  return isOpen
    ? "The rollout's row says that it is archived, and its log does not."
    : "The rollout's row says that it is open, and its log says that it is archived.";
}

/** Of a row that is as it was written but for what stands beside its text. */
export function columnsWords(seq: number): string {
  return `Event ${seq}: its columns do not say what it says.`;
}

function rowsOf(pool: Pool, rollout: string): RowsLook {
  return {
    mark: async (upTo) => {
      const { rows } = await pool.query<{ mark: string }>({
        name: "look-at-log-mark",
        text: LOOK_AT_MARK,
        values: [rollout, upTo, MARK_SEED],
      });
      return rows[0]?.mark ?? "";
    },
    fault: async (from, until) => {
      if (from >= until) return null;
      const part = { rollout, from, until };
      return (await chainFault(pool, part)) ?? (await besideFault(pool, part));
    },
  };
}

async function chainFault(
  pool: Pool,
  { rollout, from, until }: { readonly rollout: string; readonly from: number; readonly until: number },
): Promise<string | null> {
  const { rows } = await pool.query<WrongRow>({
    name: "look-at-log-rows",
    text: LOOK_AT_ROWS,
    values: [rollout, from, until, genesis(rollout)],
  });
  return rows[0] ? wrongRowWords(rows[0]) : null;
}

/** A row that does not follow from the one before it, or, chained, whose columns do not say what it says. */
export type WrongRow = { readonly seq: number; readonly before: number; readonly chained: boolean };

export function wrongRowWords({ seq, before, chained }: WrongRow): string {
  if (chained) return columnsWords(seq);
  return before === seq - 1
    ? `Event ${seq} was changed, or stands in another's place.`
    : `${missingWords(before + 1, seq - 1)}.`;
}
