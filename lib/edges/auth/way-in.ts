import { z } from "zod";
import type { Desk } from "./desk.ts";
import { endSignInsOf } from "./ended-sessions.ts";
import { change, rowsOf, together, type Sql } from "./sql.ts";

/** What an account signs in with. */
export type WayIn = { readonly id: string; readonly password: string | null; readonly factor: boolean };

/** Nothing is known of an account that there is not, or that is disabled. */
export async function wayIn(sql: Sql, email: string, lock = ""): Promise<WayIn | undefined> {
  const [row] = await rowsOf<WayIn>(
    sql,
    `select u.id, a.password, coalesce(u.two_factor_enabled, false) as factor
     from "user" u join account a on a.user_id = u.id and a.provider_id = 'credential'
     where u.email = lower($1) and u.disabled_at is null ${lock}`,
    [email],
  );
  return row;
}

export const CHANGED_MEANWHILE = "How this account signs in was changed a moment ago: sign in again.";

const openedSchema = z.object({ token: z.string().nullish() });

type Asked = {
  readonly email: string;
  /** Read before what was given was looked at. */
  readonly before: WayIn | undefined;
};

/**
 * False where the password or the second factor changed while a sign-in was looked at: what the change ended could not hold this
 * one yet. The session of better-auth's answer is ended then, or the sign-in that waits.
 */
export async function staysOpen({ pool }: Desk, answer: Response, { email, before }: Asked): Promise<boolean> {
  const { token } = openedSchema.parse(await answer.clone().json());
  const { stays } = await together(pool, async (sql) => {
    // whoever changes them holds these rows until it is done
    const now = await wayIn(sql, email, "for share");
    if (now !== undefined && now.password === before?.password && now.factor === before.factor)
      return { ok: true, stays: true };
    if (token) await change(sql, "delete from session where token = $1", [token]);
    const account = now?.id ?? before?.id;
    if (!token && account !== undefined) await endSignInsOf(sql, account);
    return { ok: true, stays: false };
  });
  return stays;
}
