import { CONFIRMED_FOR_MS } from "#core/identity";
import { accept, refuse, type Outcome } from "#core/outcome";
import { countedAs } from "#edges/peer-address";
import type { SessionDesk } from "#wire/account-desk";
import type { PasswordBody } from "#wire/accounts";
import { sessionCookie } from "./better-auth-sessions.ts";
import { callerOf, cookieIn, cookiesOf } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { rightsIn } from "./directory.ts";
import { endResetLink } from "./ended-links.ts";
import { endSessionsOf, endSignInsOf, logEnded } from "./ended-sessions.ts";
import { giveCode } from "./give-code.ts";
import { askPasskey, askToConfirm, confirmByPasskey, givePasskey } from "./give-passkey.ts";
import { forgiveSignIn } from "./guesses.ts";
import { change, rowsOf, together, type Sql } from "./sql.ts";
import { endBegunApp } from "./second-factors.ts";
import { waysOf } from "./waiting.ts";
import { CHANGED_MEANWHILE, staysOpen, wayIn } from "./way-in.ts";

/** Per minute: wrong tries by one caller on one account, on one account by anybody, and by one caller (a whole war room). */
const TRIES = { together: 8, account: 100, caller: 120 } as const;

/** Signing in and out, the password, and one's own sessions. */
export function sessionDesk(desk: Desk): SessionDesk {
  const { pool, sessions, now, ending, security, limits } = desk;
  return {
    signIn: (body, headers) => signIn(desk, body, headers),
    signOut: (headers) => signOut(desk, headers),
    prolong: async (headers) => ({ cookies: cookiesOf(await sessions.prolong(headers), headers) }),
    giveCode: (body, headers) => giveCode(desk, body, headers),
    askPasskey: (headers) => askPasskey(desk, headers),
    givePasskey: (body, headers) => givePasskey(desk, body, headers),
    confirm: async ({ account, sessionId }, { password }, headers) => {
      const right = await provePassword(desk, { account, password, headers });
      return right.ok ? await confirmed(desk, sessionId) : right;
    },
    askToConfirm: (person, headers) => askToConfirm(desk, person, headers),
    confirmByPasskey: async (person, body, headers) => {
      const right = await confirmByPasskey(desk, person, { body, headers });
      return right.ok ? await confirmed(desk, person.sessionId) : right;
    },
    changePassword: (person, body) => changePassword(desk, person, body),
    list: async ({ account, sessionId }) => {
      const rows = await rowsOf<SessionRow>(pool, LIST, [
        account.id,
        new Date(now()),
        new Date(now() - limits.absoluteMs),
      ]);
      return { sessions: rows.map((row) => seatOf(row, sessionId)) };
    },
    end: ({ account, peer }, id) =>
      // a session of somebody else's is looked at again, and stays
      ending({ session: id }, () =>
        endSessions(desk, { where: "user_id = $1 and id = $2", values: [account.id, id], named: true }, (sql) =>
          security.write(sql, { type: "session_ended", by: account, about: account.email, peer }),
        ),
      ),
    endOthers: async ({ account, sessionId, peer }) => {
      await ending({ account: account.id, but: sessionId }, () =>
        endSessions(desk, others(account.id, sessionId), async (sql) => {
          await endSignInsOf(sql, account.id);
          await security.write(sql, {
            type: "session_ended",
            by: account,
            about: account.email,
            peer,
            detail: "All others.",
          });
        }),
      );
    },
  };
}

/** Whoever it is has just shown that it is them. */
async function confirmed({ pool, now }: Desk, sessionId: string): ReturnType<SessionDesk["confirm"]> {
  const at = now();
  await change(pool, "update session set confirmed_at = $2 where id = $1", [sessionId, new Date(at)]);
  return accept({ confirmedUntil: at + CONFIRMED_FOR_MS });
}

