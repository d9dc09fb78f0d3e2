import { cookieIn, hiddenCookie, type Caller } from "./caller.ts";
import type { CookieRules } from "./cookie-rules.ts";

const NAME = "holdpoint_display";
const YEAR_SECONDS = 365 * 24 * 3_600;

/** `Set-Cookie` for a display that was let in. */
export function displayCookie(token: string, rules: CookieRules, caller: Pick<Caller, "secure">): string {
  return hiddenCookie({ name: NAME, value: token, maxAgeSeconds: YEAR_SECONDS }, rules, caller);
}

/**
 * The display token inside a `Cookie` header, or null. One from before the public address was set, under the plain name, still
 * counts: nobody pairs every wall of a room again for that, and whoever planted one would only let a screen look.
 */
export function tokenInCookies(header: string | null, { prefix }: Pick<CookieRules, "prefix">): string | null {
  return cookieIn(header, `${prefix}${NAME}`) ?? cookieIn(header, NAME);
}
