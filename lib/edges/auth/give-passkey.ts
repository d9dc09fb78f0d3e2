import { accept, refuse, type Outcome } from "#core/outcome";
import type { SessionDesk } from "#wire/account-desk";
import type { PasskeyBody, PasskeyOptions } from "#wire/passkey";
import { callerOf, cookiesOf } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { forgiveSecondStep, nobodyWaits, secondStepFailed } from "./give-code.ts";
import { countGuess, forgiveSignIn } from "./guesses.ts";
import { newChallenge, PASSKEY_TIMEOUT_MS, takeChallenge, type ChallengeOf } from "./passkey-challenge.ts";
import { readSigned } from "./passkey-proof.ts";
import { passkeySite } from "./passkey-site.ts";
import { knownTo, passkeysOf, quoted, type PasskeyRow } from "./passkeys.ts";
import { change } from "./sql.ts";
import { OVER, waitingIn, withoutSession, type Waiting } from "./waiting.ts";
import { CHANGED_MEANWHILE, staysOpen, wayIn } from "./way-in.ts";

/** Challenges a minute and account; each answer is counted as a code is. */
const ASKS = 30;
const TOO_LATE = "Time is up, or this was answered already. Try again.";
const WRONG = "This passkey was not accepted. Try again, or use another.";
const NOT_VERIFIED = "This passkey did not ask for a finger, a face or its PIN. Give your password instead.";
const WENT_BACK =
  "This passkey has signed fewer times than before, so that it may have been copied. Remove it under Settings, and use another.";

type Whose = Pick<Waiting, "id" | "name" | "email">;

/** Asks for one of the passkeys of whoever has just given the right password in this browser. */
export async function askPasskey(desk: Desk, headers: Headers): ReturnType<SessionDesk["askPasskey"]> {
  const whose = await waitingIn(desk, headers);
  if (!whose) return await nobodyWaits(desk, headers);
  return await askOneOf(desk, { whose, challengeOf: { purpose: "sign-in", of: whose.challenge }, headers });
}

/** The second step of signing in, by a passkey. */
export async function givePasskey(
  desk: Desk,
  body: PasskeyBody,
  headers: Headers,
): ReturnType<SessionDesk["givePasskey"]> {
  const { sessions, attempts, security } = desk;
  const whose = await waitingIn(desk, headers);
  if (!whose) return await nobodyWaits(desk, headers);
  const before = await wayIn(desk.pool, whose.email);
  const challengeOf = { purpose: "sign-in", of: whose.challenge } as const;
  const right = await checkPasskey(desk, { whose, challengeOf, body, headers });
  if (!right.ok) return right;
  const answer = await sessions.finishSignIn(withoutSession(desk, headers));
  if (answer.status >= 500) return refuse("unavailable", "Accounts cannot be read right now. Try again in a moment.");
  if (answer.status === 403)
    return refuse("forbidden", "This account is disabled. An administrator can enable it again.");
  if (!answer.ok) return refuse("unauthenticated", OVER);
  if (!(await staysOpen(desk, answer, { email: whose.email, before })))
    return refuse("unauthenticated", CHANGED_MEANWHILE);
  const { peer } = callerOf(headers);
  await forgiveSignIn(attempts, whose.email, peer);
  const by = { id: whose.id, name: whose.name };
  const said = { by, about: whose.email, peer } as const;
  await security.alone({ type: "passkey_used", ...said, detail: quoted(right.value.name) });
  await security.alone({ type: "sign_in", ...said, detail: "With a passkey." });
  return accept({ cookies: cookiesOf(answer.headers, headers) });
}

/** Step-up by a passkey that makes sure of its person, by a finger, a face or its own PIN: as good as the password. */
export async function askToConfirm(
  desk: Desk,
  { account, sessionId }: PersonIdentity,
  headers: Headers,
): Promise<Outcome<PasskeyOptions>> {
  const challengeOf = { purpose: "confirm", of: sessionId } as const;
  return await askOneOf(desk, { whose: account, challengeOf, headers });
}