async function signOut(desk: Desk, headers: Headers): ReturnType<SessionDesk["signOut"]> {
  const { sessions, ending, security } = desk;
  const token = cookieIn(headers.get("cookie"), sessionCookie(desk.cookies)) ?? "";
  return await ending({ token }, async () => {
    // better-auth says yes while the database is away, and the session would live on
    const found = await sessions.find(headers);
    if (found)
      await endSessions(desk, { where: "id = $1", values: [found.session.id] }, (sql) =>
        security.write(sql, {
          type: "sign_out",
          by: found.user,
          about: found.user.email,
          peer: callerOf(headers).peer,
        }),
      );
    const left = await sessions.signOut(headers);
    return { cookies: cookiesOf(left.headers, headers) };
  });
}

async function changePassword(
  desk: Desk,
  { account, sessionId, peer }: Parameters<SessionDesk["changePassword"]>[0],
  body: PasswordBody,
): ReturnType<SessionDesk["changePassword"]> {
  const { now, ending, security } = desk;
  const right = await checkPassword(desk, account, { password: body.current, peer, field: "current" });
  if (!right.ok) return right;
  const hash = await desk.hashOfNew(body.next, account, "next");
  if (!hash.ok) return hash;
  return await ending({ account: account.id, but: sessionId }, () =>
    together(desk.pool, async (sql) => {
      await change(
        sql,
        "update account set password = $2, updated_at = $3 where user_id = $1 and provider_id = 'credential'",
        [account.id, hash.value, new Date(now())],
      );
      const count = await endSessionsOf(sql, { account: account.id, but: sessionId }, now());
      await endResetLink(sql, account.id);
      await endBegunApp(sql, account.id);
      const said = { by: account, about: account.email, peer };
      await security.write(sql, { type: "password_changed", ...said });
      await logEnded(security, sql, { ...said, count, why: "the password was changed in another" });
      return accept({});
    }),
  );
}

/** `named`: one that must be there. */
type Which = { readonly where: string; readonly values: readonly string[]; readonly named?: true };

function others(account: string, session: string): Which {
  return { where: "user_id = $1 and id <> $2", values: [account, session] };
}

/** Ends sessions and does what goes with it, or neither. `not_found` where one was named that is not there. */
async function endSessions(
  { pool }: Desk,
  { where, values, named }: Which,
  also: (sql: Sql) => Promise<void>,
): Promise<Outcome<Record<never, never>>> {
  return await together(pool, async (sql) => {
    const ended = await change(sql, `delete from session where ${where}`, values);
    if (ended === 0 && named) return refuse("not_found", "There is no such session of yours.");
    await also(sql);
    return accept({});
  });
}

const LIST = `select id, created_at, updated_at, ip_address, user_agent from session
  where user_id = $1 and expires_at > $2 and coalesce(confirmed_at, created_at) > $3 order by updated_at desc limit 200`;
type SessionRow = {
  readonly id: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly ip_address: string | null;
  readonly user_agent: string | null;
};

function seatOf(row: SessionRow, current: string): Awaited<ReturnType<SessionDesk["list"]>>["sessions"][number] {
  return {
    id: row.id,
    signedInAt: row.created_at.getTime(),
    seenAt: row.updated_at.getTime(),
    address: row.ip_address === "" ? null : row.ip_address,
    agent: row.user_agent === "" ? null : row.user_agent,
    current: row.id === current,
  };
}

