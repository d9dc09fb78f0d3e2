import type { Pool, PoolClient } from "pg";
import type { HeadFile } from "./head-file.ts";
import type { LogKey } from "./log-key.ts";
import { headText, type SignedHead, type Vouch } from "./signed-head.ts";

/** What signs the log, and what remembers its newest heads, both outside the database. */
export type LogSigning = { readonly key: LogKey; readonly heads: HeadFile; readonly now: () => number };

type Sql = Pick<Pool | PoolClient, "query">;

/** The row of `log_signature` for a head, as the append takes it. */
export function signatureRows(head: SignedHead | null): string {
  if (head === null) return "[]";
  const { seq, hash, rowHash: row_hash, signedAt, key, signature } = head;
  const signed_at = new Date(signedAt).toISOString();
  return JSON.stringify([{ seq, hash, row_hash, signed_at, key_id: key, signature }]);
}

export type SignatureRow = {
  readonly rollout_id: string;
  readonly seq: number;
  readonly hash: string;
  readonly row_hash: string | null;
  readonly signed_at: Date;
  readonly key_id: string;
  readonly signature: string;
};

export function signedHeadOf(row: SignatureRow): SignedHead {
  return {
    rollout: row.rollout_id,
    seq: row.seq,
    hash: row.hash,
    rowHash: row.row_hash,
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

/** Whether the key of this head had been replaced when the head was signed: it vouches for no more than where the log ended then. */
export function isReplaced(head: SignedHead, vouches: readonly Vouch[]): boolean {
  const end = vouchedEnd(head, vouches);
  return end !== null && head.seq > end.seq;
}

/** Where the log ended when the key of this head was replaced, and its rollout's row then; null for a key that was not. */
export function vouchedEnd(
  { key, rollout }: SignedHead,
  vouches: readonly Vouch[],
): { readonly seq: number; readonly rowHash: string | null } | null {
  const vouch = vouches.find((each) => each.key === key);
  if (!vouch) return null;
  const [, seq, , rowHash] =
    vouch.heads
      .split(",")
      .find((head) => head.startsWith(`${rollout}:`))
      ?.split(":") ?? [];
  return { seq: Number(seq ?? 0), rowHash: rowHash ?? null };
}

/** "Event 4 is missing", "Events 4 to 6 are missing". */
export function missingWords(from: number, to: number): string {
  return from >= to ? `Event ${to} is missing` : `Events ${from} to ${to} are missing`;
}