export async function confirmByPasskey(
  desk: Desk,
  { account, sessionId }: PersonIdentity,
  { body, headers }: Pick<Checking, "body" | "headers">,
): Promise<Outcome<null>> {
  const challengeOf = { purpose: "confirm", of: sessionId } as const;
  const right = await checkPasskey(desk, { whose: account, challengeOf, body, headers });
  if (!right.ok) return right;
  const { peer } = callerOf(headers);
  await desk.security.alone({
    ...{ type: "passkey_used", by: account, about: account.email, peer, detail: quoted(right.value.name) },
  });
  return accept(null);
}

type PersonIdentity = Parameters<SessionDesk["confirm"]>[0];
type Asking = { readonly whose: Whose; readonly challengeOf: ChallengeOf; readonly headers: Headers };

/** A new challenge for somebody's passkeys that belong to this address. */
async function askOneOf(desk: Desk, { whose, challengeOf, headers }: Asking): Promise<Outcome<PasskeyOptions>> {
  const site = passkeySite(desk.publicUrl, headers);
  if (!site.ok) return site;
  const { rpId } = site.value;
  const rows = await passkeysOf(desk.pool, whose.id);
  const [first] = rows;
  if (!first)
    return refuse(
      "conflict",
      `No passkey is set up. ${challengeOf.purpose === "confirm" ? "Give your password" : "Use a code"}.`,
    );
  if (!rows.some((row) => row.rp_id === rpId))
    return refuse("conflict", `Your passkeys were made at ${first.rp_id}, and this is ${rpId}. Open Holdpoint there.`);
  const counted = await desk.attempts.count({ [`passkey ${whose.id} ${callerOf(headers).peer}`]: ASKS });
  if (!counted.ok) return counted;
  const challenge = await newChallenge(desk, challengeOf);
  return accept({
    challenge,
    rpId,
    allowCredentials: knownTo(rows, rpId),
    userVerification: challengeOf.purpose === "confirm" ? "required" : "preferred",
    timeout: PASSKEY_TIMEOUT_MS,
  });
}

type Checking = Asking & { readonly body: PasskeyBody };

/** Whether the answer is one of a passkey of theirs, to the challenge that was given out for this, here and now. */
async function checkPasskey(desk: Desk, { whose, challengeOf, body, headers }: Checking): Promise<Outcome<PasskeyRow>> {
  const site = passkeySite(desk.publicUrl, headers);
  if (!site.ok) return site;
  const { peer } = callerOf(headers);
  // nobody guesses a signature: tries from elsewhere keep nobody out
  const counted = await desk.attempts.count({ [`passkey tried ${whose.id} ${peer}`]: ASKS });
  if (!counted.ok) return counted;
  const failed = async (detail: string, message: string, apart = ""): Promise<Outcome<never>> => {
    await secondStepFailed(desk, { whose, peer, detail, apart });
    const byPeer = await countGuess(desk.attempts, "code", headers);
    return byPeer.ok ? refuse("invalid", message) : byPeer;
  };
  const challenge = await takeChallenge(desk, challengeOf);
  if (challenge === null) return await failed("A passkey, too late or again.", TOO_LATE);
  const row = (await passkeysOf(desk.pool, whose.id)).find(({ id }) => id === body.id);
  if (!row) return await failed("A passkey that is not theirs.", WRONG);
  const passkey = { id: row.id, publicKey: row.public_key, counter: Number(row.counter) };
  const signed = await readSigned(body, { site: site.value, challenge, passkey });
  if (!signed) return await failed(`The passkey ${quoted(row.name)}.`, WRONG);
  if (challengeOf.purpose === "confirm" && !signed.isVerified)
    return await failed(`The passkey ${quoted(row.name)} did not make sure of its person.`, NOT_VERIFIED);
  if (!(await counts(desk, row, signed.counter)))
    return await failed(
      `The passkey ${quoted(row.name)} counts backwards: it may have been copied.`,
      WENT_BACK,
      row.id,
    );
  await forgiveSecondStep(desk, whose);
  return accept(row);
}

/** Those that count must count up; others say zero for ever. False where it did not, and nothing is kept then. */
async function counts({ pool, now }: Desk, { id }: PasskeyRow, counter: number): Promise<boolean> {
  const kept = await change(
    pool,
    `update passkey set counter = $2, last_used_at = $3
     where id = $1 and (counter < $2::bigint or (counter = 0 and $2::bigint = 0))`,
    [id, String(counter), new Date(now())],
  );
  return kept === 1;
}