/** Says the same of an unknown address and of a wrong password, and takes as long for both. */
export async function signIn(
  desk: Desk,
  body: { readonly email: string; readonly password: string },
  headers: Headers,
): ReturnType<SessionDesk["signIn"]> {
  const { pool, sessions, attempts, security } = desk;
  const { peer } = callerOf(headers);
  const triedHere = `sign-in ${body.email} ${peer}`;
  const [caller, account] = [`sign-in from ${peer}`, `sign-in ${body.email}`];
  const counted = await attempts.count({ [triedHere]: TRIES.together, [caller]: TRIES.caller });
  const refused = async <T>(outcome: T): Promise<T> => {
    await security.failure(peer, { type: "sign_in_refused", about: body.email, peer, detail: "Too many tries." });
    return outcome;
  };
  if (!counted.ok) return await refused(counted);
  const byAnybody = await attempts.count({ [account]: TRIES.account });
  // many callers who guess lock out those whom nobody knows, not whoever has signed in from here before
  if (!byAnybody.ok && !(await hasBeenHere(pool, body.email, peer))) return await refused(byAnybody);
  const before = await wayIn(pool, body.email);
  const answer = await sessions.signIn(body, headers);
  const failed = (detail: string): Promise<void> =>
    security.failure(peer, { type: "sign_in_failed", about: body.email, peer, detail });
  if (answer.status === 403) {
    await failed("The account is disabled.");
    return refuse("forbidden", "This account is disabled. An administrator can enable it again.");
  }
  if (answer.status >= 500) return refuse("unavailable", "Accounts cannot be read right now. Try again in a moment.");
  if (!answer.ok) {
    await failed("");
    return refuse("unauthenticated", "E-mail address or password is wrong.");
  }
  if (!(await hasRole(desk, body.email))) {
    await failed("The account's role cannot be read.");
    return refuse("forbidden", "The role of this account cannot be read. An administrator can set it again.");
  }
  const by = await sessions.userIn(answer);
  const cookies = cookiesOf(answer.headers, headers);
  if (!(await staysOpen(desk, answer, { email: body.email, before })))
    return refuse("unauthenticated", CHANGED_MEANWHILE);
  // still a try: whoever has the password could begin as often as they like
  if (by === null) return accept({ cookies, codeNeeded: true, by: await waysOf(desk, body.email) });
  await forgiveSignIn(attempts, body.email, peer);
  await security.alone({ type: "sign_in", by, about: body.email, peer });
  return accept({ cookies, codeNeeded: false, by: [] });
}

/** Without one that is known, whoever signs in would be nobody. */
async function hasRole({ pool, found }: Desk, email: string): Promise<boolean> {
  const [row] = await rowsOf<Parameters<typeof rightsIn>[0]>(
    pool,
    'select id, role, discipline from "user" where email = lower($1)',
    [email],
  );
  return row !== undefined && rightsIn(row, found).role !== null;
}

async function hasBeenHere(pool: Desk["pool"], email: string, peer: string): Promise<boolean> {
  const rows = await rowsOf<{ address: string }>(
    pool,
    `select distinct s.ip_address as address from session s join "user" u on u.id = s.user_id
     where u.email = lower($1) and s.ip_address is not null limit 200`,
    [email],
  );
  return rows.some(({ address }) => countedAs(address) === peer);
}

type Proving = {
  readonly account: { readonly id: string; readonly name: string; readonly email: string };
  readonly password: string;
  readonly headers: Headers;
};

/** One's own password, once more; a wrong one is in the security log. */
export async function provePassword(
  desk: Desk,
  { account, password, headers }: Proving,
): ReturnType<typeof checkPassword> {
  const { peer } = callerOf(headers);
  const right = await checkPassword(desk, account, { password, peer });
  if (!right.ok)
    await desk.security.failure(account.id, { type: "step_up_failed", by: account, about: account.email, peer });
  return right;
}

type Tried = { readonly password: string; readonly peer: string; readonly field?: string };

/** Counted as a sign-in is: whoever guesses in a stolen session locks out themselves, not the person. */
async function checkPassword(
  { pool, sessions, attempts }: Desk,
  { id: user, email }: Proving["account"],
  { password, peer, field = "password" }: Tried,
): ReturnType<Desk["attempts"]["count"]> {
  const [triedHere, account] = [`password ${user} ${peer}`, `password ${user}`];
  const counted = await attempts.count({ [triedHere]: TRIES.together });
  if (!counted.ok) return counted;
  const byAnybody = await attempts.count({ [account]: TRIES.account });
  if (!byAnybody.ok && !(await hasBeenHere(pool, email, peer))) return byAnybody;
  const [row] = await rowsOf<{ password: string | null }>(
    pool,
    "select password from account where user_id = $1 and provider_id = 'credential'",
    [user],
  );
  if (!row?.password || !(await sessions.verify(row.password, password)))
    return refuse("invalid", "The password is wrong.", [{ path: field, message: "is wrong" }]);
  await attempts.forget(triedHere);
  await attempts.forgive([account]);
  return accept(null);
}
