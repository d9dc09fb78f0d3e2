import { doneBy } from "#core/security/security-event";
import { accept, refuse, type Outcome } from "#core/outcome";
import type { SecondFactorDesk } from "#wire/account-desk";
import { cookiesOf } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { backupCodesLeft, checkCode } from "./give-code.ts";
import { provePassword } from "./session-desk.ts";
import { change, rowsOf, together, type Sql } from "./sql.ts";

const IS_ON = "A second factor is set up already. Turn it off first.";

/** One's own codes from an app, and resetting those of somebody who lost it. */
export function secondFactorDesk(desk: Desk): SecondFactorDesk {
  const { pool, ending, security } = desk;
  return {
    state: async ({ account }) => ({
      isOn: (await standing(pool, account.id)) === "on",
      backupCodesLeft: await backupCodesLeft(desk, account.id),
    }),
    begin: (person, body, headers) => begin(desk, { person, typed: body.password, headers }),
    prove: (person, { code }, headers) => prove(desk, { person, typed: code, headers }),
    remove: ({ account, peer }) =>
      ending({ account: account.id }, () =>
        together(pool, async (sql) => {
          if (!(await clear(sql, account.id))) return refuse("conflict", "No second factor is set up.");
          await change(sql, "update session set second_factor_at = null where user_id = $1", [account.id]);
          await security.write(sql, { type: "second_factor_removed", by: account, about: account.email, peer });
          return accept({});
        }),
      ),
    reset: (by, id) =>
      ending({ account: id }, () =>
        together(pool, async (sql) => {
          const done = await resetSecondFactor(sql, { where: "id", is: id });
          if (!done.ok) return done;
          await security.write(sql, {
            type: "second_factor_reset",
            ...doneBy(by),
            about: done.value.email,
          });
          return accept({});
        }),
      ),
  };
}

type Asked = {
  readonly person: Parameters<SecondFactorDesk["begin"]>[0];
  /** The password, or a code. */
  readonly typed: string;
  readonly headers: Headers;
};

async function begin(desk: Desk, { person, typed, headers }: Asked): ReturnType<SecondFactorDesk["begin"]> {
  const { account } = person;
  const right = await provePassword(desk, { account, password: typed, headers });
  if (!right.ok) return right;
  if ((await standing(desk.pool, account.id)) === "on") return refuse("conflict", IS_ON);
  const { uri, backupCodes } = await desk.sessions.newSecondFactor(typed, headers);
  return accept({ uri, key: new URL(uri).searchParams.get("secret") ?? "", backupCodes });
}

async function prove(desk: Desk, { person, typed, headers }: Asked): ReturnType<SecondFactorDesk["prove"]> {
  const { account, peer } = person;
  const is = await standing(desk.pool, account.id);
  if (is === "on") return refuse("conflict", IS_ON);
  if (is === "off") return refuse("conflict", "There is no key to prove. Begin again.");
  const right = await checkCode(desk, { whose: account, code: typed, headers });
  if (!right.ok) return right;
  await desk.ending({ account: account.id }, () =>
    together(desk.pool, async (sql) => {
      await change(sql, "delete from session where user_id = $1 and second_factor_at is null", [account.id]);
      await desk.security.write(sql, { type: "second_factor_added", by: account, about: account.email, peer });
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

async function clear(sql: Sql, user: string): Promise<boolean> {
  const rows = await rowsOf<{ verified: boolean }>(
    sql,
    "delete from second_factor where user_id = $1 returning verified",
    [user],
  );
  await change(sql, 'update "user" set two_factor_enabled = false where id = $1', [user]);
  return rows.some(({ verified }) => verified);
}

type Whom = { readonly where: "id" | "email"; readonly is: string };

/** Of somebody who lost the app: the password alone signs in again, and every session ends. `conflict` where none is set up. */
export async function resetSecondFactor(sql: Sql, { where, is }: Whom): Promise<Outcome<{ readonly email: string }>> {
  const [person] = await rowsOf<{ id: string; name: string; email: string }>(
    sql,
    `select id, name, email from "user" where ${where} = $1 for update`,
    [is],
  );
  if (!person) return refuse("not_found", where === "id" ? "There is no such account." : `There is no account ${is}.`);
  if (!(await clear(sql, person.id))) return refuse("conflict", `${person.name} has no second factor.`);
  await change(sql, "delete from session where user_id = $1", [person.id]);
  return accept({ email: person.email });
}
