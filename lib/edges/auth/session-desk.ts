import { CONFIRMED_FOR_MS } from "#core/identity";
import { accept, refuse } from "#core/outcome";
import type { SessionDesk } from "#wire/account-desk";
import { callerOf } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { change, rowsOf } from "./sql.ts";

/** Per minute: wrong tries by one caller on one account, on one account by anybody, and by one caller (a whole war room). */
const TRIES = { together: 8, account: 30, caller: 120 } as const;
const CONFIRM_TRIES = 8;

/** Signing in and out, the password, and one's own sessions. */
export function sessionDesk(desk: Desk): SessionDesk {
  const { pool, sessions, now, changed } = desk;
  return {
    signIn: (body, headers) => signIn(desk, body, headers),
    signOut: async (headers) => {
      // better-auth says yes while the database is away, and the session would live on
      const found = await sessions.find(headers);
      if (found) await change(pool, "delete from session where id = $1", [found.session.id]);
      const left = await sessions.signOut(headers);
      changed();
      return { cookies: cookiesOf(left.headers, headers) };
    },
    prolong: async (headers) => ({ cookies: cookiesOf(await sessions.prolong(headers), headers) }),
    confirm: async ({ account, sessionId }, password) => {
      const right = await checkPassword(desk, account.id, password);
      if (!right.ok) return right;
      const at = now();
      await change(pool, "update session set confirmed_at = $2 where id = $1", [sessionId, new Date(at)]);
      return accept({ confirmedUntil: at + CONFIRMED_FOR_MS });
    },
    changePassword: async ({ account, sessionId }, body) => {
      const right = await checkPassword(desk, account.id, body.current);
      if (!right.ok) return right;
      await change(
        pool,
        "update account set password = $2, updated_at = $3 where user_id = $1 and provider_id = 'credential'",
        [account.id, await sessions.hash(body.next), new Date(now())],
      );
      await change(pool, "delete from session where user_id = $1 and id <> $2", [account.id, sessionId]);
      changed();
      return accept({});
    },
    list: async ({ account, sessionId }) => {
      const rows = await rowsOf<SessionRow>(pool, LIST, [account.id, new Date(now())]);
      return { sessions: rows.map((row) => seatOf(row, sessionId)) };
    },
    end: async ({ account }, id) => {
      const ended = await change(pool, "delete from session where user_id = $1 and id = $2", [account.id, id]);
      changed();
      return ended === 0 ? refuse("not_found", "There is no such session of yours.") : accept({});
    },
    endOthers: async ({ account, sessionId }) => {
      await change(pool, "delete from session where user_id = $1 and id <> $2", [account.id, sessionId]);
      changed();
    },
  };
}

const LIST = `select id, created_at, updated_at, ip_address, user_agent from session
  where user_id = $1 and expires_at > $2 order by updated_at desc limit 200`;
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
  { sessions, attempts }: Desk,
  body: { readonly email: string; readonly password: string },
  headers: Headers,
): ReturnType<SessionDesk["signIn"]> {
  const { peer } = callerOf(headers);
  const together = `sign-in ${body.email} ${peer}`;
  const counted = await attempts.count({
    [together]: TRIES.together,
    [`sign-in ${body.email}`]: TRIES.account,
    [`sign-in from ${peer}`]: TRIES.caller,
  });
  if (!counted.ok) return counted;
  const answer = await sessions.signIn(body, headers);
  if (answer.status === 403)
    return refuse("forbidden", "This account is disabled. An administrator can enable it again.");
  if (answer.status >= 500) return refuse("unavailable", "Accounts cannot be read right now. Try again in a moment.");
  if (!answer.ok) return refuse("unauthenticated", "E-mail address or password is wrong.");
  await attempts.forget(together);
  return accept({ cookies: cookiesOf(answer.headers, headers) });
}

async function checkPassword(
  { pool, sessions, attempts }: Desk,
  user: string,
  password: string,
): ReturnType<Desk["attempts"]["count"]> {
  const key = `password ${user}`;
  const counted = await attempts.count({ [key]: CONFIRM_TRIES });
  if (!counted.ok) return counted;
  const [row] = await rowsOf<{ password: string | null }>(
    pool,
    "select password from account where user_id = $1 and provider_id = 'credential'",
    [user],
  );
  if (!row?.password || !(await sessions.verify(row.password, password)))
    return refuse("invalid", "The password is wrong.", [{ path: "password", message: "is wrong" }]);
  await attempts.forget(key);
  return accept(null);
}

function cookiesOf(answer: Headers, asked: Headers): readonly string[] {
  const { secure } = callerOf(asked);
  return answer.getSetCookie().map((cookie) => (secure ? `${cookie}; Secure` : cookie));
}
