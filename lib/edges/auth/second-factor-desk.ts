import { doneBy, type NewSecurityEvent } from "#core/security/security-event";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { EpochMs } from "#core/time";
import type { SecondFactorDesk } from "#wire/account-desk";
import { newBackupCodes } from "./backup-codes.ts";
import { cookiesOf } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { backupCodesLeft, checkCode, isBackupCode, wrongCode } from "./give-code.ts";
import { passkeySite } from "./passkey-site.ts";
import { passkeysOf } from "./passkeys.ts";
import { begunApps, type BegunApps } from "./begun-apps.ts";
import { endSessionsOf, logEnded, NO_FACTOR } from "./ended-sessions.ts";
import { agreeOnFactors, clearFactors } from "./second-factors.ts";
import { provePassword } from "./session-desk.ts";
import { change, rowsOf, together, type Sql } from "./sql.ts";

const IS_ON = "An authenticator app is set up already. Turn it off first.";
const OF_AN_OLDER_KEY =
  "The code is wrong: a newer QR code was made in another browser, and only codes of that one count. Begin again here for one of your own.";
const IS_OFF = "No authenticator app is set up.";

/** One's own codes from an app, how one's second factor stands, and resetting that of somebody who lost it. */
export function secondFactorDesk(desk: Desk): SecondFactorDesk {
  const { pool, ending, security } = desk;
  const begun = begunApps(desk.now);
  return {
    state: ({ account }, headers) => stateOf(desk, account.id, headers),
    begin: (person, body, headers) => begin(desk, begun, { person, typed: body.password, headers }),
    prove: (person, { code }, headers) => prove(desk, begun, { person, typed: code, headers }),
    remove: ({ account, peer }) =>
      ending({ account: account.id }, () =>
        together(pool, async (sql) => {
          const rows = await rowsOf<{ verified: boolean }>(
            sql,
            "delete from second_factor where user_id = $1 returning verified",
            [account.id],
          );
          if (!rows.some(({ verified }) => verified)) return refuse("conflict", IS_OFF);
          await agreeOnFactors(sql, account.id);
          await security.write(sql, {
            ...{ type: "second_factor_removed", by: account, about: account.email, peer },
            detail: "The authenticator app.",
          });
          return accept({});
        }),
      ),
    newBackupCodes: (person) => replaceBackupCodes(desk, person),
    reset: (by, id) =>
      ending({ account: id }, () =>
        together(pool, async (sql) => {
          const done = await resetSecondFactor(sql, { where: "id", is: id }, desk.now());
          if (!done.ok) return done;
          await logReset(security, sql, { ...done.value, ...doneBy(by) });
          return accept({});
        }),
      ),
  };
}

async function stateOf(desk: Desk, user: string, headers: Headers): ReturnType<SecondFactorDesk["state"]> {
  const site = passkeySite(desk.publicUrl, headers);
  return {
    isOn: (await standing(desk.pool, user)) === "on",
    backupCodesLeft: await backupCodesLeft(desk, user),
    passkeys: (await passkeysOf(desk.pool, user)).map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at.getTime(),
      lastUsedAt: row.last_used_at?.getTime() ?? null,
      host: row.rp_id,
    })),
    passkeyFault: site.ok ? null : site.refusal.message,
  };
}

async function replaceBackupCodes(
  { pool, sessions, security }: Desk,
  { account, peer }: Asked["person"],
): ReturnType<SecondFactorDesk["newBackupCodes"]> {
  const backupCodes = newBackupCodes();
  const kept = await sessions.encrypt(JSON.stringify(backupCodes));
  return await together(pool, async (sql) => {
    const changed = await change(sql, "update second_factor set backup_codes = $2 where user_id = $1 and verified", [
      account.id,
      kept,
    ]);
    if (changed === 0) return refuse("conflict", `${IS_OFF} Backup codes come with one.`);
    await security.write(sql, { type: "backup_codes_made", by: account, about: account.email, peer });
    return accept({ backupCodes });
  });
}

type Asked = {
  readonly person: Parameters<SecondFactorDesk["begin"]>[0];
  /** The password, or a code. */
  readonly typed: string;
  readonly headers: Headers;
};

