import type { NewSecurityEvent } from "#core/security/security-event";
import type { EpochMs } from "#core/time";
import type { SecurityLog } from "./security-log.ts";
import { change, rowsOf, type Sql } from "./sql.ts";

/** Which of an account's sessions. */
export type Which = {
  readonly account: string;
  /** All but this one. */
  readonly but?: string;
  /** Only those that were opened without a second factor. */
  readonly withoutFactor?: true;
};

/**
 * Ends sessions as part of a transaction, and sign-ins that wait for their second factor with them, for they began as those did;
 * how many sessions were open still. What they were opened with is changed before, so that `staysOpen` sees it of any that opens
 * meanwhile.
 */
export async function endSessionsOf(sql: Sql, { account, but, withoutFactor }: Which, now: EpochMs): Promise<number> {
  if (withoutFactor !== true) await endSignInsOf(sql, account);
  const gone = await rowsOf<{ is_open: boolean }>(
    sql,
    `delete from session where user_id = $1 and ($2::text is null or id <> $2) and (not $3 or second_factor_at is null)
     returning expires_at > $4 as is_open`,
    [account, but ?? null, withoutFactor ?? false, new Date(now)],
  );
  return gone.filter(({ is_open }) => is_open).length;
}

/** Ends the sign-ins of an account that wait for their second factor. */
export async function endSignInsOf(sql: Sql, account: string): Promise<void> {
  await change(sql, "delete from verification where value = $1 and starts_with(identifier, '2fa-')", [account]);
}

/** Why a new second factor ends sessions. */
export const NO_FACTOR = "opened without the second factor";

type Ended = Pick<NewSecurityEvent, "by" | "about" | "peer"> & {
  readonly count: number;
  /** What ended them, as it follows on a number of sessions. */
  readonly why: string;
};

/** A row of the security log for sessions that something else ended; none where there were none. */
export async function logEnded(security: Pick<SecurityLog, "write">, sql: Sql, ended: Ended): Promise<void> {
  const { count, why, ...about } = ended;
  if (count === 0) return;
  const sessions = count === 1 ? "One session" : `${count} sessions`;
  await security.write(sql, { type: "session_ended", ...about, detail: `${sessions}: ${why}.` });
}
