import type { Identity } from "#core/identity";
import type { EpochMs } from "#core/time";
import { overBudget } from "#edges/over-budget";
import { tokenBuckets } from "#edges/token-bucket";
import { sessionCookie, type FoundSession, type Sessions } from "./better-auth-sessions.ts";
import { bearerOf } from "./bearer.ts";
import { callerOf, cookieIn } from "./caller.ts";
import type { CookieRules } from "./cookie-rules.ts";
import { tokenInCookies } from "./display-cookie.ts";
import type { Found, Remembered } from "./remembered.ts";
import { hashOf } from "./secrets.ts";
import type { SessionLimits } from "./session-limits.ts";
import { change, rowsOf, type Sql } from "./sql.ts";

const NOBODY: Found = { identity: { kind: "nobody" }, until: null };
/** The display that the terminal's own link lets in. */
const TERMINAL = { kind: "display", id: "terminal", name: "Paired by link" } as const;
const SEEN_EVERY_MS = 60_000;
/** Of one peer: a room full of displays that were locked out asks again every few seconds. */
const UNKNOWN_TOKENS = { burst: 300, perSecond: 10 };
const MOST_PEERS = 10_000;
const TRY_AGAIN_S = 5;
const TOO_MANY = "Too many unknown tokens came from one address.";

export type IdentifyOptions = {
  readonly sql: Sql;
  readonly sessions: Pick<Sessions, "find">;
  /** Checks the token of the terminal's link. */
  readonly terminal: (token: string | null) => boolean;
  readonly remembered: Remembered;
  readonly limits: SessionLimits;
  readonly cookies: CookieRules;
  /** Ends a session that is too old, whoever asks with it. */
  readonly expired: (session: string, user: FoundSession["user"]) => Promise<void>;
  readonly now: () => EpochMs;
};

/**
 * Finds out who asks: a signed-in person before the display that the same browser may be. Asks the database each time, so
 * that what was revoked is revoked at once; while the database is away, the last answer for the same token holds, so that
 * walls go on, unless it has ended since.
 */
export function identifier(options: IdentifyOptions): (headers: Headers) => Promise<Identity> {
  const { remembered } = options;
  const unknown = tokenBuckets(UNKNOWN_TOKENS, MOST_PEERS);
  return async (headers) => {
    const cookies = headers.get("cookie");
    const session = cookieIn(cookies, sessionCookie(options.cookies));
    if (session !== null) {
      const person = await remembered.answer(session, () => findPerson(options, headers));
      if (person.kind === "person") return person;
    }
    const token = bearerOf(headers.get("authorization")) ?? tokenInCookies(cookies, options.cookies);
    if (token === null) return NOBODY.identity;
    if (options.terminal(token)) return TERMINAL;
    const identity = await remembered.answer(token, () => findDisplay(options, token));
    // outside of what is remembered: a revoked display must not be let in because others guess
    if (identity.kind === "nobody" && !unknown.take(callerOf(headers).peer)) throw overBudget(TRY_AGAIN_S, TOO_MANY);
    return identity;
  };
}

async function findPerson({ sessions, limits, expired, now }: IdentifyOptions, headers: Headers): Promise<Found> {
  const found = await sessions.find(headers);
  if (found === null || found.user.disabledAt) return NOBODY;
  const { session, user } = found;
  const confirmedAt = session.confirmedAt?.getTime() ?? 0;
  const until = Math.min(session.expiresAt.getTime(), (confirmedAt || session.createdAt.getTime()) + limits.absoluteMs);
  if (until <= now()) {
    await expired(session.id, user);
    return NOBODY;
  }
  const { id, name, email, role, discipline } = user;
  const { peer } = callerOf(headers);
  const account = { id, name, email, role, discipline: discipline ?? null };
  const secondFactor = user.twoFactorEnabled !== true ? "none" : session.secondFactorAt ? "used" : "unused";
  return { identity: { kind: "person", account, sessionId: session.id, confirmedAt, secondFactor, peer }, until };
}

async function findDisplay({ sql, now }: IdentifyOptions, token: string): Promise<Found> {
  const [row] = await rowsOf<{ id: string; name: string; seen_at: Date | null }>(
    sql,
    "select id, name, seen_at from display where token_hash = $1 and revoked_at is null",
    [hashOf(token)],
  );
  if (!row) return NOBODY;
  const at = now();
  if (row.seen_at === null || at - row.seen_at.getTime() > SEEN_EVERY_MS)
    await change(sql, "update display set seen_at = $2 where id = $1", [row.id, new Date(at)]);
  return { identity: { kind: "display", id: row.id, name: row.name }, until: null };
}

/**
 * Which of these displays and sessions are neither revoked, ended nor a disabled person's: one query, whatever their number.
 * What is remembered is looked at as well: another node may have ended it.
 */
export async function stillValid(
  { sql, now, remembered, limits }: Pick<IdentifyOptions, "sql" | "now" | "remembered" | "limits">,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const known = remembered.ids();
  const rows = await rowsOf<{ id: string }>(
    sql,
    `select id::text from display where id::text = any($1::text[]) and revoked_at is null
     union all select s.id from session s join "user" u on u.id = s.user_id
     where s.id = any($1::text[]) and s.expires_at > $2 and coalesce(s.confirmed_at, s.created_at) > $3
     and u.disabled_at is null`,
    [[...new Set([...ids, ...known])], new Date(now()), new Date(now() - limits.absoluteMs)],
  );
  const valid = new Set([TERMINAL.id, ...rows.map(({ id }) => id)]);
  remembered.keepOnly(known, valid);
  return valid;
}
