import { accept, refuse, refuseFor, type Outcome } from "#core/outcome";
import type { SessionDesk } from "#wire/account-desk";
import { asWritten } from "./backup-codes.ts";
import { codeCookie, sessionCookie } from "./better-auth-sessions.ts";
import { callerOf, cookieIn, cookiesOf } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { countGuess, forgiveSignIn } from "./guesses.ts";
import { rowsOf } from "./sql.ts";

/** Per minute and account, whoever tries; better-auth takes none for a quarter of an hour after ten wrong ones. */
const TRIES = 8;
const DIGITS = 6;
const OVER = "This sign-in is over. Begin again with your password.";
const UNREADABLE =
  "Your second factor was set up under another HOLDPOINT_SECRET and cannot be read. Ask an administrator to reset it.";
const USED = "This code was used already. Wait for the next one.";

type Whose = { readonly id: string; readonly name: string; readonly email: string };
type Waiting = Whose & { readonly secret: string; readonly locked_until: Date | null };

/** The second step of signing in: a code of the app, or a backup code, by whoever has just given the right password. */
export async function giveCode(
  desk: Desk,
  { code }: { readonly code: string },
  headers: Headers,
): ReturnType<SessionDesk["giveCode"]> {
  const { sessions, attempts, security, now } = desk;
  const whose = await waitingIn(desk, headers);
  if (!whose) {
    const counted = await countGuess(attempts, "code", headers);
    return counted.ok ? refuse("unauthenticated", OVER) : counted;
  }
  const lockedMs = (whose.locked_until?.getTime() ?? 0) - now();
  if (lockedMs > 0) return lockedFor(lockedMs);
  if ((await sessions.decrypt(whose.secret)) === null) return refuse("unavailable", UNREADABLE);
  const right = await checkCode(desk, { whose, code, headers: withoutSession(desk, headers) });
  if (!right.ok) return right;
  const { peer } = callerOf(headers);
  await forgiveSignIn(attempts, whose.email, peer);
  const by = await sessions.userIn(right.value);
  const isBackup = code.length > DIGITS;
  const said = { by, about: whose.email, peer } as const;
  if (isBackup) await security.alone({ type: "backup_code_used", ...said, detail: await leftOf(desk, whose.id) });
  await security.alone({ type: "sign_in", ...said, detail: `With a ${isBackup ? "backup code" : "second factor"}.` });
  return accept({ cookies: cookiesOf(right.value.headers, headers) });
}

/** Who has given the right password in this browser within ten minutes, and owes a code. */
async function waitingIn({ pool, cookies, now }: Desk, headers: Headers): Promise<Waiting | undefined> {
  const [challenge = ""] = (cookieIn(headers.get("cookie"), codeCookie(cookies)) ?? "").split(".");
  const rows = await rowsOf<Waiting>(
    pool,
    `select u.id, u.name, u.email, f.secret, f.locked_until from verification v
     join "user" u on u.id = v.value join second_factor f on f.user_id = u.id
     where v.identifier = $1 and starts_with(v.identifier, '2fa-') and v.expires_at > $2
     and u.disabled_at is null and f.verified`,
    [challenge, new Date(now())],
  );
  return rows[0];
}

type Checking = { readonly whose: Whose; readonly code: string; readonly headers: Headers };

/**
 * A code of six digits, or a backup code, that is right and new: better-auth's answer, with the cookies of a session. A code
 * that was taken is not taken again while it would still be right. Wrong ones are counted by account and by peer.
 */
export async function checkCode(desk: Desk, { whose, code, headers }: Checking): Promise<Outcome<Response>> {
  const { sessions, attempts, security } = desk;
  const [tried, once] = [`code ${whose.id}`, `code ${whose.id} ${code}`];
  const { peer } = callerOf(headers);
  const failed = (detail: string): Promise<void> =>
    security.failure(peer, { type: "second_factor_failed", by: whose, about: whose.email, peer, detail });
  const counted = await attempts.count({ [tried]: TRIES });
  if (!counted.ok) {
    await failed("Too many tries.");
    return counted;
  }
  if (!(await attempts.count({ [once]: 1 })).ok) return wrongCode(USED);
  const isBackup = code.length > DIGITS;
  const answer = await sessions.checkCode({ code: isBackup ? asWritten(code) : code, isBackup }, headers);
  if (answer.ok) {
    await attempts.forget(tried);
    return accept(answer);
  }
  await attempts.forgive([once]);
  if (answer.status >= 500) return refuse("unavailable", "Accounts cannot be read right now. Try again in a moment.");
  await failed("");
  const byPeer = await countGuess(attempts, "code", headers);
  if (!byPeer.ok) return byPeer;
  // one challenge takes five tries: the password opens the next
  if (answer.status === 400) return refuse("unauthenticated", OVER);
  return wrongCode(`The ${isBackup ? "backup code is wrong, or was used already" : "code is wrong"}.`);
}

function wrongCode(message: string): Outcome<never> {
  return refuse("invalid", message, [{ path: "code", message }]);
}

function lockedFor(ms: number): Outcome<never> {
  const minutes = Math.ceil(ms / 60_000);
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return refuseFor(
    Math.ceil(ms / 1_000),
    `Too many wrong codes. Wait ${wait}, or ask an administrator to reset your second factor.`,
  );
}

async function leftOf(desk: Desk, user: string): Promise<string> {
  const left = await backupCodesLeft(desk, user);
  return left === null ? "" : `${left} left.`;
}

/** Null where there are none, or they were written with another secret. */
export async function backupCodesLeft({ pool, sessions }: Desk, user: string): Promise<number | null> {
  const [row] = await rowsOf<{ backup_codes: string }>(
    pool,
    "select backup_codes from second_factor where user_id = $1 and verified",
    [user],
  );
  const kept = row && (await sessions.decrypt(row.backup_codes));
  const codes: unknown = kept ? JSON.parse(kept) : null;
  return Array.isArray(codes) ? codes.length : null;
}

/** Of a browser in which somebody else may be signed in: whose code it is says the challenge alone. */
function withoutSession({ cookies }: Desk, headers: Headers): Headers {
  const alone = new Headers(headers);
  const parts = (headers.get("cookie") ?? "").split(/;\s*/);
  alone.set("cookie", parts.filter((part) => !part.startsWith(`${sessionCookie(cookies)}=`)).join("; "));
  return alone;
}
