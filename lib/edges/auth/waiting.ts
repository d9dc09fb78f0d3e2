import { codeCookie, sessionCookie } from "./better-auth-sessions.ts";
import { cookieIn } from "./caller.ts";
import type { Desk } from "./desk.ts";
import { rowsOf } from "./sql.ts";

export const OVER = "This sign-in is over. Begin again with your password.";

/** Whoever has given the right password, and owes a second factor. */
export type Waiting = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Of this sign-in. */
  readonly challenge: string;
  /** The app's key, encrypted; null without an app. */
  readonly secret: string | null;
  readonly locked_until: Date | null;
  readonly passkeys: number;
};

/** Who has given the right password in this browser within ten minutes, and owes a second factor. */
export async function waitingIn({ pool, cookies, now }: Desk, headers: Headers): Promise<Waiting | undefined> {
  const [challenge = ""] = (cookieIn(headers.get("cookie"), codeCookie(cookies)) ?? "").split(".");
  const rows = await rowsOf<Waiting>(
    pool,
    `select u.id, u.name, u.email, v.identifier as challenge, f.secret, f.locked_until,
       (select count(*)::int from passkey p where p.user_id = u.id) as passkeys
     from verification v join "user" u on u.id = v.value
     left join second_factor f on f.user_id = u.id and f.verified
     where v.identifier = $1 and starts_with(v.identifier, '2fa-') and v.expires_at > $2 and u.disabled_at is null`,
    [challenge, new Date(now())],
  );
  return rows.find(({ secret, passkeys }) => secret !== null || passkeys > 0);
}

/** Of a browser in which somebody else may be signed in: whose second step it is says the challenge alone. */
export function withoutSession({ cookies }: Desk, headers: Headers): Headers {
  const alone = new Headers(headers);
  const parts = (headers.get("cookie") ?? "").split(/;\s*/);
  alone.set("cookie", parts.filter((part) => !part.startsWith(`${sessionCookie(cookies)}=`)).join("; "));
  return alone;
}

/** What may follow the right password of an account: a code of its app, a passkey. */
export async function waysOf({ pool }: Desk, email: string): Promise<("code" | "passkey")[]> {
  const [row] = await rowsOf<{ app: boolean; passkey: boolean }>(
    pool,
    `select exists (select 1 from second_factor f where f.user_id = u.id and f.verified) as app,
       exists (select 1 from passkey p where p.user_id = u.id) as passkey from "user" u where u.email = lower($1)`,
    [email],
  );
  return [...(row?.app === true ? (["code"] as const) : []), ...(row?.passkey === true ? (["passkey"] as const) : [])];
}
