import { doneBy } from "#core/security/security-event";
import { randomUUID } from "node:crypto";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { EpochMs } from "#core/time";
import type { ResetDesk } from "#wire/account-desk";
import type { Invited, ResetBody } from "#wire/accounts";
import { callerOf } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { endResetLink, RESET } from "./ended-links.ts";
import { endSessionsOf, logEnded } from "./ended-sessions.ts";
import { countGuess, lookOrGuess } from "./guesses.ts";
import { hashOf, newToken } from "./secrets.ts";
import { endBegunApp } from "./second-factors.ts";
import { signIn } from "./session-desk.ts";
import { change, rowsOf, together, type Sql } from "./sql.ts";

const LINK_MS = 3_600_000;
const GONE = "This link has been used, is older than an hour, or was replaced by a newer one. Ask for a new one.";

type Person = { readonly id: string; readonly name: string; readonly email: string };

/** Links that set a new password: whoever has one uses it once, and everything else of that person is signed out. */
export function resetDesk(desk: Desk): ResetDesk {
  const { pool, now, security } = desk;
  return {
    make: (by, id) =>
      together(pool, async (sql) => {
        const made = await makeResetLink(sql, { where: "id", is: id, by: by.account.id }, now());
        if (made.ok)
          await security.write(sql, {
            type: "reset_link_made",
            ...doneBy(by),
            about: made.value.email,
          });
        return made.ok ? accept({ path: made.value.path, expiresAt: made.value.expiresAt }) : made;
      }),
    look: (link, headers) =>
      lookOrGuess(
        desk.attempts,
        { kind: "reset", link, headers },
        async () => (await personOf(pool, link, new Date(now())))?.email ?? null,
      ),
    use: (body, headers) => use(desk, body, headers),
  };
}

type Whom = {
  readonly where: "id" | "email";
  readonly is: string;
  /** The administrator who makes it; absent at the terminal. */
  readonly by?: string;
};

/**
 * A new link for one account, which replaces an earlier one, also where both are made at once: an account has one row. Good
 * for an hour. `not_found`, or `conflict` for a disabled account.
 */
export async function makeResetLink(
  sql: Sql,
  { where, is, by }: Whom,
  now: EpochMs,
): Promise<Outcome<Invited & { readonly email: string }>> {
  const [person] = await rowsOf<Person & { disabled_at: Date | null }>(
    sql,
    `select id, email, name, disabled_at from "user" where ${where} = $1`,
    [is],
  );
  if (!person) return refuse("not_found", where === "id" ? "There is no such account." : `There is no account ${is}.`);
  if (person.disabled_at) return refuse("conflict", `${person.name} is disabled: enable the account first.`);
  const token = newToken();
  const expiresAt = now + LINK_MS;
  await change(
    sql,
    `with older as (
       delete from verification where split_part(value, ' ', 1) = $7 and starts_with(identifier, $6) and id <> $1)
     insert into verification (id, identifier, value, expires_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)
     on conflict (id) do update set identifier = excluded.identifier, value = excluded.value,
       expires_at = excluded.expires_at, created_at = excluded.created_at, updated_at = excluded.updated_at`,
    [
      ...[RESET + person.id, RESET + hashOf(token), `${person.id} ${by ?? ""}`.trim()],
      ...[new Date(expiresAt), new Date(now), RESET, person.id],
    ],
  );
  return accept({ path: `/reset?link=${token}`, expiresAt, email: person.email });
}

async function personOf(sql: Sql, link: string, at: Date): Promise<Person | null> {
  const [row] = await rowsOf<Person>(
    sql,
    `select u.id, u.name, u.email from verification v join "user" u on u.id = split_part(v.value, ' ', 1)
     where v.identifier = $1 and v.expires_at > $2 and u.disabled_at is null`,
    [RESET + hashOf(link), at],
  );
  return row ?? null;
}

async function use(desk: Desk, body: ResetBody, headers: Headers): ReturnType<ResetDesk["use"]> {
  const at = new Date(desk.now());
  const { peer } = callerOf(headers);
  const whose = await personOf(desk.pool, body.link, at);
  // a guess costs no hash of a password
  if (!whose) {
    const counted = await countGuess(desk.attempts, "reset", headers);
    return counted.ok ? refuse("not_found", GONE) : counted;
  }
  const hash = await desk.hashOfNew(body.password, whose, "password");
  if (!hash.ok) return hash;
  const done = await desk.ending({ account: whose.id }, () =>
    together(desk.pool, async (sql) => {
      const set = await setPassword(sql, { link: body.link, hash: hash.value, at });
      if (!set.ok) return set;
      const { email: about, ended: count } = set.value;
      await desk.security.write(sql, { type: "reset_link_used", about, peer });
      await logEnded(desk.security, sql, { about, peer, count, why: "a link set a new password" });
      return set;
    }),
  );
  if (!done.ok) return done;
  return await signIn(desk, { email: done.value.email, password: body.password }, headers);
}

type Setting = { readonly link: string; readonly hash: string; readonly at: Date };

/** Answers whose it is, and how many sessions it ended. The link is deleted first: of two who use it at once, one finds it gone. */
async function setPassword(
  sql: Sql,
  { link, hash, at }: Setting,
): Promise<Outcome<{ readonly email: string; readonly ended: number }>> {
  const person = await personOf(sql, link, at);
  const used = await change(sql, "delete from verification where identifier = $1", [RESET + hashOf(link)]);
  if (!person || used === 0) return refuse("not_found", GONE);
  const changed = await change(
    sql,
    "update account set password = $2, updated_at = $3 where user_id = $1 and provider_id = 'credential'",
    [person.id, hash, at],
  );
  if (changed === 0)
    await change(
      sql,
      `insert into account (id, account_id, provider_id, user_id, password, created_at, updated_at)
       values ($1, $2, 'credential', $2, $3, $4, $4)`,
      [randomUUID(), person.id, hash, at],
    );
  const ended = await endSessionsOf(sql, { account: person.id }, at.getTime());
  await endResetLink(sql, person.id);
  await endBegunApp(sql, person.id);
  // tries on the forgotten password must not lock out who has the new one
  await change(sql, "delete from attempt where key = $1 or starts_with(key, $1 || ' ')", [`sign-in ${person.email}`]);
  return accept({ email: person.email, ended });
}
