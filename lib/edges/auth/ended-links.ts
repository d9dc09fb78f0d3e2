import type { NewSecurityEvent } from "#core/security/security-event";
import type { EpochMs } from "#core/time";
import { change, rowsOf, type Sql } from "./sql.ts";

/** What a reset link's row is known by. Its `value` is whose it is and, after a blank, who made it. */
export const RESET = "holdpoint-reset ";

/** The link that would set another password for an account ends. */
export async function endResetLink(sql: Sql, account: string): Promise<void> {
  await change(sql, "delete from verification where starts_with(identifier, $2) and split_part(value, ' ', 1) = $1", [
    account,
    RESET,
  ]);
}

/**
 * What somebody handed out while they were an administrator and nobody has used: invitations, reset links. They know the links,
 * and would come back by them. Part of a transaction; answers what the security log says of it.
 */
export async function endOffersOf(sql: Sql, maker: string, why: string): Promise<readonly NewSecurityEvent[]> {
  await change(sql, "delete from verification where starts_with(identifier, $2) and split_part(value, ' ', 2) = $1", [
    maker,
    RESET,
  ]);
  const gone = await rowsOf<{ email: string | null }>(
    sql,
    "delete from invitation where invited_by = $1 and used_at is null returning email",
    [maker],
  );
  return gone.map(({ email: about }) => ({ type: "invitation_withdrawn", about, detail: why }));
}

/** Links to the summary that somebody made: they could go on reading by them. As `endOffersOf`. */
export async function endSharesOf(
  sql: Sql,
  maker: string,
  { why, now }: { readonly why: string; readonly now: EpochMs },
): Promise<readonly NewSecurityEvent[]> {
  const gone = await rowsOf<{ name: string }>(
    sql,
    "update share_link set revoked_at = $2 where made_by = $1 and revoked_at is null and expires_at > $2 returning name",
    [maker, new Date(now)],
  );
  return gone.map(({ name: about }) => ({ type: "share_link_revoked", about, detail: why }));
}
