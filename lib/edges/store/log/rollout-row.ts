import { createHash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { HeadFile } from "./head-file.ts";
import { signedHeadOf, type SignatureRow } from "./log-signing.ts";
import { isSigned } from "./signed-head.ts";
import { trustedKeys } from "./trusted-keys.ts";

/** What the row of a rollout says for good: written when it begins, and never changed. */
export type RolloutRow = {
  readonly plan: string;
  readonly plan_version: string;
  readonly kind: string;
  readonly t0: Date;
};

const WHAT_WAS_CHANGED = "was changed: its plan, plan version, kind or T0 is not what was signed";
/** Words for a row that is not the signed one, as the beginning of a sentence. */
export const ROW_WAS_CHANGED = `The rollout's row ${WHAT_WAS_CHANGED}`;

/** SHA-256 over the row, in hexadecimal. */
export function rowHashOf({ plan, plan_version, kind, t0 }: RolloutRow): string {
  const text = JSON.stringify([plan, plan_version, kind, String(t0.getTime())]);
  return createHash("sha256").update(`holdpoint rollout 1\n${text}`).digest("hex");
}

type Sql = Pick<Pool | PoolClient, "query">;

/** The hash of a rollout's row that is signed with its log; null where there is no such rollout. */
export type RowBook = (sql: Sql, rollout: string) => Promise<string | null>;

/**
 * Once signed it is signed for good: as it was kept outside the database, else as the end of the log has it. Only a row that
 * was never signed is taken as it is found, so that a row that is changed while no program runs is not signed by the next one.
 */
export function rowBook(publicKey: string, heads: Pick<HeadFile, "newest">): RowBook {
  const known = new Map<string, string>();
  return async (sql, rollout) => {
    const hash = known.get(rollout) ?? heads.newest(rollout)?.rowHash ?? (await signedOrFound(sql, rollout, publicKey));
    if (hash !== null) known.set(rollout, hash);
    return hash;
  };
}

const ROW_WITH_SIGNATURE = `select r.plan, r.plan_version, r.kind, r.t0, s.*
  from rollout r left join log_signature s on s.rollout_id = r.id and s.seq = r.log_seq where r.id = $1`;

async function signedOrFound(sql: Sql, rollout: string, publicKey: string): Promise<string | null> {
  const { rows } = await sql.query<RolloutRow & Partial<SignatureRow>>(ROW_WITH_SIGNATURE, [rollout]);
  const [row] = rows;
  if (!row) return null;
  if (typeof row.row_hash === "string") {
    const { keys } = await trustedKeys(sql, publicKey);
    if (isSigned(signedHeadOf(row as SignatureRow), keys)) return row.row_hash;
  }
  return rowHashOf(row);
}

/** The first other rollout whose row is not as its end kept outside says, in a sentence; null where all are. */
export async function otherRowFault(sql: Sql, own: string, heads: Pick<HeadFile, "all">): Promise<string | null> {
  const kept = heads.all().filter(({ rollout, rowHash }) => rollout !== own && rowHash !== null);
  if (kept.length === 0) return null;
  const { rows } = await sql.query<RolloutRow & { readonly id: string }>({
    name: "look-at-other-rollouts",
    text: "select id, plan, plan_version, kind, t0 from rollout where id = any($1::uuid[])",
    values: [kept.map(({ rollout }) => rollout)],
  });
  const found = new Map(rows.map((row) => [row.id, row]));
  for (const { rollout, rowHash } of kept) {
    const row = found.get(rollout);
    // `verify-log` names it
    if (!row) return "Another rollout is no longer in the database.";
    if (rowHashOf(row) !== rowHash) return `The row of another rollout ${WHAT_WAS_CHANGED}.`;
  }
  return null;
}
