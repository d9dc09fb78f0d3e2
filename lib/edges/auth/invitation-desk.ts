import { doneBy } from "#core/security/security-event";
import { looksAlike, mixesAlphabets } from "#core/name-likeness";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { Account } from "#core/room/actor";
import type { InvitationDesk } from "#wire/account-desk";
import type { JoinBody, Offer } from "#wire/accounts";
import { callerOf } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { countGuess, lookOrGuess } from "./guesses.ts";
import { isAnybodyHere, makeAccount } from "./make-account.ts";
import { hashOf, newToken } from "./secrets.ts";
import { signIn } from "./session-desk.ts";
import { change, rowsOf, together, type Sql } from "./sql.ts";

const HOUR_MS = 3_600_000;
const INVITATION_MS = 7 * 24 * HOUR_MS;
const SETUP_MS = 24 * HOUR_MS;

const GONE = "This link has been used, has expired, was withdrawn, or was replaced by a newer one. Ask for a new one.";

/** Invitations and the setup link: whoever has the link makes one account, once. */
export function invitationDesk(desk: Desk): InvitationDesk {
  const { pool, now, security } = desk;
  return {
    invite: async (by, { email, role, discipline }) => {
      const known = await rowsOf(pool, 'select 1 as one from "user" where email = $1', [email]);
      if (known.length > 0)
        return refuse("conflict", `${email} has an account already.`, [{ path: "email", message: "has an account" }]);
      const expiresAt = now() + INVITATION_MS;
      return await together(pool, async (sql) => {
        const token = await replace(sql, { email, role, discipline, by: by.account.id, expiresAt }, now());
        const detail = `As ${role}${discipline === null ? "" : ` (${discipline})`}.`;
        await security.write(sql, { type: "invitation_made", ...doneBy(by), about: email, detail });
        return accept({ path: `/join?link=${token}`, expiresAt });
      });
    },
    list: async () => {
      const rows = await rowsOf<InvitationRow>(pool, LIST, [new Date(now())]);
      return { invitations: rows.map(({ expires_at, ...row }) => ({ ...row, expiresAt: expires_at.getTime() })) };
    },
    withdraw: (by, id) =>
      together(pool, async (sql) => {
        const [gone] = await rowsOf<{ email: string | null }>(
          sql,
          "delete from invitation where token_hash = $1 and used_at is null returning email",
          [id],
        );
        if (!gone) return refuse("not_found", "There is no such open invitation.");
        await security.write(sql, { type: "invitation_withdrawn", ...doneBy(by), about: gone.email });
        return accept({});
      }),
    look: (link, headers) => lookOrGuess(desk.attempts, { kind: "join", link, headers }, () => openOf(desk, link)),
    join: (body, headers) => join(desk, body, headers),
  };
}

/** Path of a new setup link, which replaces earlier ones; null once there is an account. */
export async function newSetupPath(desk: Desk): Promise<string | null> {
  if (await isAnybodyHere(desk.pool)) return null;
  const expiresAt = desk.now() + SETUP_MS;
  const kept = { email: null, role: "admin", discipline: null, by: null, expiresAt };
  const made = await together(desk.pool, async (sql) => accept(await replace(sql, kept, desk.now())));
  return made.ok ? `/setup?link=${made.value}` : null;
}

type InvitationRow = {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly discipline: string | null;
  readonly invitedBy: string | null;
  readonly expires_at: Date;
};
const LIST = `select i.token_hash as id, i.email, i.role, i.discipline, u.name as "invitedBy", i.expires_at
  from invitation i left join "user" u on u.id = i.invited_by
  where i.used_at is null and i.expires_at > $1 and i.email is not null order by i.created_at`;

type Kept = Offer & { readonly by: string | null; readonly expiresAt: number };

