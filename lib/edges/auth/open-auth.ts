import { hashPassword } from "better-auth/crypto";
import type { Account } from "#core/room/actor";
import type { EpochMs } from "#core/time";
import { fewAtOnce } from "#edges/few-at-once";
import type { PublicUrl } from "#edges/public-url";
import type { AccountDesk, SecurityDesk } from "#wire/account-desk";
import { attemptsIn } from "./attempts.ts";
import { openSessions } from "./better-auth-sessions.ts";
import { calendarDesk } from "./calendar-desk.ts";
import { callerOf } from "./caller.ts";
import { PLAIN_COOKIES, type CookieRules } from "./cookie-rules.ts";
import type { Desk } from "./desk.ts";
import { directoryOf, type Directory, type Found } from "./directory.ts";
import { displayDesk } from "./display-desk.ts";
import { identifier, stillValid, type IdentifyOptions } from "./identify.ts";
import { countGuess } from "./guesses.ts";
import { invitationDesk, newSetupPath } from "./invitation-desk.ts";
import { makeAccount } from "./make-account.ts";
import { hashingNew } from "./new-password.ts";
import { passkeyDesk } from "./passkey-desk.ts";
import { peopleDesk } from "./people-desk.ts";
import { rememberAnswers } from "./remembered.ts";
import { resetDesk } from "./reset-desk.ts";
import { secondFactorDesk } from "./second-factor-desk.ts";
import { shareDesk } from "./share-desk.ts";
import { exportSecurityEvents, readSecurityEvents, securityLog, type SignEnd } from "./security-log.ts";
import { SESSION_LIMITS, type SessionLimits } from "./session-limits.ts";
import { sessionDesk } from "./session-desk.ts";
import { change, together, type Pool } from "./sql.ts";

export type AuthOptions = {
  /** A `pg.Pool`. */
  readonly pool: Pool;
  /** Signs the sessions' cookies; the same on every node. */
  readonly secret: string;
  readonly baseUrl: string;
  /** Checks the token of the pairing link that the terminal printed. */
  readonly terminal: (token: string | null) => boolean;
  readonly now: () => EpochMs;
  /** When sessions end; absent: as `SESSION_LIMITS` says. */
  readonly limits?: SessionLimits;
  /** Only sessions that were opened with a second factor may vote; absent: all may. */
  readonly votesNeedSecondFactor?: boolean;
  /** Absent: as without a public address. */
  readonly cookies?: CookieRules;
  /** Where passkeys belong; absent: to whatever name is asked. */
  readonly publicUrl?: PublicUrl | null;
  /** Signs the security log. */
  readonly signEnd: SignEnd;
  /** Told of rows that cannot be read; absent: nobody is. */
  readonly found?: Found;
  /** Called after a sign-out, a revocation, a disabled account: connections must be looked at again. */
  readonly onChange: () => void;
};

export type SeedAccount = Omit<Account, "id"> & { readonly email: string; readonly password: string };

