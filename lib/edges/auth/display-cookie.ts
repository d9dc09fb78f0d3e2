const NAME = "holdpoint_display";
const YEAR_SECONDS = 365 * 24 * 3_600;

/** `Set-Cookie` for a display that opened the pairing link. Lax, so that a link from a chat still opens. */
export function displayCookie(token: string, secure: boolean): string {
  const flags = secure ? "; Secure" : "";
  return `${NAME}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}${flags}`;
}

/** The display token inside a `Cookie` header, or null. */
export function tokenInCookies(header: string | null): string | null {
  const pair = header?.split(/;\s*/).find((part) => part.startsWith(`${NAME}=`));
  if (!pair) return null;
  try {
    return decodeURIComponent(pair.slice(NAME.length + 1));
  } catch {
    return null;
  }
}
