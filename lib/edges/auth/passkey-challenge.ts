import type { Desk } from "./desk.ts";
import { newToken } from "./secrets.ts";
import { change, rowsOf } from "./sql.ts";

/** As long as a browser waits for a finger, or for a telephone to be found. */
export const PASSKEY_TIMEOUT_MS = 5 * 60_000;
const PREFIX = "passkey-";

/** What is signed, and by whom: a new passkey or a confirmation of a session, or a sign-in that waits. */
export type ChallengeOf = { readonly purpose: "make" | "confirm" | "sign-in"; readonly of: string };

/** A new challenge; an older one of the same is over. */
export async function newChallenge({ pool, now }: Desk, whose: ChallengeOf): Promise<string> {
  const challenge = newToken();
  const at = now();
  await change(
    pool,
    `with older as (delete from verification where starts_with(identifier, $5) and expires_at < $4)
     insert into verification (id, identifier, value, expires_at, created_at, updated_at) values ($1, $1, $2, $3, $4, $4)
     on conflict (id) do update set value = excluded.value, expires_at = excluded.expires_at, updated_at = excluded.updated_at`,
    [nameOf(whose), challenge, new Date(at + PASSKEY_TIMEOUT_MS), new Date(at), PREFIX],
  );
  return challenge;
}

/** The challenge that was given out, once; null where there is none, or it is too old. */
export async function takeChallenge({ pool, now }: Desk, whose: ChallengeOf): Promise<string | null> {
  const [row] = await rowsOf<{ value: string; expires_at: Date }>(
    pool,
    "delete from verification where id = $1 returning value, expires_at",
    [nameOf(whose)],
  );
  return row && row.expires_at.getTime() > now() ? row.value : null;
}

function nameOf({ purpose, of }: ChallengeOf): string {
  return `${PREFIX}${purpose}-${of}`;
}
