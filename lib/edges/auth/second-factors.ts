import { change, rowsOf, type Sql } from "./sql.ts";

/**
 * After an app or a passkey came or went: whether anything is asked for after the password follows from what there is, and
 * without any, sessions are of a password alone.
 */
export async function agreeOnFactors(sql: Sql, user: string): Promise<void> {
  const [row] = await rowsOf<{ is_on: boolean }>(
    sql,
    `update "user" u set two_factor_enabled =
       exists (select 1 from second_factor f where f.user_id = u.id and f.verified)
       or exists (select 1 from passkey p where p.user_id = u.id)
     where u.id = $1 returning u.two_factor_enabled as is_on`,
    [user],
  );
  if (row?.is_on !== true) await change(sql, "update session set second_factor_at = null where user_id = $1", [user]);
}

/** Takes app, backup codes and passkeys away. False where there were none. */
export async function clearFactors(sql: Sql, user: string): Promise<boolean> {
  const apps = await rowsOf<{ verified: boolean }>(
    sql,
    "delete from second_factor where user_id = $1 returning verified",
    [user],
  );
  const passkeys = await change(sql, "delete from passkey where user_id = $1", [user]);
  await agreeOnFactors(sql, user);
  return passkeys > 0 || apps.some(({ verified }) => verified);
}

/** A key that was shown and not proven, to whichever session, ends. */
export async function endBegunApp(sql: Sql, user: string): Promise<void> {
  await change(sql, "delete from second_factor where user_id = $1 and not verified", [user]);
}
