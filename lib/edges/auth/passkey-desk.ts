import { accept, refuse } from "#core/outcome";
import type { PasskeyDesk } from "#wire/account-desk";
import type { NewPasskeyBody } from "#wire/passkey";
import { cookiesOf } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { endSessionsOf, logEnded, NO_FACTOR } from "./ended-sessions.ts";
import { newChallenge, PASSKEY_TIMEOUT_MS, takeChallenge } from "./passkey-challenge.ts";
import { ALGORITHMS, readMade, type MadePasskey } from "./passkey-proof.ts";
import { passkeySite } from "./passkey-site.ts";
import { knownTo, passkeysOf, quoted } from "./passkeys.ts";
import { agreeOnFactors } from "./second-factors.ts";
import { change, rowsOf, together } from "./sql.ts";

const MOST = 20;
/** A minute and account. */
const ASKS = 30;
const SET_UP = "This passkey is set up already.";
const TOO_MANY = `You have ${MOST} passkeys: remove one first.`;

/** One's own passkeys: made, and removed again. */
export function passkeyDesk(desk: Desk): PasskeyDesk {
  const { pool, ending, security } = desk;
  return {
    begin: (person, headers) => begin(desk, person, headers),
    add: (person, body, headers) => add(desk, { person, body, headers }),
    remove: ({ account, peer }, id) =>
      ending({ account: account.id }, () =>
        together(pool, async (sql) => {
          const [gone] = await rowsOf<{ name: string }>(
            sql,
            "delete from passkey where user_id = $1 and id = $2 returning name",
            [account.id, id],
          );
          if (!gone) return refuse("not_found", "There is no such passkey of yours.");
          await agreeOnFactors(sql, account.id);
          const said = { by: account, about: account.email, peer, detail: quoted(gone.name) };
          await security.write(sql, { type: "passkey_removed", ...said });
          return accept({});
        }),
      ),
  };
}

type Person = Parameters<PasskeyDesk["begin"]>[0];

async function begin(desk: Desk, { account, sessionId }: Person, headers: Headers): ReturnType<PasskeyDesk["begin"]> {
  const site = passkeySite(desk.publicUrl, headers);
  if (!site.ok) return site;
  const { rpId } = site.value;
  const rows = await passkeysOf(desk.pool, account.id);
  if (rows.length >= MOST) return refuse("conflict", TOO_MANY);
  const counted = await desk.attempts.count({ [`passkey ${account.id}`]: ASKS });
  if (!counted.ok) return counted;
  return accept({
    challenge: await newChallenge(desk, { purpose: "make", of: sessionId }),
    rp: { id: rpId, name: "Holdpoint" },
    user: { id: Buffer.from(account.id).toString("base64url"), name: account.email, displayName: account.name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: knownTo(rows, rpId),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
    attestation: "none",
    timeout: PASSKEY_TIMEOUT_MS,
  });
}

type Adding = { readonly person: Person; readonly body: NewPasskeyBody; readonly headers: Headers };

async function add(desk: Desk, { person, body, headers }: Adding): ReturnType<PasskeyDesk["add"]> {
  const site = passkeySite(desk.publicUrl, headers);
  if (!site.ok) return site;
  const challenge = await takeChallenge(desk, { purpose: "make", of: person.sessionId });
  if (challenge === null) return refuse("conflict", "Time is up, or this was answered already. Begin again.");
  const made = await readMade(body, { site: site.value, challenge });
  if (made === null)
    return refuse("invalid", "What the browser made is no passkey that Holdpoint asked for. Begin again.");
  return await desk.ending({ account: person.account.id }, async () => {
    const kept = await keep(desk, { person, body, made, rpId: site.value.rpId });
    if (!kept.ok) return kept;
    if (person.secondFactor === "used") return accept({ cookies: [] });
    return accept({ cookies: cookiesOf((await desk.sessions.renew(headers)).headers, headers) });
  });
}

type Keeping = Pick<Adding, "person" | "body"> & { readonly made: MadePasskey; readonly rpId: string };

async function keep(desk: Desk, { person, body, made, rpId }: Keeping): ReturnType<PasskeyDesk["remove"]> {
  const { account, sessionId, peer } = person;
  const at = new Date(desk.now());
  return await together(desk.pool, async (sql) => {
    // two that are made at once are counted one after the other
    await rowsOf(sql, 'select id from "user" where id = $1 for update', [account.id]);
    const known = await passkeysOf(sql, account.id);
    if (known.length >= MOST) return refuse("conflict", TOO_MANY);
    if (known.some(({ id }) => id === made.id)) return refuse("conflict", SET_UP);
    if (known.some(({ name }) => name === body.name))
      return refuse("conflict", `You have a passkey called "${body.name}": give this one another name.`, [
        { path: "name", message: "is taken" },
      ]);
    const kept = await change(
      sql,
      `insert into passkey (id, user_id, name, public_key, counter, transports, rp_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
      [
        ...[made.id, account.id, body.name, Buffer.from(made.publicKey)],
        ...[String(made.counter), body.transports, rpId, at],
      ],
    );
    if (kept === 0) return refuse("conflict", SET_UP);
    await change(sql, "update session set second_factor_at = coalesce(second_factor_at, $2) where id = $1", [
      sessionId,
      at,
    ]);
    const count = await endSessionsOf(sql, { account: account.id, withoutFactor: true }, desk.now());
    await agreeOnFactors(sql, account.id);
    await desk.security.write(sql, {
      ...{ type: "passkey_added", by: account, about: account.email, peer, detail: quoted(body.name) },
    });
    await logEnded(desk.security, sql, { by: account, about: account.email, peer, count, why: NO_FACTOR });
    return accept({});
  });
}