/** Earlier ones for the same address end: of two that are made at once, one waits for the other and then replaces it. */
async function replace(sql: Sql, kept: Kept, now: number): Promise<string> {
  const { email, role, discipline, by, expiresAt } = kept;
  const token = newToken();
  await change(sql, "select pg_advisory_xact_lock(hashtextextended($1, 0))", [`holdpoint invitation ${email ?? ""}`]);
  await change(sql, "delete from invitation where email is not distinct from $1 and used_at is null", [email]);
  await change(
    sql,
    `insert into invitation (token_hash, email, role, discipline, invited_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [hashOf(token), email, role, discipline, by, new Date(now), new Date(expiresAt)],
  );
  return token;
}

async function join(desk: Desk, body: JoinBody, headers: Headers): ReturnType<InvitationDesk["join"]> {
  // a guess costs no hash of a password
  const open = await openOf(desk, body.link);
  if (!open) {
    const counted = await countGuess(desk.attempts, "join", headers);
    return counted.ok ? refuse("not_found", GONE) : counted;
  }
  const whose = { name: body.name, email: open.email ?? body.email ?? "" };
  const hash = await desk.hashOfNew(body.password, whose, "password");
  if (!hash.ok) return hash;
  const { peer } = callerOf(headers);
  const joined = await together(desk.pool, async (sql) => {
    const used = await useLink(sql, { body, passwordHash: hash.value, now: desk.now() });
    if (used.ok)
      await desk.security.write(sql, { type: "account_made", about: used.value, peer, detail: "By a link." });
    return used;
  });
  if (!joined.ok) return joined;
  desk.changed();
  return await signIn(desk, { email: joined.value, password: body.password }, headers);
}

async function openOf({ pool, now }: Desk, link: string): Promise<Offer | null> {
  const [open] = await rowsOf<Offer>(
    pool,
    "select email, role, discipline from invitation where token_hash = $1 and used_at is null and expires_at > $2",
    [hashOf(link), new Date(now())],
  );
  return open ?? null;
}

/** The log and the walls call people by their names: why one passes for somebody else's; null where it does not. */
async function nameRefusal(sql: Sql, name: string): Promise<Outcome<never> | null> {
  if (mixesAlphabets(name))
    return refuse("invalid", "The name mixes letters of several alphabets within a word.", [
      { path: "name", message: "must not mix letters of several alphabets within a word" },
    ]);
  await change(sql, "select pg_advisory_xact_lock(hashtextextended('holdpoint names', 0))", []);
  const people = await rowsOf<{ name: string }>(sql, 'select name from "user" order by created_at, id');
  const like = people.find((person) => looksAlike(person.name, name));
  if (!like) return null;
  return like.name === name
    ? refuse("conflict", `Somebody here is called ${name} already: add what tells you apart.`, [
        { path: "name", message: "is taken" },
      ])
    : refuse("conflict", `Somebody here is called ${like.name}, which looks like it: add what tells you apart.`, [
        { path: "name", message: "looks like somebody else's" },
      ]);
}

type Used = { readonly body: JoinBody; readonly passwordHash: string; readonly now: number };

/** Answers the new account's e-mail address. A refusal undoes the use of the link too. */
async function useLink(sql: Sql, { body, passwordHash, now }: Used): Promise<Outcome<string>> {
  const [offer] = await rowsOf<{
    email: string | null;
    role: Account["role"];
    discipline: Account["discipline"];
  }>(
    sql,
    `update invitation set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
     returning email, role, discipline`,
    [hashOf(body.link), new Date(now)],
  );
  if (!offer) return refuse("not_found", GONE);
  if (offer.email === null && (await isAnybodyHere(sql))) return refuse("not_found", GONE);
  const email = offer.email ?? body.email;
  if (email === undefined)
    return refuse("invalid", "email: is needed for the first account.", [{ path: "email", message: "is needed" }]);
  const { role, discipline } = offer;
  const refusal = await nameRefusal(sql, body.name);
  if (refusal) return refusal;
  const id = await makeAccount(sql, { name: body.name, email, role, discipline, passwordHash }, now);
  return id === null ? refuse("conflict", `${email} has an account already: sign in instead.`) : accept(email);
}
