import type { Pool } from "pg";
import { isReplaced, signatureRows, signedHeadOf, type LogSigning, type SignatureRow } from "./log-signing.ts";
import { rowHashOf, type RolloutRow } from "./rollout-row.ts";
import { isSigned, type Head } from "./signed-head.ts";
import { adoptUnknownKeys, trustedKeys } from "./trusted-keys.ts";

const FIND = "select id, log_seq, log_hash, plan, plan_version, kind, t0 from rollout where log_seq > 0";

type FoundRow = RolloutRow & { readonly id: string; readonly log_seq: number; readonly log_hash: string };

function headAsFound(row: FoundRow): Head & { readonly rowHash: string } {
  return { rollout: row.id, seq: row.log_seq, hash: row.log_hash, rowHash: rowHashOf(row) };
}

const SIGN_AGAIN = `insert into log_signature (rollout_id, seq, hash, row_hash, signed_at, key_id, signature)
  select $1, row.seq, row.hash, row.row_hash, row.signed_at, row.key_id, row.signature from json_to_recordset($2::json)
    as row (seq int, hash text, row_hash text, signed_at timestamptz, key_id text, signature text)
  on conflict (rollout_id, seq) do update set hash = excluded.hash, row_hash = excluded.row_hash,
    signed_at = excluded.signed_at, key_id = excluded.key_id, signature = excluded.signature`;

/**
 * Signs the logs of a version that did not sign, as they are found: only where nothing in the database or outside it says that
 * it ever signed. From then on a log without a signature is one whose signature was taken away.
 */
export async function signOldLogs(pool: Pool, { key, heads, now }: LogSigning): Promise<void> {
  if (heads.all().length > 0) return;
  const { rows } = await pool.query<FoundRow>(
    `${FIND} and not exists (select 1 from log_signature) and not exists (select 1 from former_log_key)`,
  );
  for (const row of rows) {
    const head = key.sign(headAsFound(row), now());
    await pool.query(SIGN_AGAIN, [row.id, signatureRows(head)]);
    heads.keep(head);
  }
}

/**
 * Covers the rows of rollouts whose log a version signed that left the row out, as they are found: only where nothing in the
 * database or outside it says that the row was ever signed.
 */
export async function signOldRows(pool: Pool, { key, heads, now }: LogSigning): Promise<void> {
  const { rows } = await pool.query<FoundRow & SignatureRow>(
    `select r.*, s.* from (${FIND}) r join log_signature s on s.rollout_id = r.id and s.seq = r.log_seq
     where not exists (select 1 from log_signature where rollout_id = r.id and row_hash is not null)`,
  );
  if (rows.length === 0) return;
  const { keys, vouches } = await trustedKeys(pool, key.publicKey);
  for (const row of rows) {
    const [kept, last] = [heads.newest(row.id), signedHeadOf(row)];
    const isOld = kept === null || (kept.rowHash === null && kept.seq <= last.seq);
    // what is wrong must stay so
    const isSound = last.hash === row.log_hash && isSigned(last, keys) && !isReplaced(last, vouches);
    if (!isOld || !isSound) continue;
    const head = key.sign(headAsFound(row), now());
    await pool.query(SIGN_AGAIN, [row.id, signatureRows(head)]);
    heads.keep(head);
  }
}

/** Signs every log as it stands, whatever signed it before: for an operator who says that this database is the right one. */
export async function signAsFound(pool: Pool, { key, heads, now }: LogSigning): Promise<void> {
  const { rows } = await pool.query<FoundRow>(FIND);
  const found = rows.map((row) => key.sign(headAsFound(row), now()));
  for (const head of found) await pool.query(SIGN_AGAIN, [head.rollout, signatureRows(head)]);
  await adoptUnknownKeys(pool, key);
  await heads.replace(found);
}
