import type { PublicUrl } from "#edges/public-url";

/** How the cookies that let somebody in are named and where browsers send them; follows from the address that browsers open. */
export type CookieRules = {
  /**
   * Browsers take a cookie with such a name from https only, and, for `__Host-`, from this very host at its root: no other
   * program on a neighbouring name or path can set one.
   */
  readonly prefix: "" | "__Secure-" | "__Host-";
  readonly path: string;
  /** Null: as each request says. */
  readonly secure: true | null;
};

/** Without a public address: plain http on the machine itself must work too. */
export const PLAIN_COOKIES: CookieRules = { prefix: "", path: "/", secure: null };

export function cookieRulesOf(publicUrl: PublicUrl | null): CookieRules {
  if (publicUrl === null) return PLAIN_COOKIES;
  const path = publicUrl.path || "/";
  if (!publicUrl.isHttps) return { prefix: "", path, secure: null };
  return { prefix: path === "/" ? "__Host-" : "__Secure-", path, secure: true };
}
