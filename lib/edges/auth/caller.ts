import { countedAs } from "#edges/peer-address";
import type { CookieRules } from "./cookie-rules.ts";

/** What a request says of where it comes from. */
export type Caller = {
  /** Under what its tries are counted: the address, or its /64 for IPv6. */
  readonly peer: string;
  readonly agent: string | null;
  /** The browser speaks https, to us or to a proxy before us. */
  readonly secure: boolean;
};

/** `x-holdpoint-peer` is set by our own front, over whatever a client sent; only it knows which proxies are trusted. */
export function callerOf(headers: Headers): Caller {
  return {
    peer: countedAs(headers.get("x-holdpoint-peer") ?? ""),
    agent: headers.get("user-agent")?.slice(0, 300) ?? null,
    secure: (headers.get("origin") ?? "").startsWith("https:") || headers.get("x-forwarded-proto") === "https",
  };
}

type Cookie = { readonly name: string; readonly value: string; readonly maxAgeSeconds: number };

/** `Set-Cookie` for a cookie that no script can read. Lax, so that a link from a chat still opens. */
export function hiddenCookie(
  { name, value, maxAgeSeconds }: Cookie,
  { prefix, path, secure }: CookieRules,
  caller: Pick<Caller, "secure">,
): string {
  const flags = (secure ?? caller.secure) ? "; Secure" : "";
  return `${prefix}${name}=${encodeURIComponent(value)}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${flags}`;
}

/** A cookie inside a `Cookie` header, or null. */
export function cookieIn(header: string | null, name: string): string | null {
  const pair = header?.split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  if (!pair) return null;
  try {
    return decodeURIComponent(pair.slice(name.length + 1));
  } catch {
    return null;
  }
}

/** The cookies of better-auth's answer, which knows of https from a public address only. */
export function cookiesOf(answer: Headers, asked: Headers): readonly string[] {
  const { secure } = callerOf(asked);
  return answer
    .getSetCookie()
    .map((cookie) => (secure && !/; *Secure(;|$)/i.test(cookie) ? `${cookie}; Secure` : cookie));
}
