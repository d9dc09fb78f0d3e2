import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import type { Path } from "#core/config/place";
import type { Problem } from "#core/config/problems";
import type { Guard } from "./guard.ts";

/** What a client is to be made for: who may be called, and what calling is named in sentences ("probe", "call"). */
export type FaultsAbout = { readonly guard: Guard; readonly verb: "probe" | "call" };

/** Why no connection to `host` can ever be made; no sentence quotes it. */
export function hostFaults(host: string, path: Path, { guard, verb }: FaultsAbout): readonly Problem[] {
  const refused = `reaches a link-local or cloud metadata address; set network.allowLinkLocal to ${verb} it`;
  if (!guard.mayCall(host)) return [{ path, message: refused }];
  if (isIP(host) !== 0) return [];
  // where names are read, some of these are left out silently
  if (/[\u0000-\u0020\u007f]/.test(host)) return [{ path, message: "has a space or a control character in it" }];
  if (/^\[.*\]$/.test(host)) return [{ path, message: "must be an IPv6 address without its brackets" }];
  return isName(host) ? [] : [{ path, message: "must be the name or address of a host, and nothing else" }];
}

/** The network takes underscores, and names of other scripts by their ASCII form. */
function isName(host: string): boolean {
  const ascii = domainToASCII(host).replace(/\.$/, "");
  return ascii.length <= 253 && ascii.split(".").every((label) => /^[a-z0-9_-]{1,63}$/i.test(label));
}

export type UrlWish = {
  /** Without the colon. */
  readonly schemes: readonly string[];
  /** How it is written: `postgres://user:password@host:5432/database`. */
  readonly example: string;
};

/** The URL, or why nothing can be called by it; no sentence quotes it. */
export function urlOf(
  text: string,
  path: Path,
  { schemes, example, ...about }: UrlWish & FaultsAbout,
): { readonly url: URL | null; readonly faults: readonly Problem[] } {
  const refused = (message: string): ReturnType<typeof urlOf> => ({ url: null, faults: [{ path, message }] });
  if (/[\u0000-\u0020\u007f]/.test(text)) return refused("has a space or a control character in it");
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !schemes.includes(url.protocol.slice(0, -1))) return refused(`must be written as ${example}`);
  if (url.port === "0") return refused("has port 0, to which nobody can connect");
  const coded = [url.username, url.password, url.hostname, url.pathname].every(isPercentCoded);
  if (!coded) return refused('has a "%" that begins no percent-encoding: write %25 for it');
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return { url, faults: host === "" ? [] : hostFaults(decodeURIComponent(host), path, about) };
}

function isPercentCoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The `authorization` that a URL's user and password make; null without them. */
export function basicOf({ username, password }: URL): string | null {
  if (!username && !password) return null;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

/** They say how the message is carried, which is the client's business. */
const CARRIERS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Headers that no request can have. */
export function headerFaults(headers: Readonly<Record<string, string>>, path: Path): readonly Problem[] {
  const seen = new Set<string>();
  return Object.entries(headers).flatMap(([name, value]): readonly Problem[] => {
    const at = [...path, name];
    const key = name.toLowerCase();
    const twice = seen.has(key);
    seen.add(key);
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return [{ path: at, message: "is no name of a header" }];
    if (CARRIERS.has(key)) return [{ path: at, message: "is set by Holdpoint itself: leave it out" }];
    if (twice) return [{ path: at, message: "is given twice: upper and lower case are one" }];
    if (/[^\t\x20-\x7e]/.test(value))
      return [{ path: at, message: "has a line break or another character that a header cannot hold" }];
    return [];
  });
}
