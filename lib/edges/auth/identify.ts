import type { Identity } from "#core/identity";
import type { EpochMs } from "#core/time";
import { SESSION_COOKIE, type FoundSession, type Sessions } from "./better-auth-sessions.ts";
import { cookieIn } from "./caller.ts";
import { tokenInCookies } from "./display-cookie.ts";
import { hashOf } from "./secrets.ts";
import { change, rowsOf, type Sql } from "./sql.ts";

const NOBODY: Identity = { kind: "nobody" };
/** The display that the terminal's own link lets in. */
const TERMINAL = { kind: "display", id: "terminal", name: "Paired by link" } as const;
const MOST_REMEMBERED = 2_000;
const SEEN_EVERY_MS = 60_000;

export type IdentifyOptions = {
  readonly sql: Sql;
  readonly sessions: Pick<Sessions, "find">;
  /** Checks the token of the terminal's link. */
  readonly terminal: (token: string | null) => boolean;
  readonly now: () => EpochMs;
};

/**
 * Finds out who asks: a signed-in person before the display that the same browser may be. Asks the database each time, so
 * that what was revoked is revoked at once; while the database is away, the last answer for the same token holds, so that
 * walls go on.
 */
export function identifier(options: IdentifyOptions): (headers: Headers) => Promise<Identity> {
  const remembered = rememberAnswers();
  return async (headers) => {
    const cookies = headers.get("cookie");
    const session = cookieIn(cookies, SESSION_COOKIE);
    if (session !== null) {
      const person = await remembered(session, () => findPerson(options, headers));
      if (person.kind === "person") return person;
    }
    const token = bearer(headers.get("authorization")) ?? tokenInCookies(cookies);
    if (token === null) return NOBODY;
    if (options.terminal(token)) return TERMINAL;
    return await remembered(token, () => findDisplay(options, token));
  };
}

function rememberAnswers(): (token: string, find: () => Promise<Identity>) => Promise<Identity> {
  const answers = new Map<string, Identity>();
  return async (token, find) => {
    const key = hashOf(token);
    try {
      const found = await find();
      answers.delete(key);
      if (found.kind !== "nobody") answers.set(key, found);
      const oldest = answers.keys().next();
      if (answers.size > MOST_REMEMBERED && !oldest.done) answers.delete(oldest.value);
      return found;
    } catch (error) {
      const known = answers.get(key);
      if (known) return known;
      throw error;
    }
  };
}

async function findPerson({ sessions }: IdentifyOptions, headers: Headers): Promise<Identity> {
  const found = await sessions.find(headers);
  return found === null ? NOBODY : personOf(found);
}

function personOf({ session, user }: FoundSession): Identity {
  if (user.disabledAt) return NOBODY;
  const { id, name, email, role, discipline } = user;
  return {
    kind: "person",
    account: { id, name, email, role, discipline: discipline ?? null },
    sessionId: session.id,
    confirmedAt: session.confirmedAt?.getTime() ?? 0,
  };
}

async function findDisplay({ sql, now }: IdentifyOptions, token: string): Promise<Identity> {
  const [row] = await rowsOf<{ id: string; name: string; seen_at: Date | null }>(
    sql,
    "select id, name, seen_at from display where token_hash = $1 and revoked_at is null",
    [hashOf(token)],
  );
  if (!row) return NOBODY;
  const at = now();
  if (row.seen_at === null || at - row.seen_at.getTime() > SEEN_EVERY_MS)
    await change(sql, "update display set seen_at = $2 where id = $1", [row.id, new Date(at)]);
  return { kind: "display", id: row.id, name: row.name };
}

/** Which of these displays and sessions are neither revoked, ended nor a disabled person's: one query, whatever their number. */
export async function stillValid(
  { sql, now }: Pick<IdentifyOptions, "sql" | "now">,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ id: string }>(
    sql,
    `select id::text from display where id::text = any($1::text[]) and revoked_at is null
     union all select s.id from session s join "user" u on u.id = s.user_id
     where s.id = any($1::text[]) and s.expires_at > $2 and u.disabled_at is null`,
    [[...ids], new Date(now())],
  );
  return new Set([TERMINAL.id, ...rows.map(({ id }) => id)]);
}

function bearer(authorization: string | null): string | null {
  return authorization?.match(/^Bearer (\S{1,200})$/)?.[1] ?? null;
}