async function begin(
  desk: Desk,
  begun: BegunApps,
  { person, typed, headers }: Asked,
): ReturnType<SecondFactorDesk["begin"]> {
  const { account, sessionId } = person;
  const right = await provePassword(desk, { account, password: typed, headers });
  if (!right.ok) return right;
  const is = await standing(desk.pool, account.id);
  if (is === "on") return refuse("conflict", IS_ON);
  const shown = is === "begun" ? begun.of(account.id, sessionId) : null;
  if (shown) return accept(shown);
  const { uri, backupCodes } = await desk.sessions.newSecondFactor(typed, headers);
  const made = { uri, key: new URL(uri).searchParams.get("secret") ?? "", backupCodes };
  begun.keep(account.id, sessionId, made);
  return accept(made);
}

async function prove(
  desk: Desk,
  begun: BegunApps,
  { person, typed, headers }: Asked,
): ReturnType<SecondFactorDesk["prove"]> {
  const { account, sessionId, peer } = person;
  const is = await standing(desk.pool, account.id);
  if (is === "on") return refuse("conflict", IS_ON);
  if (is === "off") return refuse("conflict", "There is no key to prove. Begin again.");
  if (isBackupCode(typed)) return wrongCode("Give the six digits that the app shows: a backup code proves no app.");
  const right = await checkCode(desk, { whose: account, code: typed, headers });
  if (!right.ok && right.refusal.code === "invalid" && begun.isElsewhere(account.id, sessionId))
    return wrongCode(OF_AN_OLDER_KEY);
  if (!right.ok) return right;
  begun.forget(account.id);
  await desk.ending({ account: account.id }, () =>
    together(desk.pool, async (sql) => {
      // where a passkey is set up, better-auth leaves the session as it is
      await change(sql, "update session set second_factor_at = coalesce(second_factor_at, $2) where id = $1", [
        sessionId,
        new Date(desk.now()),
      ]);
      const count = await endSessionsOf(sql, { account: account.id, withoutFactor: true }, desk.now());
      await desk.security.write(sql, {
        ...{ type: "second_factor_added", by: account, about: account.email, peer },
        detail: "An authenticator app.",
      });
      await logEnded(desk.security, sql, { by: account, about: account.email, peer, count, why: NO_FACTOR });
      return accept({});
    }),
  );
  return accept({ cookies: cookiesOf(right.value.headers, headers) });
}

/** `begun`: a key was shown, and no code of it was given yet. */
async function standing(sql: Sql, user: string): Promise<"off" | "begun" | "on"> {
  const [row] = await rowsOf<{ verified: boolean }>(sql, "select verified from second_factor where user_id = $1", [
    user,
  ]);
  return row === undefined ? "off" : row.verified ? "on" : "begun";
}

type Whom = { readonly where: "id" | "email"; readonly is: string };

type Reset = { readonly email: string; readonly ended: number };

/**
 * App, backup codes and passkeys of somebody who lost them: the password alone signs in again, and every session ends; how many
 * did. `conflict` where none is set up.
 */
export async function resetSecondFactor(sql: Sql, { where, is }: Whom, now: EpochMs): Promise<Outcome<Reset>> {
  const [person] = await rowsOf<{ id: string; name: string; email: string }>(
    sql,
    `select id, name, email from "user" where ${where} = $1 for update`,
    [is],
  );
  if (!person) return refuse("not_found", where === "id" ? "There is no such account." : `There is no account ${is}.`);
  if (!(await clearFactors(sql, person.id))) return refuse("conflict", `${person.name} has no second factor.`);
  return accept({ email: person.email, ended: await endSessionsOf(sql, { account: person.id }, now) });
}

type By = Pick<NewSecurityEvent, "by" | "peer" | "detail">;

/** What the security log says of a reset. */
export async function logReset(
  security: Pick<Desk["security"], "write">,
  sql: Sql,
  { email, ended, detail = "", ...by }: Reset & By,
): Promise<void> {
  await security.write(sql, { type: "second_factor_reset", ...by, about: email, detail });
  await logEnded(security, sql, { ...by, about: email, count: ended, why: "the second factor was reset" });
}
