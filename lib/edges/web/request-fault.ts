import type { IncomingMessage } from "node:http";

/**
 * What a request says once. Where it comes twice, a proxy may go by the one and Holdpoint by the other: Node keeps the first of
 * some and joins others. `X-Forwarded-…` and `Cookie` are lists, to which every proxy may add a line.
 */
const ONCE: ReadonlySet<string> = new Set([
  "host",
  "origin",
  "authorization",
  "content-length",
  "content-type",
  "transfer-encoding",
  "idempotency-key",
  "sec-fetch-site",
  "sec-websocket-key",
  "sec-websocket-version",
]);
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:(\d{1,5}))?$/i;
const HIGHEST_PORT = 65_535;

/** Why a request cannot be meant as it is written, in one sentence; null where it can. For handshakes of sockets alike. */
export function requestFault({ rawHeaders, headers, url = "" }: IncomingMessage): string | null {
  const twice = givenTwice(rawHeaders);
  if (twice !== null) return `The request has the header ${twice} twice: send it once.`;
  const { host } = headers;
  // HTTP/1.0, and an address without an authority, have none
  if (host !== undefined && host !== "" && !isHost(host))
    return "The Host header must be a name or an address, with a port or without, and nothing else.";
  if (!url.startsWith("/")) return "The request must ask for a path, as /wall: Holdpoint is no proxy.";
  return null;
}

function isHost(text: string): boolean {
  const match = HOST.exec(text);
  return match !== null && Number(match[3] ?? 0) <= HIGHEST_PORT;
}

/** As it was written the second time. */
function givenTwice(rawHeaders: readonly string[]): string | null {
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? "";
    const key = name.toLowerCase();
    if (ONCE.has(key) && seen.has(key)) return name;
    seen.add(key);
  }
  return null;
}
