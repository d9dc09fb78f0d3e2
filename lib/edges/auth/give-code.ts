import { accept, refuse, refuseFor, type Outcome } from "#core/outcome";
import type { SessionDesk } from "#wire/account-desk";
import { asWritten } from "./backup-codes.ts";
import { callerOf, cookiesOf } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { countGuess, forgiveSignIn } from "./guesses.ts";
import { rowsOf } from "./sql.ts";
import { OVER, waitingIn, withoutSession, type Waiting } from "./waiting.ts";
import { CHANGED_MEANWHILE, staysOpen, wayIn } from "./way-in.ts";

/** Per minute and account, whoever tries; better-auth takes none for a quarter of an hour after ten wrong ones. */
const TRIES = 8;
const DIGITS = 6;
/** A code is right in its own half minute, the one before and the one after; and clocks of two machines differ. */
const RIGHT_FOR_MS = 4 * 30_000;
const UNREADABLE =
  "Your second factor was set up under another HOLDPOINT_SECRET and cannot be read. Ask an administrator to reset it.";
const USED = "This code was used already. Wait for the next one.";
const BACKUP_USED = "This backup code was used already. Take another one.";

type Whose = Pick<Waiting, "id" | "name" | "email">;

/** The second step of signing in: a code of the app, or a backup code, by whoever has just given the right password. */
export async function giveCode(
  desk: Desk,
  { code }: { readonly code: string },
  headers: Headers,
): ReturnType<SessionDesk["giveCode"]> {
  const { sessions, attempts, security, now } = desk;
  const whose = await waitingIn(desk, headers);
  if (!whose) return await nobodyWaits(desk, headers);
  const before = await wayIn(desk.pool, whose.email);
  if (whose.secret === null) return wrongCode("No authenticator app is set up. Use your passkey.");
  const lockedMs = (whose.locked_until?.getTime() ?? 0) - now();
  if (lockedMs > 0) return lockedFor(lockedMs);
  if ((await sessions.decrypt(whose.secret)) === null) return refuse("unavailable", UNREADABLE);
  const right = await checkCode(desk, { whose, code, headers: withoutSession(desk, headers) });
  if (!right.ok) return right;
  if (!(await staysOpen(desk, right.value, { email: whose.email, before })))
    return refuse("unauthenticated", CHANGED_MEANWHILE);
  const { peer } = callerOf(headers);
  await forgiveSignIn(attempts, whose.email, peer);
  const by = await sessions.userIn(right.value);
  const isBackup = isBackupCode(code);
  const said = { by, about: whose.email, peer } as const;
  if (isBackup) await security.alone({ type: "backup_code_used", ...said, detail: await leftOf(desk, whose.id) });
  await security.alone({ type: "sign_in", ...said, detail: `With a ${isBackup ? "backup code" : "second factor"}.` });
  return accept({ cookies: cookiesOf(right.value.headers, headers) });
}

/** Somebody sends second steps without a password before them: guesses, by peer. */
export async function nobodyWaits({ attempts }: Desk, headers: Headers): Promise<Outcome<never>> {
  const counted = await countGuess(attempts, "code", headers);
  return counted.ok ? refuse("unauthenticated", OVER) : counted;
}

type Checking = { readonly whose: Whose; readonly code: string; readonly headers: Headers };

/**
 * A code of six digits, or a backup code, that is right and new: better-auth's answer, with the cookies of a session. A code
 * that was taken is not taken again while it would still be right. Wrong ones are counted by account and by peer.
 */
export async function checkCode(desk: Desk, { whose, code, headers }: Checking): Promise<Outcome<Response>> {
  const { sessions, attempts } = desk;
  const once = `code ${whose.id} ${code}`;
  const { peer } = callerOf(headers);
  const counted = await countSecondStep(desk, whose, peer);
  if (!counted.ok) return counted;
  const isBackup = isBackupCode(code);
  if (!(await attempts.once(once, RIGHT_FOR_MS))) return wrongCode(isBackup ? BACKUP_USED : USED);
  const check = (): Promise<Response> =>
    sessions.checkCode({ code: isBackup ? asWritten(code) : code, isBackup }, headers);
  // better-auth takes one away from the list that it read: of two at once, it refuses one that is right
  const answer = isBackup ? await desk.inTurn(whose.id, check) : await check();
  if (answer.ok) {
    await forgiveSecondStep(desk, whose);
    return accept(answer);
  }
  await attempts.forget(once);
  if (answer.status >= 500) return refuse("unavailable", "Accounts cannot be read right now. Try again in a moment.");
  await secondStepFailed(desk, { whose, peer, detail: "" });
  const byPeer = await countGuess(attempts, "code", headers);
  if (!byPeer.ok) return byPeer;
  // one challenge takes five tries: the password opens the next
  if (answer.status === 400) return refuse("unauthenticated", OVER);
  return wrongCode(`The ${isBackup ? "backup code is wrong, or was used already" : "code is wrong"}.`);
}

/** Tries on one account's second factor, by whatever means. */
function triedBy({ id }: Whose): string {
  return `code ${id}`;
}

async function countSecondStep(desk: Desk, whose: Whose, peer: string): Promise<Outcome<null>> {
  const counted = await desk.attempts.count({ [triedBy(whose)]: TRIES });
  if (!counted.ok) await secondStepFailed(desk, { whose, peer, detail: "Too many tries." });
  return counted;
}

/** It was right: the tries before it were no guesses. */
export async function forgiveSecondStep({ attempts }: Desk, whose: Whose): Promise<void> {
  await attempts.forget(triedBy(whose));
}

type Failed = {
  readonly whose: Whose;
  readonly peer: string;
  readonly detail: string;
  /** What must not be lost among the other failures of this peer. */
  readonly apart?: string;
};

export async function secondStepFailed({ security }: Desk, { whose, peer, detail, apart = "" }: Failed): Promise<void> {
  await security.failure(`${peer} ${apart}`.trim(), {
    type: "second_factor_failed",
    by: whose,
    about: whose.email,
    peer,
    detail,
  });
}

/** By its length: a code of the app has six digits. */
export function isBackupCode(code: string): boolean {
  return code.length > DIGITS;
}

export function wrongCode(message: string): Outcome<never> {
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
