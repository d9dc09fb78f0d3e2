import { randomUUID } from "node:crypto";
import type { Account } from "#core/room/actor";
import type { EpochMs } from "#core/time";
import { change, rowsOf, type Sql } from "./sql.ts";

export type NewAccount = Omit<Account, "id"> & { readonly email: string; readonly passwordHash: string };

/** One account with its password; null when the e-mail address has one already. Part of a transaction of the caller. */
export async function makeAccount(sql: Sql, account: NewAccount, now: EpochMs): Promise<string | null> {
  const id = randomUUID();
  const at = new Date(now);
  const { name, email, role, discipline, passwordHash } = account;
  const made = await change(
    sql,
    `insert into "user" (id, name, email, email_verified, role, discipline, created_at, updated_at)
     values ($1, $2, $3, true, $4, $5, $6, $6) on conflict (email) do nothing`,
    [id, name, email.toLowerCase(), role, discipline, at],
  );
  if (made === 0) return null;
  await change(
    sql,
    `insert into account (id, account_id, provider_id, user_id, password, created_at, updated_at)
     values ($1, $2, 'credential', $2, $3, $4, $4)`,
    [randomUUID(), id, passwordHash, at],
  );
  return id;
}

export async function isAnybodyHere(sql: Sql): Promise<boolean> {
  return (await rowsOf(sql, 'select 1 as one from "user" limit 1')).length > 0;
}