export type Auth = AccountDesk & {
  /** Who has an account, for the plan's roles. */
  readonly directory: Pick<Directory, "list">;
  /** Which of these displays and sessions, by id, may still look. Rejects while the database is away. */
  stillValid(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** A fresh one-time link for the first administrator; null once there is an account. */
  setupLink(): Promise<string | null>;
  /** Makes an account of the demo where there is none with that address; an account that is there stays as it is. Answers its id. */
  seedAccount(account: SeedAccount): Promise<string>;
};

/** better-auth's routes that are open: none of them signs up, lists or changes. Sign-on through a provider comes back here. */
const OPEN_ROUTES = /^\/api\/auth\/(ok|callback\/[^/]+|oauth2\/callback\/[^/]+)$/;

const ONE_EACH = {
  ...{ most: Infinity, mostEach: 1, mostWaiting: 100, waitMs: 8_000 },
  tooMany: "Too many requests of this account wait for each other.",
};

/** Accounts, sessions, invitations and displays on the database of `pool`. */
export function openAuth(options: AuthOptions): Auth {
  const { pool, now, limits = SESSION_LIMITS, cookies = PLAIN_COOKIES, found = () => undefined } = options;
  const { publicUrl = null } = options;
  const sessions = openSessions({ ...options, limits, cookies });
  const remembered = rememberAnswers(now);
  const directory = directoryOf(pool, now, found);
  const changed = (): void => {
    directory.forget();
    options.onChange();
  };
  const security = securityLog(pool, now, options.signEnd);
  const ending: Desk["ending"] = async (ended, work) => {
    try {
      return await work();
    } finally {
      remembered.forget(ended);
      changed();
    }
  };
  const attempts = attemptsIn(pool, now);
  const hashOfNew = hashingNew(attempts);
  const desk: Desk = {
    pool,
    sessions,
    hashOfNew,
    attempts,
    now,
    changed,
    ending,
    inTurn: fewAtOnce(ONE_EACH),
    limits,
    cookies,
    publicUrl,
    security,
    found,
  };
  const asking = {
    sql: pool,
    sessions,
    terminal: options.terminal,
    now,
    remembered,
    limits,
    cookies,
    expired: endsExpired(desk),
  };
  return {
    identify: identifier(asking),
    handler: async (request) =>
      OPEN_ROUTES.test(belowBase(request, options.baseUrl))
        ? await sessions.handler(request)
        : new Response(null, { status: 404 }),
    votesNeedSecondFactor: options.votesNeedSecondFactor ?? false,
    session: sessionDesk(desk),
    secondFactors: secondFactorDesk(desk),
    passkeys: passkeyDesk(desk),
    people: peopleDesk(desk),
    invitations: invitationDesk(desk),
    resets: resetDesk(desk),
    displays: displayDesk(desk),
    calendars: calendarDesk(desk),
    shares: shareDesk(desk),
    security: securityDesk(desk),
    directory,
    stillValid: (ids) => stillValid(asking, ids),
    setupLink: async () => {
      const path = await newSetupPath(desk);
      return path === null ? null : `${options.baseUrl}${path}`;
    },
    seedAccount: (account) => seed(desk, account),
  };
}

function securityDesk(desk: Desk): SecurityDesk {
  const { pool, attempts, security } = desk;
  return {
    list: (asked) => readSecurityEvents(pool, asked),
    lines: (after) => exportSecurityEvents(pool, after),
    pushRefused: async (headers) => {
      const { peer } = callerOf(headers);
      const counted = await countGuess(attempts, "push", headers);
      if (!counted.ok) return counted;
      await security.failure(peer, { type: "push_refused", peer, detail: "No such key is configured." });
      return counted;
    },
  };
}

/** Once per session, whoever asks how often: it is gone then. */
function endsExpired({ pool, security }: Desk): IdentifyOptions["expired"] {
  return async (session, { id, name, email }) => {
    await together(pool, async (sql) => {
      const ended = await change(sql, "delete from session where id = $1", [session]);
      if (ended > 0)
        await security.write(sql, { type: "session_ended", by: { id, name }, about: email, detail: "It was too old." });
      return { ok: true };
    });
  };
}

/** The path that was asked for, without what stands before all of ours. */
function belowBase({ url }: Request, baseUrl: string): string {
  const [{ pathname }, base] = [new URL(url), new URL(baseUrl).pathname.replace(/\/$/, "")];
  return pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
}

async function seed({ pool, now, changed }: Desk, account: SeedAccount): Promise<string> {
  const { password, ...about } = account;
  const email = about.email.toLowerCase();
  const known = async (): Promise<string | undefined> =>
    (await pool.query('select id from "user" where email = $1', [email])).rows[0]?.["id"] as string | undefined;
  const before = await known();
  if (before !== undefined) return before;
  const passwordHash = await hashPassword(password);
  await together(pool, async (sql) => ({ ok: true, id: await makeAccount(sql, { ...about, passwordHash }, now()) }));
  changed();
  return (await known()) ?? "";
}
